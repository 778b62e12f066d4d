package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.TriedCase;
import cds.authoring.sheet.Cases;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.people.Person;
import cds.people.Role;
import cds.web.page.Example;
import cds.web.people.CurrentPerson;
import cds.web.services.Rehearsed;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient, decided by the rules of a draft: what was found, which rows held, which cards. */
@Controller
class TryController {

  /** The page of a draft. */
  static final String PAGE = "/workbench/drafts/{draft}/try";

  private final Workbench workbench;
  private final Trials trials;

  TryController(Workbench workbench, Trials trials) {
    this.workbench = workbench;
    this.trials = trials;
  }

  /** The form, with an example filled in. */
  @GetMapping(PAGE)
  String page(
      @PathVariable("draft") String id,
      @RequestParam(name = "example", defaultValue = "") String named,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    Example example = trials.examples().named(named).orElse(trials.examples().all().get(0));
    String request = example.on(trials.today());
    return trials.fill(draft, new Tried(example.service(), request, trials.changed(draft)), model);
  }

  /** Decides, and shows why. */
  @PostMapping(PAGE)
  String send(@PathVariable("draft") String id, Tried tried, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    return trials.decide(workbench.draft(id), tried, model);
  }

  /** Saves what was found of the patient as a case of one table. */
  @PostMapping(PAGE + "/case")
  String save(
      @PathVariable("draft") String id,
      Tried tried,
      @RequestParam("table") String tableId,
      @RequestParam("says") String says,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    RuleFiles files = workbench.drafts().files(draft);
    Rehearsed done = trials.rehearse(files, tried);
    Rule rule =
        done.decision().rules().rules().stream()
            .filter(one -> tableId.startsWith(one.id() + "/"))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    Table table =
        rule.tables().stream()
            .filter(one -> one.id().equals(tableId) && !one.perOrder())
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    RuleCase made =
        TriedCase.of(
            done.decision().rules(), rule, table, done.decision().evaluation(), says.strip());
    String file = "rules/" + rule.id() + "/cases.yaml";
    workbench.save(
        draft,
        Integer.MAX_VALUE,
        file,
        Cases.append(files.text(file).orElse(""), made),
        "case of a tried patient",
        person);
    return "redirect:/workbench/drafts/%s/rules/%s/cases?table=%s"
        .formatted(id, rule.id(), tableId.substring(rule.id().length() + 1));
  }
}
