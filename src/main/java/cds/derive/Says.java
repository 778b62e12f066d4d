package cds.derive;

import cds.chart.Condition;
import cds.chart.Medication;
import cds.chart.PartialDate;
import cds.knowledge.Source;
import cds.knowledge.Terminology;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a resource says, in our own words: never a text or a name from the client. */
final class Says {

  private Says() {}

  /** "body weight 70.4 kg on 2025-06-10". */
  static String value(String label, BigDecimal value, @Nullable String unit, LocalDate date) {
    return label + " " + number(value) + unit(unit) + " on " + date;
  }

  /** A number without trailing zeros and without exponent. */
  static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** A unit as people read it, with a leading space where one belongs. */
  static String unit(@Nullable String unit) {
    if (unit == null || unit.startsWith("{")) {
      return "";
    }
    return unit.startsWith("/") || unit.equals("%") ? unit : " " + unit;
  }

  /** "the condition, active, since 2012". */
  static Source condition(Condition condition, Set<String> valueSets, Terminology terminology) {
    String title =
        valueSets.stream()
            .filter(condition.codes()::contains)
            .findFirst()
            .flatMap(terminology::valueSet)
            .map(Terminology.ValueSet::title)
            .orElse("condition");
    LocalDate begin = condition.begin();
    PartialDate onset = condition.onset();
    String since = onset != null ? ", since " + onset : begin == null ? "" : ", recorded " + begin;
    return new Source(
        condition.reference(),
        title
            + (condition.suspected() ? ", suspected" : "")
            + (condition.active() ? ", active" : ", not active")
            + since);
  }

  /** "the drug, by its route, 2025-02-03 to 2025-04-14, its outcome". */
  static Source medication(Medication medication) {
    StringBuilder says = new StringBuilder(medication.name()).append(", ");
    says.append(medication.status());
    PartialDate start = medication.start() == null ? medication.authored() : medication.start();
    boolean oneDay = start != null && start.equals(medication.end());
    if (start != null) {
      says.append(oneDay ? ", on " : ", from ").append(start);
    }
    if (medication.end() != null && !oneDay) {
      says.append(" to ").append(medication.end());
    }
    for (String outcome : new TreeSet<>(medication.outcomes())) {
      says.append(", ").append(outcome);
    }
    return new Source(medication.reference(), says.toString());
  }

  /** All sources of several values. */
  static Collection<Source> of(Collection<Medication> medications) {
    return medications.stream().map(Says::medication).toList();
  }
}
