package cds.web.workbench;

import cds.authoring.CaseRun;
import cds.authoring.RuleReleases;
import cds.authoring.sheet.Grid;
import cds.authoring.sheet.SheetRefused;
import cds.engine.DrlWriter;
import cds.knowledge.Parameter;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of one rule shows. */
@Component
final class RulePages {

  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");

  private final RuleReleases releases;

  RulePages(RuleReleases releases) {
    this.releases = releases;
  }

  /** Fills the page of a rule. */
  void fill(Model model, Workbench.Texts texts, String topic, String name) {
    Rule rule = Workbench.rule(texts, topic, name);
    model.addAttribute("texts", texts);
    model.addAttribute("rule", rule);
    model.addAttribute("tables", tables(texts, rule));
    model.addAttribute("parameters", parameters(texts, rule));
    model.addAttribute("cases", cases(texts, rule));
    model.addAttribute("address", texts.address(rule.id()));
    model.addAttribute(
        "problems",
        texts.proof().problems().stream()
            .filter(problem -> problem.file().startsWith("rules/" + rule.id() + "/"))
            .toList());
    model.addAttribute("readers", readers(texts, rule));
    model.addAttribute("evidence", Grounds.of(texts.rules(), rule));
    model.addAttribute("releases", releases.changing("rules/" + rule.id() + "/"));
    model.addAttribute(
        "drl", texts.proof().rules() == null ? "" : DrlWriter.write(rule.tables(), "Situation"));
  }

  /** The tables as they are written, also those that cannot be read as they should. */
  static List<TableView> tables(Workbench.Texts texts, Rule rule) {
    List<TableView> tables = new ArrayList<>();
    String folder = "rules/" + rule.id() + "/";
    for (String file : texts.files().under(folder, ".csv")) {
      String name = file.substring(folder.length(), file.length() - ".csv".length());
      try {
        Grid grid = Grid.ofCsv(texts.files().text(file).orElse(""));
        tables.add(TableView.of(file, name, grid, texts.rules(), rule, texts.proof().problems()));
      } catch (SheetRefused e) {
        // Its page says what is wrong with it.
        tables.add(
            new TableView(
                name, List.of(), new Grid(List.of("id"), List.of()), List.of(), List.of()));
      }
    }
    return tables;
  }

  /** Its own parameters and the shared ones that its tables name, by name. */
  private static Map<String, Parameter> parameters(Workbench.Texts texts, Rule rule) {
    Map<String, Parameter> parameters = new TreeMap<>(rule.parameters());
    for (String file : texts.files().under("rules/" + rule.id() + "/", ".csv")) {
      Matcher named = NAMED.matcher(texts.files().text(file).orElse(""));
      while (named.find()) {
        Parameter parameter = texts.rules().parameters().get(named.group(1));
        if (parameter != null) {
          parameters.putIfAbsent(parameter.name(), parameter);
        }
      }
    }
    return parameters;
  }

  /** Cases with what became of them, by table. */
  private static Map<String, List<CaseRun.Result>> cases(Workbench.Texts texts, Rule rule) {
    Map<String, List<CaseRun.Result>> cases = new LinkedHashMap<>();
    if (texts.proof().rules() != null) {
      CaseRun runner = new CaseRun(texts.rules());
      for (RuleCase one : RuleCase.read(texts.files(), rule, new Problems())) {
        CaseRun.Result result = runner.run(rule, one);
        cases.computeIfAbsent(result.table(), table -> new ArrayList<>()).add(result);
      }
    }
    return cases;
  }

  /** Other rules that read what this one gives. */
  private static List<String> readers(Workbench.Texts texts, Rule rule) {
    List<String> given = new ArrayList<>();
    rule.tables().forEach(table -> table.outputs().forEach(output -> given.add(output.name())));
    if (rule.kind() == Rule.Kind.POLICY) {
      given.add(Rule.verdictElement(rule.name()));
    }
    return texts.rules().rules().stream()
        .filter(other -> !other.id().equals(rule.id()))
        .filter(
            other ->
                other.tables().stream()
                    .flatMap(table -> table.inputs().stream())
                    .anyMatch(input -> given.contains(input.name())))
        .map(Rule::id)
        .toList();
  }
}
