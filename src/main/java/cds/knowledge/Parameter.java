package cds.knowledge;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A number of the rules: it stands once, with unit, date in force and source.
 *
 * @param name snake_case name
 * @param value the value
 * @param unit its unit
 * @param since the day from which it is in force
 * @param source key in {@code rules/sources.yaml}
 * @param confidence how sure it is
 */
public record Parameter(
    String name,
    BigDecimal value,
    String unit,
    LocalDate since,
    String source,
    Confidence confidence) {}
