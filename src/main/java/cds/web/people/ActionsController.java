package cds.web.people;

import cds.people.Actions;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page at {@code /workbench/actions}: who did what. */
@Controller
class ActionsController {

  private static final int MOST = 200;
  private static final int LONGEST = 300;

  private final Actions actions;

  ActionsController(Actions actions) {
    this.actions = actions;
  }

  /**
   * The newest.
   *
   * @param person name of who acted; blank for everybody
   * @param subject a part of what it was done to; blank for all
   */
  @GetMapping("/workbench/actions")
  String page(
      @RequestParam(name = "person", defaultValue = "") String person,
      @RequestParam(name = "subject", defaultValue = "") String subject,
      HttpServletRequest request,
      Model model) {
    CurrentPerson.of(request);
    model.addAttribute("person", person);
    model.addAttribute("subject", subject);
    model.addAttribute("actions", actions.find(sought(person), sought(subject), MOST));
    model.addAttribute("most", MOST);
    return "workbench/actions";
  }

  /** A zero byte is no text to a database. */
  private static String sought(String written) {
    String text = written.replace("\0", "");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
