package cds.explain;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an explanation puts what a row asks for and what it met. */
class ExplainTests {

  private final RuleSet rules = Release.rules();
  private final Situation situation = rules.situation();

  @Test
  void aWeightJustBelowTheRowIsSaidWithWhatItLacks() {
    set("age_months", number("100"));
    set("weight_kg", number("28"));

    Explanation.OfRow row = row("dosing/us-label/dose", "weight_kg", "[30..60)");

    assertThat(row.holds()).isFalse();
    assertThat(row.failed())
        .extracting(Explanation.Condition::says)
        .contains("body weight 28 kg, row needs ≥ 30 kg and < 60 kg (2 kg short)");
    assertThat(condition(row, "weight_kg").gap()).isEqualByComparingTo("-2");
  }

  @Test
  void aNumberOnABoundThatDoesNotCountSaysSo() {
    set("weight_kg", number("60"));

    assertThat(condition(row("dosing/us-label/dose", "weight_kg", "[30..60)"), "weight_kg"))
        .extracting(Explanation.Condition::says)
        .asString()
        .endsWith("row needs ≥ 30 kg and < 60 kg (on the bound, which does not count)");
  }

  @Test
  void aMissingValueSaysWhy() {
    set("weight_kg", DataValue.none(Missing.STALE));

    Explanation.Condition weight =
        condition(row("dosing/us-label/dose", "weight_kg", "[30..60)"), "weight_kg");

    assertThat(weight.says())
        .isEqualTo("body weight missing (too old), row needs ≥ 30 kg and < 60 kg");
    assertThat(weight.gap()).isNull();
  }

  @Test
  void theNearestRowStandsFirst() {
    set("age_months", number("100"));
    set("weight_kg", number("29"));

    for (Explanation.OfRule rule : new Explain(rules).rules(situation, false)) {
      for (Explanation.OfTable table : rule.tables()) {
        List<Long> failed =
            table.rows().stream()
                .filter(row -> !row.holds())
                .map(row -> row.failed().count())
                .toList();
        assertThat(failed).as(table.id()).isSorted();
      }
    }
    List<Explanation.OfRow> rows = table("dosing/us-label/dose").rows();
    assertThat(rows).isNotEmpty();
  }

  @Test
  void aRuleThatDidNotFireNamesItsNearestRows() {
    Explanation.OfRule quiet =
        new Explain(rules)
            .rules(situation, false).stream()
                .filter(rule -> !rule.fired() && !rule.nearest().isEmpty())
                .findFirst()
                .orElseThrow();

    assertThat(quiet.nearest()).allMatch(row -> !row.holds() && row.finding() != null);
    assertThat(quiet.nearest().get(0).failed()).isNotEmpty();
  }

  private void set(String name, DataValue value) {
    situation.set(rules.element(name), value);
  }

  private static DataValue number(String number) {
    return DataValue.of(new BigDecimal(number), List.of());
  }

  private Explanation.OfTable table(String id) {
    return new Explain(rules)
        .rules(situation, false).stream()
            .flatMap(rule -> rule.tables().stream())
            .filter(table -> table.id().equals(id))
            .findFirst()
            .orElseThrow();
  }

  /** The first row of a table whose cell for an element reads so. */
  private Explanation.OfRow row(String table, String element, String cell) {
    Table of = Release.table(table);
    int column = of.inputs().stream().map(DataElement::name).toList().indexOf(element);
    String id =
        of.rows().stream()
            .filter(row -> row.cells().get(column).normal().equals(cell))
            .findFirst()
            .orElseThrow()
            .id();
    return table(table).rows().stream()
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Explanation.Condition condition(Explanation.OfRow row, String element) {
    return row.conditions().stream()
        .filter(condition -> condition.element().equals(element))
        .findFirst()
        .orElseThrow();
  }
}
