package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.authoring.CaseRun;
import cds.authoring.Cut;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case that stands beside a rule, and what the cases together must reach. */
class RuleCasesTests {

  private static final RuleSet RULES = Release.rules();
  private static final Map<Rule, List<RuleCase>> CASES = cases();
  private static final Map<String, TableEngine> ENGINES = new HashMap<>();

  /** By the real engine, and row by row as authors see it while they type. */
  private static final CaseRun ENGINE =
      new CaseRun(
          RULES,
          table ->
              ENGINES.computeIfAbsent(table.id(), id -> TableEngine.compile(List.of(table)))::fire);

  private static final CaseRun ROWS = new CaseRun(RULES);

  @TestFactory
  Stream<DynamicContainer> rules() {
    return CASES.entrySet().stream()
        .map(
            folder ->
                DynamicContainer.dynamicContainer(
                    folder.getKey().id(),
                    folder.getValue().stream().map(one -> test(folder.getKey(), one))));
  }

  private static DynamicTest test(Rule rule, RuleCase ruleCase) {
    String table = ruleCase.table().substring(rule.id().length() + 1);
    return DynamicTest.dynamicTest(
        rule.id() + " › " + table + ": " + ruleCase.says(),
        () -> {
          CaseRun.Result result = ENGINE.run(rule, ruleCase);
          assertThat(result.said())
              .as(
                  ruleCase.says()
                      + (result.with().isEmpty() ? "" : " (with " + result.with() + ")"))
              .isEqualTo(new TreeMap<>(ruleCase.then()));
          assertThat(ROWS.run(rule, ruleCase)).isEqualTo(result);
        });
  }

  @Test
  void aCaseOfSeveralSituationsSaysWhichOfThemIsWrong() {
    Rule rule = RULES.rule("monitoring/hiv").orElseThrow();
    Table table = rule.tables().get(0);
    DataElement input = table.inputs().get(0);
    RuleCase wrong = new RuleCase("always", table.id(), Map.of(input.name(), "yes | no"), Map.of());

    assertThatThrownBy(() -> test(rule, wrong).getExecutable().execute())
        .hasMessageContaining("[always (with " + input.name() + " yes)]")
        .hasMessageContaining("HIV_REVIEW");
  }

  @Test
  void everyRuleWithTablesHasCases() {
    assertThat(RULES.rules()).hasSizeGreaterThan(20);
    assertThat(RULES.rules().stream().filter(rule -> !rule.tables().isEmpty()).map(Rule::id))
        .isSubsetOf(
            CASES.entrySet().stream()
                .filter(folder -> !folder.getValue().isEmpty())
                .map(folder -> folder.getKey().id())
                .toList());
  }

  @Test
  void everyRowOfEveryTableIsHitByACase() {
    Set<String> rows = new TreeSet<>();
    Set<String> hit = new TreeSet<>();
    CASES.forEach(
        (rule, cases) -> {
          rule.tables().forEach(table -> table.rows().forEach(row -> rows.add(row.key())));
          for (RuleCase ruleCase : cases) {
            Table table = CaseRun.table(rule, ruleCase);
            List<Situation> situations = situations(rule, ruleCase);
            table.rows().stream()
                .filter(row -> situations.stream().anyMatch(one -> table.holds(row, one)))
                .forEach(row -> hit.add(row.key()));
          }
        });

    assertThat(rows).hasSizeGreaterThan(300);
    rows.removeAll(hit);
    assertThat(rows).as("rows that no case hits").isEmpty();
  }

  @Test
  void bothSidesOfEveryBoundaryAreCased() {
    List<String> without = new ArrayList<>();
    int[] seen = {0};
    CASES.forEach(
        (rule, cases) -> {
          for (Table table : rule.tables()) {
            for (DataElement input : table.inputs()) {
              List<BigDecimal> given = given(cases, table, input);
              for (Cut cut : Cut.of(table, input)) {
                seen[0]++;
                if (!cut.cased(given, input)) {
                  without.add(table.id() + ": " + input.name() + " " + cut);
                }
              }
            }
          }
        });

    assertThat(seen[0]).as("boundaries seen").isGreaterThan(150);
    assertThat(without).as("boundaries without a case on either side").isEmpty();
  }

  private static List<BigDecimal> given(List<RuleCase> cases, Table table, DataElement input) {
    return cases.stream()
        .filter(ruleCase -> ruleCase.table().equals(table.id()))
        .flatMap(ruleCase -> ruleCase.values(input).stream())
        .map(DataValue::number)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private static List<Situation> situations(Rule rule, RuleCase ruleCase) {
    return ruleCase.situations(CaseRun.table(rule, ruleCase), RULES.situation());
  }

  private static Map<Rule, List<RuleCase>> cases() {
    Problems problems = new Problems();
    RuleFiles files = new RuleFiles(Release.texts());
    Map<Rule, List<RuleCase>> cases = new java.util.LinkedHashMap<>();
    RULES.rules().forEach(rule -> cases.put(rule, RuleCase.read(files, rule, problems)));
    problems.refuseIfAny();
    return cases;
  }
}
