package cds.proof;

import cds.engine.Hits;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
import cds.knowledge.Rule;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one table says of a situation, by plain interpretation: no Drools, so that thousands of
 * changed tables are asked in seconds.
 */
final class Answers {

  /** What a table "says" where it should have one row and has none. */
  static final Map<String, String> GAP = Map.of("refused", "no row holds");

  /** What a table "says" where several rows hold and none may win. */
  static final Map<String, String> OVERLAP = Map.of("refused", "several rows hold");

  private Answers() {}

  static Map<String, String> of(Rule rule, Table table, Situation situation) {
    return of(
        rule,
        table,
        table.rows().stream().filter(row -> table.holds(row, situation)).toList(),
        situation);
  }

  /** What the table says when these of its rows hold. */
  static Map<String, String> of(
      Rule rule, Table table, List<Table.Row> holding, Situation situation) {
    if (holding.isEmpty()) {
      return table.complete() ? GAP : Map.of();
    }
    if (table.hit() == Table.Hit.UNIQUE && holding.size() > 1) {
      return OVERLAP;
    }
    Hits hits = Hits.of(rule, table, holding, situation);
    List<Finding> findings = hits.findings();
    if (table.hit() == Table.Hit.HIGHEST
        && findings.stream().map(Finding::code).distinct().count() > 1) {
      return OVERLAP;
    }
    Map<String, String> says = new TreeMap<>();
    values(hits, table, says);
    for (Finding finding : findings) {
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

  private static void values(Hits hits, Table table, Map<String, String> says) {
    if (table.outputs().isEmpty()) {
      return;
    }
    Situation written = Release.rules().situation();
    hits.write(written);
    for (DataElement output : table.outputs()) {
      if (written.get(output) instanceof DataValue.Known known) {
        says.put(output.name(), text(known.value()));
      }
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Object value) {
    return value instanceof Boolean yes
        ? yes ? "yes" : "no"
        : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
