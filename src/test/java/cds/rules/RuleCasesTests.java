package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.engine.Hits;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
          Table asked = table(rule, ruleCase);
          TableEngine engine =
              ENGINES.computeIfAbsent(asked.id(), id -> TableEngine.compile(List.of(asked)));
          for (Situation situation : situations(rule, ruleCase)) {
            assertThat(says(rule, asked, engine, situation))
                .as(ruleCase.says() + which(ruleCase, asked, situation))
                .isEqualTo(new TreeMap<>(ruleCase.then()));
          }
        });
  }

  /** Of a case with several values of an input, the ones a situation has. */
  private static String which(RuleCase ruleCase, Table table, Situation situation) {
    String values =
        table.inputs().stream()
            .filter(input -> ruleCase.values(input).size() > 1)
            .map(input -> input.name() + " " + text(situation.get(input)))
            .collect(Collectors.joining(", "));
    return values.isEmpty() ? "" : " (with " + values + ")";
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
            Table table = table(rule, ruleCase);
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

  /** All that the table says, by the real engine. */
  private static Map<String, String> says(
      Rule rule, Table table, TableEngine engine, Situation situation) {
    Hits hits = Hits.of(rule, table, engine.fire(situation), situation);
    Situation written = RULES.situation();
    hits.write(written);
    Map<String, String> says = new TreeMap<>();
    for (DataElement output : table.outputs()) {
      if (written.get(output) instanceof DataValue.Known known) {
        says.put(output.name(), text(known.value()));
      }
    }
    for (Finding finding : hits.findings()) {
      says.merge("finding", finding.code(), (one, other) -> one + " " + other);
      says.merge("urgency", word(finding.urgency()), (one, other) -> one + " " + other);
    }
    Hits.Criterion criterion = hits.criterion();
    if (criterion != null) {
      says.put("criterion", word(criterion.outcome()));
      if (criterion.reason() != null) {
        says.put("reason", criterion.reason());
      }
    }
    return says;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(DataValue value) {
    return value instanceof DataValue.Known known
        ? text(known.value())
        : "missing:" + ((DataValue.None) value).reason().word();
  }

  private static String text(Object value) {
    return value instanceof Boolean yes
        ? yes ? "yes" : "no"
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  private static Table table(Rule rule, RuleCase ruleCase) {
    return rule.tables().stream()
        .filter(table -> table.id().equals(ruleCase.table()))
        .findFirst()
        .orElseThrow();
  }

  private static List<Situation> situations(Rule rule, RuleCase ruleCase) {
    return ruleCase.situations(table(rule, ruleCase), RULES.situation());
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
