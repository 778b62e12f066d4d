package cds.web.people;

import cds.people.Account;
import cds.people.People;
import cds.people.Person;
import cds.people.PersonRefused;
import cds.people.Role;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages under {@code /workbench/people}: administrators let people in and say what they may.
 */
@Controller
class PeopleController {

  private static final String LIST = "workbench/people";
  private static final String ONE = "workbench/person";

  private final People people;

  PeopleController(People people) {
    this.people = people;
  }

  @GetMapping("/workbench/people")
  String list(HttpServletRequest request, Model model) {
    CurrentPerson.with(Role.ADMINISTRATOR, request);
    return list("", "", List.of(), model);
  }

  /** Lets somebody in; their one-time password is shown on this answer and never again. */
  @PostMapping("/workbench/people")
  String add(
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "shown", defaultValue = "") String shown,
      @RequestParam(name = "roles", defaultValue = "") List<String> roles,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Person by = CurrentPerson.with(Role.ADMINISTRATOR, request);
    String password = Secrets.password();
    try {
      Person added = Forms.person(name, shown, Forms.roles(roles));
      people.add(added, password, by.name(), Instant.now());
      model.addAttribute("password", password);
      return one(added.name(), model);
    } catch (PersonRefused refused) {
      fault(refused, response, model);
      return list(name, shown, roles, model);
    }
  }

  /**
   * One person.
   *
   * @throws Refusal 404 when there is none of this name
   */
  @GetMapping("/workbench/people/{name}")
  String one(@PathVariable("name") String name, HttpServletRequest request, Model model) {
    CurrentPerson.with(Role.ADMINISTRATOR, request);
    model.addAttribute("told", Ways.told(request));
    return one(name, model);
  }

  /** Changes what somebody is called and may do, and whether they may sign in. */
  @PostMapping("/workbench/people/{name}")
  String change(
      @PathVariable("name") String name,
      @RequestParam(name = "shown", defaultValue = "") String shown,
      @RequestParam(name = "roles", defaultValue = "") List<String> roles,
      @RequestParam(name = "active", defaultValue = "false") boolean active,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Person by = CurrentPerson.with(Role.ADMINISTRATOR, request);
    try {
      people.change(
          Forms.person(name, shown, Forms.roles(roles)), active, by.name(), Instant.now());
    } catch (PersonRefused refused) {
      fault(refused, response, model);
      return one(name, model);
    }
    Ways.tell(request, "It is changed.");
    return "redirect:/workbench/people/" + name;
  }

  /** Gives a new one-time password, shown on this answer and never again. */
  @PostMapping("/workbench/people/{name}/password")
  String reset(
      @PathVariable("name") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Person by = CurrentPerson.with(Role.ADMINISTRATOR, request);
    String password = Secrets.password();
    try {
      people.reset(name, password, by.name(), Instant.now());
      model.addAttribute("password", password);
    } catch (PersonRefused refused) {
      fault(refused, response, model);
    }
    return one(name, model);
  }

  private static void fault(PersonRefused refused, HttpServletResponse response, Model model) {
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    model.addAttribute("fault", refused.sentence());
  }

  private String list(String name, String shown, List<String> roles, Model model) {
    model.addAttribute("people", people.all());
    model.addAttribute("now", Instant.now());
    model.addAttribute("allRoles", Role.values());
    model.addAttribute("name", name);
    model.addAttribute("shown", shown);
    model.addAttribute("chosen", roles);
    return LIST;
  }

  private String one(String name, Model model) {
    Account account =
        people.find(name).orElseThrow(() -> new Refusal(404, "not-found", "Nobody has this name."));
    model.addAttribute("account", account);
    model.addAttribute("now", Instant.now());
    model.addAttribute("allRoles", Role.values());
    return ONE;
  }
}
