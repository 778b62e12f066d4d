package cds.derive;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Source;
import cds.knowledge.Table;
import cds.language.Phrase;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The kind that asks a decision table what it would give in a neighbouring row. */
final class TableKinds {

  private TableKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("row-of", TableKinds::rowOf);
  }

  /**
   * Whether the outputs {@code match} are those of another row of a table of the active dosing
   * rule: a row with the same cell for {@code same} and another one for {@code other} ({@code
   * neighbour: any}), or the row that holds for {@code keep} and ends where the present row of
   * {@code other} begins ({@code neighbour: previous}).
   */
  private static Derivation rowOf(Args args) {
    String suffix = "/" + args.text("table");
    boolean previous = args.oneOf("neighbour", "any", "any", "previous").equals("previous");
    DataElement fixed = args.input("same");
    DataElement other = args.input("other");
    Map<DataElement, DataElement> match = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : args.node("match").properties()) {
      match.put(
          args.named("match", entry.getKey()), args.read("match", entry.getValue().asString("")));
    }
    return c -> {
      Table table = table(c.rules(), suffix).orElse(null);
      Table.Row present =
          table == null
              ? null
              : table.rows().stream()
                  .filter(row -> table.holds(row, c.situation()))
                  .findFirst()
                  .orElse(null);
      Set<Source> sources = new LinkedHashSet<>(c.get(other).sources());
      for (DataElement element : match.values()) {
        if (c.get(element) instanceof DataValue.None none) {
          return none;
        }
        sources.addAll(c.get(element).sources());
      }
      if (table == null || present == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_ROW_TO_COMPARE);
      }
      int fixedColumn = column(table, fixed);
      int otherColumn = column(table, other);
      boolean found =
          table.rows().stream()
              .filter(row -> !row.equals(present) && gives(row, match, c))
              .anyMatch(
                  row ->
                      previous
                          ? row.cells().get(fixedColumn).test(c.get(fixed))
                              && endsWhereBegins(row, present, otherColumn)
                          : row.cells()
                              .get(fixedColumn)
                              .normal()
                              .equals(present.cells().get(fixedColumn).normal()));
      return DataValue.of(found, sources);
    };
  }

  private static Optional<Table> table(RuleSet rules, String suffix) {
    return rules.rules().stream()
        .filter(rule -> rule.kind() == Rule.Kind.DOSING)
        .flatMap(rule -> rule.tables().stream())
        .filter(table -> table.id().endsWith(suffix))
        .findFirst();
  }

  private static int column(Table table, DataElement element) {
    int column = table.inputs().indexOf(element);
    if (column < 0) {
      throw new IllegalStateException(table.id() + " has no column " + element.name());
    }
    return column;
  }

  private static boolean endsWhereBegins(Table.Row row, Table.Row present, int column) {
    List<Range> before = row.cells().get(column).ranges();
    List<Range> now = present.cells().get(column).ranges();
    if (before.isEmpty() || now.isEmpty()) {
      return false;
    }
    BigDecimal end = before.get(before.size() - 1).high();
    BigDecimal begin = now.get(0).low();
    return end != null && begin != null && end.compareTo(begin) == 0;
  }

  private static boolean gives(
      Table.Row row, Map<DataElement, DataElement> match, Derivation.Context c) {
    return match.entrySet().stream()
        .allMatch(
            entry -> {
              Object output = row.outputs().get(entry.getKey());
              BigDecimal wanted = c.get(entry.getValue()).number();
              return output instanceof BigDecimal given
                  && wanted != null
                  && given.compareTo(wanted) == 0;
            });
  }
}
