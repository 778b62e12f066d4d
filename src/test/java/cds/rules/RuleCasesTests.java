package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cds.engine.Hits;
import cds.engine.TableEngine;
import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
import cds.knowledge.Problems;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        () ->
            assertThat(says(rule, table(rule, ruleCase), situation(rule, ruleCase)))
                .as(ruleCase.says())
                .isEqualTo(new TreeMap<>(ruleCase.then())));
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
            Situation situation = situation(rule, ruleCase);
            table.rows().stream()
                .filter(row -> table.holds(row, situation))
                .forEach(row -> hit.add(row.key()));
          }
        });

    assertThat(rows).hasSizeGreaterThan(300);
    rows.removeAll(hit);
    assertThat(rows).as("rows that no case hits").isEmpty();
  }

  @Test
  void bothSidesOfEveryBoundaryOfDoseAndSeverityTablesAreCased() {
    List<String> without = new ArrayList<>();
    int[] seen = {0};
    CASES.forEach(
        (rule, cases) -> {
          if (!rule.id().matches("(dosing|severity|eligibility)/.*")) {
            return;
          }
          for (Table table : rule.tables()) {
            for (DataElement input : table.inputs()) {
              List<BigDecimal> given = given(cases, table, input);
              for (Cut cut : cuts(table, input)) {
                seen[0]++;
                if (!cut.cased(given, input)) {
                  without.add(table.id() + ": " + input.name() + " " + cut);
                }
              }
            }
          }
        });

    assertThat(seen[0]).as("boundaries seen").isGreaterThan(60);
    assertThat(without).as("boundaries without a case on either side").isEmpty();
  }

  /** A place between two numbers: just before the bound, or just after it. */
  private record Cut(BigDecimal bound, boolean before) {

    boolean cased(List<BigDecimal> given, DataElement input) {
      BigDecimal near =
          input.type() == DataElement.Type.INTEGER || "%".equals(input.unit())
              ? BigDecimal.ONE
              : new BigDecimal("0.1");
      boolean below = false;
      boolean above = false;
      for (BigDecimal value : given) {
        int side = value.compareTo(bound);
        if (value.subtract(bound).abs().compareTo(near) <= 0) {
          boolean lower = before ? side < 0 : side <= 0;
          below |= lower;
          above |= !lower;
        }
      }
      return below && above;
    }
  }

  private static Set<Cut> cuts(Table table, DataElement input) {
    int column = table.inputs().indexOf(input);
    Set<Cut> cuts = new java.util.LinkedHashSet<>();
    for (Table.Row row : table.rows()) {
      Cell cell = row.cells().get(column);
      for (Range range : cell.ranges()) {
        add(cuts, range.low(), range.lowIncluded(), input);
        add(cuts, range.high(), !range.highIncluded(), input);
      }
    }
    return cuts;
  }

  /** Both ends of the plausible values are no boundary of a table. */
  private static void add(Set<Cut> cuts, BigDecimal bound, boolean before, DataElement input) {
    if (bound == null) {
      return;
    }
    Range domain = input.domain();
    boolean low = domain != null && domain.low() != null && bound.compareTo(domain.low()) <= 0;
    boolean high = domain != null && domain.high() != null && bound.compareTo(domain.high()) >= 0;
    boolean anywhere = domain == null && bound.signum() == 0;
    boolean firstCut = low && (before || !domain.lowIncluded());
    if (!firstCut && !(high && !before) && !anywhere) {
      cuts.add(new Cut(bound.stripTrailingZeros(), before));
    }
  }

  private static List<BigDecimal> given(List<RuleCase> cases, Table table, DataElement input) {
    return cases.stream()
        .filter(ruleCase -> ruleCase.table().equals(table.id()))
        .map(ruleCase -> RuleCase.value(input, ruleCase.given().get(input.name())).number())
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /** All that the table says, by the real engine. */
  private static Map<String, String> says(Rule rule, Table table, Situation situation) {
    Hits hits =
        Hits.of(rule, table, TableEngine.compile(List.of(table)).fire(situation), situation);
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

  private static Situation situation(Rule rule, RuleCase ruleCase) {
    Situation situation = RULES.situation();
    for (DataElement input : table(rule, ruleCase).inputs()) {
      situation.set(input, RuleCase.value(input, ruleCase.given().get(input.name())));
    }
    return situation;
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
