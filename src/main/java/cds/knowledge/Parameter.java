package cds.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A number of the rules: it stands once, with unit, date in force and source.
 *
 * @param name snake_case name
 * @param value the value
 * @param unit its unit
 * @param since the day from which it is in force
 * @param source key in {@code rules/sources.yaml}
 * @param confidence how sure it is
 * @param earlier what it was before, the newest first
 */
public record Parameter(
    String name,
    BigDecimal value,
    String unit,
    LocalDate since,
    String source,
    Confidence confidence,
    List<Earlier> earlier) {

  /** Copies. */
  public Parameter {
    earlier = List.copyOf(earlier);
  }

  /**
   * A value that a parameter had.
   *
   * @param value the value, in the unit of the parameter
   * @param since the day from which it was in force
   * @param source key in {@code rules/sources.yaml}; may be empty
   */
  public record Earlier(BigDecimal value, LocalDate since, String source) {}
}
