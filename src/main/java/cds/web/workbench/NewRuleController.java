package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.sheet.NewRule;
import cds.authoring.sheet.SheetRefused;
import cds.knowledge.DataElement;
import cds.knowledge.Problem;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.Urgency;
import cds.people.Person;
import cds.people.Role;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A new rule in a draft, from a template: an alert with one row, or a copy of a policy. */
@Controller
class NewRuleController {

  private static final String PAGE = "/workbench/drafts/{draft}/rules/new";

  private final Workbench workbench;

  NewRuleController(Workbench workbench) {
    this.workbench = workbench;
  }

  /** The forms. */
  @GetMapping(PAGE)
  String page(@PathVariable("draft") String id, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    fill(model, workbench.of(workbench.draft(id)), Map.of(), null);
    return "workbench/new-rule";
  }

  /** Makes the files of an alert. */
  @PostMapping(PAGE + "/alert")
  String alert(
      @PathVariable("draft") String id,
      @RequestParam Map<String, String> form,
      @RequestParam(name = "services", defaultValue = "") List<String> services,
      HttpServletRequest http,
      Model model) {
    return make(
        id,
        form,
        http,
        model,
        files ->
            NewRule.alert(
                files,
                named(form, text(form, "topic")),
                new NewRule.Alert(
                    text(form, "code"),
                    text(form, "cardTopic"),
                    services,
                    text(form, "summary"),
                    text(form, "action"),
                    text(form, "column"),
                    text(form, "cell"),
                    text(form, "urgency"),
                    text(form, "source")),
                today()),
        "alert");
  }

  /** Copies a policy. */
  @PostMapping(PAGE + "/policy")
  String policy(
      @PathVariable("draft") String id,
      @RequestParam Map<String, String> form,
      HttpServletRequest http,
      Model model) {
    return make(
        id,
        form,
        http,
        model,
        files -> {
          String of = text(form, "of");
          return NewRule.copy(files, named(form, of.replaceAll("/.*", "")), of, today());
        },
        "policy");
  }

  private interface Template {
    Map<String, String> of(RuleFiles files);
  }

  /** Nothing is saved unless everything fits together; what does not is said on the form. */
  private String make(
      String id,
      Map<String, String> form,
      HttpServletRequest http,
      Model model,
      Template template,
      String kind) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    Workbench.Texts before = workbench.of(draft);
    try {
      Map<String, String> made = template.of(before.files());
      Map<String, String> all = new TreeMap<>(before.files().texts());
      all.putAll(made);
      Workbench.Texts after = workbench.of(draft, new RuleFiles(all));
      Optional<Problem> wrong =
          after.proof().problems().stream()
              .filter(problem -> !before.proof().problems().contains(problem))
              .findFirst();
      if (wrong.isPresent()) {
        fill(model, before, form, wrong.get().toString());
        return "workbench/new-rule";
      }
      String says = "new " + kind + " " + text(form, "title");
      made.forEach(
          (path, text) ->
              workbench.save(draft, Integer.MAX_VALUE, path, text, shortened(says), person));
      String rule =
          made.keySet().stream().filter(path -> path.endsWith("/rule.yaml")).findFirst().orElse("");
      return "redirect:/workbench/drafts/"
          + id
          + "/rules/"
          + rule.replaceAll("^rules/|/rule.yaml$", "");
    } catch (SheetRefused e) {
      fill(model, before, form, String.valueOf(e.getMessage()));
      return "workbench/new-rule";
    }
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) + "…" : text;
  }

  private static NewRule.Named named(Map<String, String> form, String topic) {
    return new NewRule.Named(topic, text(form, "name"), text(form, "title"), text(form, "owner"));
  }

  private static String text(Map<String, String> form, String name) {
    String text = form.getOrDefault(name, "").strip();
    if (text.isEmpty() || text.length() > 1000) {
      throw new SheetRefused(name, "write 1 to 1,000 letters");
    }
    return text;
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static void fill(
      Model model, Workbench.Texts texts, Map<String, String> form, @Nullable String fault) {
    model.addAttribute("texts", texts);
    model.addAttribute("draft", texts.draft());
    model.addAttribute("form", form);
    model.addAttribute("fault", fault);
    List<Rule> rules = texts.rules().rules();
    model.addAttribute(
        "topics",
        new TreeSet<>(rules.stream().map(rule -> rule.id().replaceAll("/.*", "")).toList()));
    model.addAttribute("owners", new TreeSet<>(rules.stream().map(Rule::owner).toList()));
    model.addAttribute(
        "policies",
        rules.stream().filter(rule -> rule.kind() == Rule.Kind.POLICY).map(Rule::id).toList());
    model.addAttribute("services", texts.rules().services().keySet());
    model.addAttribute("cardTopics", texts.rules().terminology().codeSystem("topic").displays());
    model.addAttribute("urgencies", Stream.of(Urgency.values()).map(Urgency::word).toList());
    model.addAttribute("sources", new TreeSet<>(texts.rules().sources().keySet()));
    model.addAttribute(
        "columns",
        texts.rules().elements().values().stream()
            .filter(element -> element.isTestable() && !element.perOrder())
            .map(NewRuleController::column)
            .toList());
  }

  private static String column(DataElement element) {
    return element.unit() == null ? element.name() : element.name() + " [" + element.unit() + "]";
  }
}
