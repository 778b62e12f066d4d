package cds.web.people;

import cds.people.People;
import cds.people.PersonRefused;
import cds.people.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page at {@code /setup}: makes the first administrator, and is gone from then on. */
@Controller
class SetupController {

  private final FirstRun firstRun;
  private final People people;

  SetupController(FirstRun firstRun, People people) {
    this.firstRun = firstRun;
    this.people = people;
  }

  @GetMapping(Ways.SETUP)
  String page(Model model) {
    return firstRun.isNeeded() ? shown(model, "", "", List.of()) : "redirect:" + Ways.SIGN_IN;
  }

  /** Makes them, or says what to mend. */
  @PostMapping(Ways.SETUP)
  String begin(
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "shown", defaultValue = "") String shown,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "again", defaultValue = "") String again,
      @RequestParam(name = "code", defaultValue = "") String code,
      @RequestParam(name = "roles", defaultValue = "") List<String> roles,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    if (!firstRun.isNeeded()) {
      return "redirect:" + Ways.SIGN_IN;
    }
    try {
      if (!firstRun.isRight(code)) {
        throw new PersonRefused("This is not the code that stands in the log of the service.");
      }
      Forms.requireSame(password, again);
      Set<Role> all = new HashSet<>(Forms.roles(roles));
      all.add(Role.ADMINISTRATOR);
      people.begin(Forms.person(name, shown, all), password, Instant.now());
    } catch (PersonRefused refused) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      model.addAttribute("fault", refused.sentence());
      return shown(model, name, shown, roles);
    }
    Ways.tell(request, "You are the first administrator. Sign in.");
    return "redirect:" + Ways.SIGN_IN;
  }

  private String shown(Model model, String name, String shown, List<String> roles) {
    model.addAttribute("needsCode", firstRun.needsCode());
    model.addAttribute("name", name);
    model.addAttribute("shown", shown);
    model.addAttribute("chosen", roles);
    return "setup";
  }
}
