package cds.explain;

import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the rules tested, in English for those who answer for them.
 *
 * @param patient the rules about the patient, by id
 * @param orders the rules about each draft order
 */
public record Explanation(List<OfRule> patient, List<OfOrder> orders) {

  /**
   * The rules about one draft order.
   *
   * @param order {@code Type/id}
   * @param rules rules, by id
   */
  public record OfOrder(String order, List<OfRule> rules) {}

  /**
   * One rule folder.
   *
   * @param id {@code topic/rule}
   * @param title its name
   * @param version its version
   * @param findings codes of the findings of its rows that count
   * @param tables its tables
   */
  public record OfRule(
      String id, String title, String version, List<String> findings, List<OfTable> tables) {

    /** Whether one of its rows gave a finding. */
    public boolean fired() {
      return !findings.isEmpty();
    }

    /** Rows that would raise a finding and did not hold, the nearest first. */
    public List<OfRow> nearest() {
      return tables.stream()
          .flatMap(table -> table.rows().stream())
          .filter(row -> row.finding() != null && !row.holds())
          .sorted(OfRow.NEAREST_FIRST)
          .toList();
    }
  }

  /**
   * One decision table.
   *
   * @param id {@code topic/rule/table}
   * @param hit what several hits mean
   * @param rows its rows: those that hold first, then the nearest
   */
  public record OfTable(String id, Table.Hit hit, List<OfRow> rows) {}

  /**
   * One row.
   *
   * @param id its id in the table
   * @param key {@code topic/rule/table#row}
   * @param holds whether every condition holds
   * @param counts whether it holds and the hit policy lets it count
   * @param finding code of the finding it raises, or null
   * @param gives what it says: a finding with its urgency, an outcome with its reason, outputs
   * @param source where the fact stands
   * @param conditions what it tests; inputs that may be anything are left out
   */
  public record OfRow(
      String id,
      String key,
      boolean holds,
      boolean counts,
      @Nullable String finding,
      String gives,
      String source,
      List<Condition> conditions) {

    /** Fewest failed conditions first, then the least that is missing, then by key. */
    static final Comparator<OfRow> NEAREST_FIRST =
        Comparator.comparing((OfRow row) -> row.failed().count())
            .thenComparing(OfRow::distance)
            .thenComparing(OfRow::key);

    /** The conditions that failed. */
    public Stream<Condition> failed() {
      return conditions.stream().filter(condition -> !condition.holds());
    }

    /** What all failed conditions lack, each from 0 (on the bound) to 1 (no number, or far off). */
    double distance() {
      return failed().mapToDouble(Condition::distance).sum();
    }
  }

  /**
   * One condition of a row.
   *
   * @param element name of the data element it tests
   * @param label the same in plain words
   * @param value what the element is, with unit
   * @param needs what the row asks for
   * @param holds whether it holds
   * @param gap how far a number lies from the nearest bound, in the element's unit: negative when
   *     it is too small; null when the condition holds or compares no numbers
   * @param distance the gap as a part of that bound, at most 1; 1 when there is no gap to tell; 0
   *     when the condition holds
   * @param says all of that as a sentence
   */
  public record Condition(
      String element,
      String label,
      String value,
      String needs,
      boolean holds,
      @Nullable BigDecimal gap,
      double distance,
      String says) {}
}
