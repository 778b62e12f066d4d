package cds.web.people;

import cds.people.Account;
import cds.people.People;
import cds.people.PersonRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page at {@code /workbench/account}: who I am here, what I may do, my password. */
@Controller
class AccountController {

  private final People people;
  private final HttpSessionSecurityContextRepository sessions =
      new HttpSessionSecurityContextRepository();

  AccountController(People people) {
    this.people = people;
  }

  @GetMapping(Ways.ACCOUNT)
  String page(HttpServletRequest request, Model model) {
    model.addAttribute("account", mine(request));
    model.addAttribute("told", Ways.told(request));
    return "workbench/account";
  }

  /** Sets the password; all other sessions of this person are over then. */
  @PostMapping(Ways.ACCOUNT)
  String setPassword(
      @RequestParam(name = "present", defaultValue = "") String present,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "again", defaultValue = "") String again,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String name = CurrentPerson.of(request).name();
    try {
      Forms.requireSame(password, again);
      people.setPassword(name, present, password, Instant.now());
    } catch (PersonRefused refused) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("fault", refused.sentence());
      model.addAttribute("account", mine(request));
      return "workbench/account";
    }
    stay(mine(request), request, response);
    Ways.tell(request, "Your password is changed. Where else you were signed in, you are out.");
    return "redirect:" + Ways.ACCOUNT;
  }

  private Account mine(HttpServletRequest request) {
    return people.find(CurrentPerson.of(request).name()).orElseThrow();
  }

  /** This session goes on, under another id. */
  private void stay(Account account, HttpServletRequest request, HttpServletResponse response) {
    request.changeSessionId();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            new Entrance(account.person().name(), account.stamp(), Instant.now()),
            null,
            List.of()));
    sessions.saveContext(context, request, response);
  }
}
