package cds.web.workbench;

import cds.authoring.mutation.MutationScores;
import cds.knowledge.Rule;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How well the cases of a rule prove its tables; the page of the rule fetches it. */
@Controller
class MutationController {

  private final Workbench workbench;
  private final MutationScores scores;

  MutationController(Workbench workbench, MutationScores scores) {
    this.workbench = workbench;
    this.scores = scores;
  }

  /** The proof of a rule as it is in force. */
  @GetMapping("/workbench/rules/{topic}/{name}/proof")
  String proof(
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    return show(workbench.inForce(), topic, name, model);
  }

  /** The proof of a rule as a draft has it. */
  @GetMapping("/workbench/drafts/{draft}/rules/{topic}/{name}/proof")
  String proof(
      @PathVariable("draft") String draft,
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    return show(workbench.of(workbench.draft(draft)), topic, name, model);
  }

  private String show(Workbench.Texts texts, String topic, String name, Model model) {
    Rule rule = Workbench.rule(texts, topic, name);
    boolean mend = texts.proof().rules() == null;
    model.addAttribute("rule", rule);
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute("mend", mend);
    model.addAttribute(
        "score", mend ? null : scores.of(texts.files(), texts.rules(), rule).orElse(null));
    return "workbench/proof";
  }
}
