package cds.derive;

import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Patient;
import cds.knowledge.DataValue;
import cds.rules.Release;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is a starter, on treatment or stopped, and what an adequate topical trial is. */
class TreatmentTests {

  private static final LocalDate T = LocalDate.parse("2025-06-16");
  private static final String DRUG = "dupilumab";
  private static final String MEDIUM = "topical-steroid-medium-or-higher";
  private static final String CALCINEURIN = "topical-calcineurin-inhibitor";
  private static final String LOW = "topical-steroid-low";

  private final List<Medication> medications = new ArrayList<>();
  private final Map<DataKind, Completeness> completeness = new EnumMap<>(DataKind.class);
  private String born = "1990-01-01";

  TreatmentTests() {
    for (DataKind kind : DataKind.values()) {
      completeness.put(kind, Completeness.COMPLETE);
    }
  }

  @Test
  void withoutAnyRecordThePatientIsAStarter() {
    assertThat(said("treatment_status")).isEqualTo("starter");
  }

  @ParameterizedTest(name = "{0} {1} from {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "REQUEST, active, 2025-06-16, on-treatment",
        "STATEMENT, active, 2025-01-01, on-treatment",
        "REQUEST, active, 2025-06-17, starter",
        "REQUEST, draft, 2025-01-01, starter",
        "REQUEST, cancelled, 2025-01-01, starter",
        "STATEMENT, intended, 2025-01-01, starter",
        "REQUEST, stopped, 2025-01-01, stopped",
        "STATEMENT, completed, 2024-01-01, stopped",
        "ADMINISTRATION, completed, 2025-03-24, on-treatment",
        "ADMINISTRATION, completed, 2025-03-23, stopped",
        "DRAFT_ORDER, draft, 2025-06-16, starter"
      })
  void theStatusFollowsFromOneRecord(String origin, String status, String start, String says) {
    medications.add(medication(DRUG, Origin.valueOf(origin), status, start, null, Set.of()));

    assertThat(said("treatment_status")).isEqualTo(says);
  }

  @Test
  void aStopAfterTheNewestDoseEndsTreatmentEvenWithin84Days() {
    medications.add(
        medication(DRUG, Origin.ADMINISTRATION, "completed", "2025-06-01", null, Set.of()));
    assertThat(said("treatment_status")).isEqualTo("on-treatment");

    medications.add(
        medication(DRUG, Origin.REQUEST, "stopped", "2025-01-01", "2025-06-10", Set.of()));
    assertThat(said("treatment_status")).isEqualTo("stopped");
  }

  @Test
  void whileOrdersCannotBeReadNobodyIsAStarter() {
    completeness.put(DataKind.MEDICATIONS, Completeness.UNKNOWN);
    assertThat(value("treatment_status")).isInstanceOf(DataValue.None.class);

    medications.add(medication(DRUG, Origin.STATEMENT, "active", "2025-01-01", null, Set.of()));
    assertThat(said("treatment_status")).as("but who is treated is").isEqualTo("on-treatment");
  }

  @Test
  void theFirstDoseIsTheEarliestOfAllRecords() {
    medications.add(medication(DRUG, Origin.REQUEST, "active", "2025-03-03", null, Set.of()));
    medications.add(
        medication(DRUG, Origin.ADMINISTRATION, "completed", "2025-02-20", null, Set.of()));

    assertThat(value("first_dose_day").day()).isEqualTo(LocalDate.parse("2025-02-20"));
  }

  @ParameterizedTest(name = "{0}, born {1}, {2} to {3}: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        MEDIUM + ", 1990-01-01, 2025-03-01, 2025-03-28, none",
        MEDIUM + ", 1990-01-01, 2025-03-01, 2025-03-29, current",
        MEDIUM + ", 1990-01-01, 2025-05-19, -, current",
        MEDIUM + ", 1990-01-01, 2025-05-20, -, none",
        CALCINEURIN + ", 1990-01-01, 2025-03-01, 2025-04-11, none",
        CALCINEURIN + ", 1990-01-01, 2025-03-01, 2025-04-12, current",
        MEDIUM + ", 1990-01-01, 2024-10-01, 2024-12-16, current",
        MEDIUM + ", 1990-01-01, 2024-10-01, 2024-12-15, old",
        LOW + ", 2023-06-17, 2025-03-01, 2025-05-01, current",
        LOW + ", 2023-06-16, 2025-03-01, 2025-05-01, none",
        "topical-jak-inhibitor, 1990-01-01, 2025-01-01, 2025-05-01, none"
      })
  void aTrialCountsByItsDaysItsEndAndItsPotency(
      String drugClass, String birth, String start, @Nullable String end, String says) {
    born = birth;
    medications.add(trial(drugClass, start, end, "inadequate"));

    assertThat(said("topical_trial")).isEqualTo(says);
  }

  @Test
  void aTrialWithoutAnOutcomeOrWithAnotherOneIsNone() {
    medications.add(
        medication(MEDIUM, Origin.STATEMENT, "completed", "2025-01-01", "2025-05-01", Set.of()));
    medications.add(trial(MEDIUM, "2025-01-01", "2025-05-01", "adequate"));

    assertThat(said("topical_trial")).isEqualTo("none");
  }

  /** A trial known to the month counts only if even its latest start makes it long enough. */
  @Test
  void aPartialDateIsNeverReadInFavourOfATrial() {
    PartialDate march = PartialDate.ofMonth(YearMonth.parse("2025-03"));
    medications.add(
        trial(MEDIUM, march, PartialDate.ofDay(LocalDate.parse("2025-04-27")), "inadequate"));
    assertThat(said("topical_trial")).isEqualTo("none");

    medications.clear();
    medications.add(
        trial(MEDIUM, march, PartialDate.ofDay(LocalDate.parse("2025-04-28")), "inadequate"));
    assertThat(said("topical_trial")).isEqualTo("current");
  }

  @Test
  void intoleranceCountsOnlyForBothClassesTogether() {
    medications.add(trial(MEDIUM, "2025-03-01", "2025-03-05", "not-tolerated"));
    assertThat(said("topical_history")).isEqualTo("not-shown");

    medications.add(trial(CALCINEURIN, "2025-03-10", "2025-03-12", "not-tolerated"));
    assertThat(said("topical_history")).isEqualTo("not-advisable");
  }

  private static Medication trial(
      String drugClass, String start, @Nullable String end, String outcome) {
    return trial(
        drugClass,
        PartialDate.ofDay(LocalDate.parse(start)),
        end == null ? null : PartialDate.ofDay(LocalDate.parse(end)),
        outcome);
  }

  private static Medication trial(
      String drugClass, PartialDate start, @Nullable PartialDate end, String outcome) {
    return medication(
        drugClass,
        Origin.STATEMENT,
        end == null ? "active" : "completed",
        start,
        end,
        Set.of(outcome));
  }

  private static Medication medication(
      String drugClass,
      Origin origin,
      String status,
      String start,
      @Nullable String end,
      Set<String> outcomes) {
    return medication(
        drugClass,
        origin,
        status,
        PartialDate.ofDay(LocalDate.parse(start)),
        end == null ? null : PartialDate.ofDay(LocalDate.parse(end)),
        outcomes);
  }

  private static Medication medication(
      String drugClass,
      Origin origin,
      String status,
      PartialDate start,
      @Nullable PartialDate end,
      Set<String> outcomes) {
    Set<String> classes =
        drugClass.startsWith("topical-")
            ? drugClass.startsWith("topical-steroid")
                ? Set.of(drugClass, "topical-steroid", "topical-therapy")
                : Set.of(drugClass, "topical-therapy")
            : Set.of(drugClass);
    return new Medication(
        "MedicationStatement/" + drugClass + "-" + start + "-" + origin,
        origin,
        status,
        classes,
        Set.of(),
        true,
        drugClass,
        "",
        start,
        start,
        end,
        List.of(),
        outcomes,
        Set.of(),
        Set.of());
  }

  private DataValue value(String element) {
    Chart chart =
        new Chart(
            T,
            new Patient("Patient/p", PartialDate.ofDay(LocalDate.parse(born)), "female", false),
            List.of(),
            List.of(),
            List.copyOf(medications),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            completeness,
            EnumSet.allOf(DataKind.class),
            List.of());
    return Release.flow("us-label")
        .program()
        .run(chart)
        .situation()
        .get(Release.rules().element(element));
  }

  private @Nullable String said(String element) {
    return value(element).text();
  }
}
