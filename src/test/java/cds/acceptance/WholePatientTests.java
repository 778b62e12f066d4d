package cds.acceptance;

import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabGiven;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Fhir.hydrocortisone;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.scorad;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.order;
import static cds.acceptance.Story.us;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Patients with everything a clinic knows about them, as their chart opens and at the order. */
class WholePatientTests {

  private static final String DRUG = "1876376";
  private static final String CHILDREN_ROW = "600, then 300 q4";

  @TestFactory
  Stream<DynamicTest> adults() {
    return Stream.of(
            starter(
                "severe for years, steroid and calcineurin inhibitor both failed",
                () ->
                    adult()
                        .weighing("68.5 kg")
                        .scored(viga("4"), easi("27.3"), bsa("38"), itch("8"))
                        .scored(score("dlqi", "18"), score("poem", "23"))
                        .having(tacrolimus("2025-03-10", "2025-05-12").outcome("inadequate")),
                MET,
                START,
                ADULT),
            starter(
                "short of what trials ask for, yet moderate",
                () -> adult().weighing("59 kg").scored(viga("3"), easi("15.5"), bsa("9.5")),
                MET,
                START,
                ADULT),
            starter(
                "topicals cannot be used: thin skin and contact allergy",
                () ->
                    adult()
                        .withoutAny("medicationStatements")
                        .scored(viga("4"), easi("29.5"), bsa("55"))
                        .having(condition("contact", "238575004"))
                        .having(tacrolimus("2025-01-20", "2025-01-31").outcome("not-tolerated"))
                        .having(checkIn("topical.not-advisable")),
                MET.replace("TOPICAL_INADEQUATE", "TOPICAL_NOT_ADVISABLE"),
                START + ", CONTACT_ALLERGY_DIFFERENTIAL info",
                ADULT),
            starter(
                "takes upadacitinib, and nobody plans to stop it",
                () ->
                    adult()
                        .scored(viga("3"), easi("16.8"), bsa("17"))
                        .having(statement("upadacitinib", "2196894", "2025-01-15", "")),
                MET,
                START + ", COMBINATION_JAK_BIOLOGIC urgent",
                ADULT),
            starter(
                "worms before the first dose",
                () ->
                    adult()
                        .scored(viga("4"), easi("28"), bsa("44"))
                        .having(condition("strongyloides", "1214006"), eosinophils("1750")),
                "NOT_ELIGIBLE DEFERRED_HELMINTH_UNTREATED",
                "EOSINOPHILIA_BASELINE soon, HELMINTH_TREAT_FIRST urgent,"
                    + " STEROID_STRONGYLOIDES_RISK urgent",
                ""))
        .flatMap(stories -> stories)
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> adultsWhoseRecordsDoNotDo() {
    Supplier<Person> stale =
        () ->
            born("1971-08-19")
                .withoutAny("medicationStatements")
                .having(mometasone("2024-02-01", "2024-03-25").outcome("inadequate"))
                .scored(viga("4").on("2024-04-22"), easi("25").on("2024-04-22"))
                .scored(score("poem", "13"));
    Supplier<Person> impossible =
        () ->
            adult()
                .scored(easi("81"), viga("5"), scorad("109"), bsa("130"))
                .scored(score("poem", "30"), score("pp-nrs-24h", "6.5"));
    String invalid = "INSUFFICIENT_DATA SEVERITY_INVALID";
    return Stream.of(
            us(
                "last scored a year ago, last treated then as well",
                stale.get(),
                "INSUFFICIENT_DATA SEVERITY_STALE TOPICAL_TRIAL_STALE",
                "REASSESS_SEVERITY routine, TOPICAL_HISTORY_NEEDED routine",
                ""),
            us(
                "every clinician's score is impossible",
                impossible.get(),
                invalid,
                "SCALE_VERSION info, SCORE_OUT_OF_RANGE soon, SCORE_STEP info",
                ""),
            order(
                "the same at the order: the scores are the chart's business",
                impossible.get().orderSelect(draft(DRUG)),
                invalid,
                "",
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> children() {
    return Stream.of(
            starter(
                "severe, and half a year old tomorrow",
                () ->
                    born("2024-12-17")
                        .described("gender", "'male'")
                        .withoutAny("medicationStatements")
                        .having(hydrocortisone("2025-04-05", "2025-05-28").outcome("inadequate"))
                        .weighing("7.6 kg")
                        .scored(viga("4"), easi("31.2"), score("idqol", "20")),
                "NOT_ELIGIBLE AGE_BELOW_6_MONTHS",
                "AGE_RECHECK info, INFANT_SEVERE_AD_REFERRAL soon",
                ""),
            starter(
                "six years old today, 21 kg",
                () -> schoolchild("2019-06-16", "21.1 kg").scored(viga("4"), easi("27")),
                MET,
                START,
                CHILDREN_ROW),
            starter(
                "seven years old and 13.9 kg: below every row, and hardly to be believed",
                () ->
                    schoolchild("2018-05-20", "13.9 kg")
                        .scored(viga("4"), easi("30"))
                        .having(condition("thrive", "54840006")),
                MET,
                START + ", DOSE_NOT_IN_LABEL soon, WEIGHT_IMPLAUSIBLE_FOR_AGE soon",
                ""))
        .flatMap(stories -> stories)
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> adolescentsAndPeopleOnTreatment() {
    Supplier<Person> adolescent =
        () -> born("2009-02-18").weighing("59.9 kg").scored(viga("3"), easi("22.4"));
    return Stream.of(
            us(
                "59.9 kg, with an EASI that two sets read differently",
                adolescent.get(),
                MET,
                START + ", EASI_BAND_CONFLICT info",
                "400, then 200 q2"),
            order(
                "the same at the order",
                adolescent.get().orderSelect(draft(DRUG)),
                MET,
                START,
                "400, then 200 q2"),
            us(
                "a toddler who has grown to 15 kg on 200 mg every 4 weeks",
                onTreatment("2022-09-20", "200", "4", "2025-01-20", "2025-05-12")
                    .having(weight("14.5 kg").on("2025-03-12"), weight("15.0 kg"))
                    .scored(easi("31").on("2025-01-14"), easi("6.2"))
                    .scored(viga("4").on("2025-01-14"), viga("2"))
                    .having(checkIn("vaccine.live-planned")),
                "ELIGIBLE ON_TREATMENT RESPONDING",
                "DOSE_WEIGHT_BAND_CROSSED soon",
                "300 q4"),
            us(
                "eighteen today on the adolescents' 200 mg every 2 weeks",
                onTreatment("2007-06-16", "200", "2", "2024-08-26", "2025-06-03")
                    .weighing("53 kg")
                    .scored(easi("28").on("2024-08-20"), easi("2.2"))
                    .scored(viga("4").on("2024-08-20"), viga("1")),
                "ELIGIBLE ON_TREATMENT RESPONDING",
                "DOSE_AGE_BAND_CROSSED routine",
                "300 q2"))
        .map(Story::test);
  }

  /** The chart is opened, and then the drug is selected: the same patient, the same answer. */
  private static Stream<Story> starter(
      String sentence, Supplier<Person> person, String verdict, String alerts, String dose) {
    return Stream.of(
        us(sentence, person.get(), verdict, alerts, dose),
        order(
            sentence + ", at the order",
            person.get().orderSelect(draft(DRUG)),
            verdict,
            alerts,
            dose));
  }

  private static Person schoolchild(String birthDate, String weight) {
    return born(birthDate)
        .weighing(weight)
        .having(tacrolimus("2025-03-03", "2025-05-02").outcome("inadequate"));
  }

  private static Person onTreatment(
      String birthDate, String mg, String weeks, String first, String last) {
    return anyone(birthDate)
        .having(Fhir.atopicDermatitis(), dupilumabOrder(mg, weeks, first))
        .having(dupilumabGiven(first), dupilumabGiven(last));
  }

  private static Resource bsa(String percent) {
    return score("bsa-involved", percent)
        .with("valueQuantity", "{'value':" + percent + ",'unit':'%','code':'%'}");
  }

  private static Resource itch(String value) {
    return score("pp-nrs-7d-mean", value);
  }
}
