package cds.web.workbench;

import cds.authoring.CaseRun;
import cds.authoring.Draft;
import cds.authoring.ProposedCases;
import cds.authoring.sheet.Cases;
import cds.knowledge.DataElement;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.Table;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The cases of one table of a draft: what became of them, those to accept, a form for each. */
@Controller
class CasesController {

  private static final List<String> WORDS = List.of("finding", "urgency", "criterion", "reason");
  private static final String PAGE = "/workbench/drafts/{draft}/rules/{topic}/{name}/cases";

  private final Workbench workbench;

  CasesController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** Whose cases: a rule of a draft. */
  record Place(String draft, String topic, String name) {

    public String rule() {
      return topic + "/" + name;
    }

    public String file() {
      return "rules/" + rule() + "/cases.yaml";
    }
  }

  /** A rule with one of its tables and that table's cases. */
  private record Known(Workbench.Texts texts, Rule rule, Table table, List<RuleCase> cases) {

    List<RuleCase> proposed() {
      return ProposedCases.of(texts.rules(), rule, table, cases);
    }

    CaseRun.Result run(RuleCase one) {
      return new CaseRun(texts.rules()).run(rule, one);
    }

    RuleCase named(String says) {
      return cases.stream()
          .filter(one -> one.table().equals(table.id()) && one.says().equals(says))
          .findFirst()
          .orElseThrow(() -> new Refusal(404, "not-found", "There is no such case."));
    }
  }

  /**
   * The cases of a table.
   *
   * @param says the case to edit; blank for a new one
   */
  @GetMapping(PAGE)
  String page(
      Place place,
      @RequestParam("table") String table,
      @RequestParam(name = "edit", defaultValue = "") String says,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Known known = known(place, table);
    model.addAttribute("texts", known.texts());
    model.addAttribute("draft", known.texts().draft());
    model.addAttribute("rule", known.rule());
    model.addAttribute("table", table);
    model.addAttribute("address", known.texts().address(known.rule().id()));
    model.addAttribute("inputs", known.table().inputs());
    model.addAttribute("outputs", outputs(known.table()));
    model.addAttribute(
        "results",
        known.cases().stream()
            .filter(one -> one.table().equals(known.table().id()))
            .map(known::run)
            .toList());
    model.addAttribute("proposed", known.proposed());
    model.addAttribute("edited", says.isBlank() ? null : known.named(says));
    return "workbench/cases";
  }

  /** Takes proposed cases in: those whose sentences are named. */
  @PostMapping(PAGE + "/accept")
  String accept(
      Place place,
      @RequestParam("table") String table,
      @RequestParam("seen") int seen,
      @RequestParam(name = "says", defaultValue = "") List<String> says,
      HttpServletRequest http) {
    Known known = known(place, table);
    List<RuleCase> accepted =
        known.proposed().stream().filter(one -> says.contains(one.says())).toList();
    UnaryOperator<String> change =
        text -> {
          String longer = text;
          for (RuleCase one : accepted) {
            longer = Cases.append(longer, one);
          }
          return longer;
        };
    return save(place, table, seen, change, accepted.size() + " case(s) accepted", http);
  }

  /** Lets a failing case expect what its table says now. */
  @PostMapping(PAGE + "/correct")
  String correct(
      Place place,
      @RequestParam("table") String table,
      @RequestParam("seen") int seen,
      @RequestParam("says") String says,
      HttpServletRequest http) {
    Known known = known(place, table);
    RuleCase old = known.named(says);
    RuleCase corrected = new RuleCase(old.says(), old.table(), old.given(), known.run(old).said());
    if (!known.run(corrected).passes()) {
      throw new Refusal(
          409,
          "conflict",
          "The situations of this case have different answers now: edit it, or split it.");
    }
    return save(
        place,
        table,
        seen,
        text -> Cases.replace(text, table, says, corrected),
        "expects what the table says: " + says,
        http);
  }

  /**
   * Saves a case from the form, or takes it away.
   *
   * @param was the sentence it had; blank for a new one
   */
  @PostMapping(PAGE)
  String edit(
      Place place,
      @RequestParam("table") String table,
      @RequestParam("seen") int seen,
      @RequestParam(name = "was", defaultValue = "") String was,
      @RequestParam("says") String says,
      @RequestParam(name = "remove", defaultValue = "false") boolean remove,
      @RequestParam Map<String, String> form,
      HttpServletRequest http) {
    Known known = known(place, table);
    if (remove) {
      return save(
          place, table, seen, text -> Cases.remove(text, table, was), "taken away: " + was, http);
    }
    Map<String, String> given = new LinkedHashMap<>();
    known
        .table()
        .inputs()
        .forEach(input -> put(given, input.name(), form.get("given." + input.name())));
    Map<String, String> then = new LinkedHashMap<>();
    outputs(known.table()).forEach(output -> put(then, output, form.get("then." + output)));
    RuleCase changed = new RuleCase(says.strip(), known.table().id(), given, then);
    return save(
        place,
        table,
        seen,
        text ->
            was.isBlank() ? Cases.append(text, changed) : Cases.replace(text, table, was, changed),
        (was.isBlank() ? "new case: " : "case: ") + changed.says(),
        http);
  }

  private static void put(Map<String, String> values, String name, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      values.put(name, text.strip());
    }
  }

  private static List<String> outputs(Table table) {
    return Stream.concat(table.outputs().stream().map(DataElement::name), WORDS.stream()).toList();
  }

  private Known known(Place place, String name) {
    Workbench.Texts texts = workbench.of(workbench.draft(place.draft()));
    if (texts.proof().rules() == null) {
      throw new Refusal(
          409, "conflict", "The draft has problems to mend first; then its cases can be run.");
    }
    Rule rule = Workbench.rule(texts, place.topic(), place.name());
    Table table =
        rule.tables().stream()
            .filter(one -> one.id().equals(rule.id() + "/" + name))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    return new Known(texts, rule, table, RuleCase.read(texts.files(), rule, new Problems()));
  }

  private String save(
      Place place,
      String table,
      int seen,
      UnaryOperator<String> change,
      String says,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(place.draft());
    String text = workbench.drafts().files(draft).text(place.file()).orElse("");
    String said = says.length() > 450 ? says.substring(0, 450) + "…" : says;
    workbench.save(draft, seen, place.file(), change.apply(text), said, person);
    return "redirect:/workbench/drafts/%s/rules/%s/cases?table=%s"
        .formatted(place.draft(), place.rule(), table);
  }
}
