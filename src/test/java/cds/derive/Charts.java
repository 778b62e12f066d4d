package cds.derive;

import cds.chart.Answer;
import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.Condition;
import cds.chart.DataKind;
import cds.chart.Immunization;
import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import cds.chart.Medication.Origin;
import cds.chart.Observation;
import cds.chart.PartialDate;
import cds.chart.Patient;
import cds.chart.Value;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.rules.Release;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chart of facts on 2025-06-16, and what the elements of the dictionary make of it. */
final class Charts {

  static final LocalDate TODAY = LocalDate.parse("2025-06-16");

  private final List<Observation> observations = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Medication> medications = new ArrayList<>();
  private final List<Immunization> immunizations = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Medication> orders = new ArrayList<>();
  private final Map<DataKind, Completeness> completeness = new EnumMap<>(DataKind.class);
  private String born = "1988-03-21";

  Charts() {
    for (DataKind kind : DataKind.values()) {
      completeness.put(kind, Completeness.COMPLETE);
    }
  }

  /** A patient whose first dose, of an order of 300 mg every 2 weeks, was so many days ago. */
  static Charts treated(int days) {
    return new Charts().with(dupilumab(days, 2));
  }

  Charts born(String date) {
    born = date;
    return this;
  }

  Charts with(Medication... more) {
    medications.addAll(List.of(more));
    return this;
  }

  Charts with(Condition... more) {
    conditions.addAll(List.of(more));
    return this;
  }

  Charts ordering(Medication... more) {
    orders.addAll(List.of(more));
    return this;
  }

  Charts lacking(DataKind kind, Completeness known) {
    completeness.put(kind, known);
    return this;
  }

  Charts score(String code, String value, int days) {
    LocalDate day = TODAY.minusDays(days);
    observations.add(
        new Observation(
            "Observation/" + code + "-" + days,
            Set.of("score-" + code, "ad-score"),
            false,
            PartialDate.ofDay(day),
            day.atStartOfDay(ZoneOffset.UTC).toInstant(),
            new Value(new BigDecimal(value), "{score}", Value.Form.QUANTITY, Set.of(), null),
            List.of()));
    return this;
  }

  Charts answer(String linkId, @Nullable Boolean yes, @Nullable LocalDate date, int days) {
    LocalDate day = TODAY.minusDays(days);
    answers.add(
        new Answer(
            "QuestionnaireResponse/" + linkId + days,
            linkId,
            yes,
            null,
            date == null ? null : PartialDate.ofDay(date),
            PartialDate.ofDay(day),
            day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    return this;
  }

  Charts vaccinated(String valueSet, @Nullable PartialDate date) {
    immunizations.add(new Immunization("Immunization/" + date, Set.of(valueSet), date));
    return this;
  }

  /** An active order of 300 mg. */
  static Medication dupilumab(int days, int weeks) {
    return medication("dupilumab", Origin.REQUEST, "active", ago(days), null, every(weeks, "300"));
  }

  /** A dose that was given. */
  static Medication given(int days) {
    return medication("dupilumab", Origin.ADMINISTRATION, "completed", ago(days), null);
  }

  /** A drug in use. */
  static Medication taking(String drugClass, int days) {
    return medication(drugClass, Origin.STATEMENT, "active", ago(days), null);
  }

  static Medication medication(
      String drugClass,
      Origin origin,
      String status,
      @Nullable PartialDate start,
      @Nullable PartialDate end,
      Dosage... dosage) {
    return new Medication(
        origin + "/" + drugClass + "-" + start + "-" + end + "-" + status,
        origin,
        status,
        Set.of(drugClass),
        Set.of(drugClass),
        true,
        drugClass,
        "",
        null,
        start,
        end,
        List.of(dosage),
        Set.of(),
        Set.of(),
        Set.of());
  }

  /** A draft order with these routes. */
  static Medication draft(String drugClass, Set<String> routes, Dosage... dosage) {
    return new Medication(
        "MedicationRequest/" + drugClass + Arrays.hashCode(dosage),
        Origin.DRAFT_ORDER,
        "draft",
        Set.of(drugClass),
        Set.of(drugClass),
        true,
        drugClass,
        "",
        null,
        null,
        null,
        List.of(dosage),
        Set.of(),
        Set.of(),
        routes);
  }

  static Dosage every(int weeks, @Nullable String mg) {
    return new Dosage(number(mg), mg != null, null, BigDecimal.valueOf(weeks), false, null);
  }

  static Dosage once(String mg, int times) {
    return new Dosage(number(mg), true, times, null, true, null);
  }

  private static @Nullable BigDecimal number(@Nullable String mg) {
    return mg == null ? null : new BigDecimal(mg);
  }

  static Condition condition(String valueSet, @Nullable PartialDate onset) {
    return condition(valueSet, onset, true, false);
  }

  static Condition condition(
      String valueSet, @Nullable PartialDate onset, boolean active, boolean severe) {
    return new Condition(
        "Condition/" + valueSet + onset,
        Set.of(valueSet),
        active,
        false,
        severe,
        onset,
        null,
        null);
  }

  static PartialDate ago(int days) {
    return PartialDate.ofDay(TODAY.minusDays(days));
  }

  /** What an element says. */
  DataValue value(String element) {
    return run().situation().get(Release.rules().element(element));
  }

  /** What an element says about the order at this place. */
  DataValue ofOrder(int place, String element) {
    return run().orders().get(place).situation().get(Release.rules().element(element));
  }

  /** A value as plain text, or in lower case why there is none. */
  static String plain(DataValue value) {
    if (value instanceof DataValue.None none) {
      return none.reason().name().toLowerCase(Locale.ROOT);
    }
    BigDecimal number = value.number();
    if (number != null) {
      return number.stripTrailingZeros().toPlainString();
    }
    return value.yes() != null
        ? value.yes().toString()
        : String.valueOf(value.day() == null ? value.text() : value.day());
  }

  /** The same, of an element of the patient. */
  String said(String element) {
    return plain(value(element));
  }

  private Evaluation run() {
    Chart chart =
        new Chart(
            TODAY,
            new Patient("Patient/p", PartialDate.ofDay(LocalDate.parse(born)), "female", false),
            List.copyOf(observations),
            List.copyOf(conditions),
            List.copyOf(medications),
            List.copyOf(immunizations),
            List.of(),
            List.copyOf(answers),
            List.copyOf(orders),
            List.of(),
            completeness,
            EnumSet.allOf(DataKind.class),
            List.of());
    return Release.flow("us-label").program().run(chart);
  }
}
