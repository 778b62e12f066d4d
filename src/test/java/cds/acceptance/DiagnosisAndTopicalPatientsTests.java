package cds.acceptance;

import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.atopicDermatitis;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.hydrocortisone;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.verified;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.us;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Diagnosis, topical treatment so far, allergy and worms: each next to its line. */
class DiagnosisAndTopicalPatientsTests {

  private static final String NEEDED = "TOPICAL_HISTORY_NEEDED routine";
  private static final String NO_HISTORY = "INSUFFICIENT_DATA TOPICAL_HISTORY_MISSING";
  private static final String ALLERGIC = "NOT_ELIGIBLE CONTRAINDICATED_HYPERSENSITIVITY";
  private static final String WORMS = "NOT_ELIGIBLE DEFERRED_HELMINTH_UNTREATED";
  private static final String WORM_ALERTS =
      "HELMINTH_TREAT_FIRST urgent, STEROID_STRONGYLOIDES_RISK urgent";

  @TestFactory
  Stream<DynamicTest> topicalTrials() {
    return Stream.of(
            treated("28 days of mometasone are a trial", mometasone("2025-04-01", "2025-04-29")),
            untried("27 days of mometasone are none", mometasone("2025-04-01", "2025-04-28")),
            treated("42 days of tacrolimus are a trial", tacrolimus("2025-04-01", "2025-05-13")),
            untried("41 days of tacrolimus are none", tacrolimus("2025-04-01", "2025-05-12")),
            treated("mometasone running for 28 days", mometasone("2025-05-19", "")),
            untried("mometasone running for 27 days", mometasone("2025-05-20", "")),
            treated("ended six months ago to the day", mometasone("2024-11-01", "2024-12-16")),
            us(
                "ended six months and a day ago",
                bare().having(mometasone("2024-11-01", "2024-12-15").outcome("inadequate")),
                "INSUFFICIENT_DATA TOPICAL_TRIAL_STALE",
                NEEDED,
                ""),
            untried("hydrocortisone 1 % is too weak", hydrocortisone("2025-03-01", "2025-05-01")),
            us(
                "a trial whose outcome nobody recorded",
                bare().having(mometasone("2025-03-01", "2025-05-01")),
                NO_HISTORY,
                NEEDED,
                ""),
            us(
                "topical treatment that was enough contradicts the score",
                bare().having(mometasone("2025-03-01", "2025-05-01").outcome("adequate")),
                "INSUFFICIENT_DATA TOPICAL_CONTROLLED",
                "",
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> weakSteroidsCountBeforeTwoYears() {
    return Stream.of(
            us("a day short of two years", toddler("2023-06-17"), MET, START, "200 q4"),
            us("second birthday today", toddler("2023-06-16"), NO_HISTORY, NEEDED, ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> topicalTreatmentThatIsNotAdvisable() {
    Resource burning = tacrolimus("2025-05-01", "2025-05-04").outcome("not-tolerated");
    return Stream.of(
            notAdvisable("said in the check-in", checkIn("topical.not-advisable")),
            notAdvisable(
                "said in a check-in of 180 days ago",
                checkIn("topical.not-advisable").on("2024-12-18")),
            us(
                "said 181 days ago: too long",
                bare().having(checkIn("topical.not-advisable").on("2024-12-17")),
                NO_HISTORY,
                NEEDED,
                ""),
            notAdvisable(
                "a steroid marked so",
                mometasone("2025-05-01", "2025-05-03").outcome("not-advisable")),
            notAdvisable(
                "neither steroid nor calcineurin inhibitor was tolerated",
                burning,
                mometasone("2025-04-01", "2025-04-05").outcome("not-tolerated")),
            us(
                "only the calcineurin inhibitor was not tolerated",
                bare().having(tacrolimus("2025-05-01", "2025-05-04").outcome("not-tolerated")),
                NO_HISTORY,
                NEEDED,
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> diagnoses() {
    return Stream.of(
            diagnosis("refuted", "AD_NOT_RECORDED", verified("refuted", atopicDermatitis())),
            diagnosis(
                "provisional", "DIAGNOSIS_IN_DOUBT", verified("provisional", atopicDermatitis())),
            diagnosis(
                "resolved",
                "AD_NOT_RECORDED",
                atopicDermatitis()
                    .with(
                        "clinicalStatus",
                        "{'coding':[{'system':"
                            + "'http://terminology.hl7.org/CodeSystem/condition-clinical',"
                            + "'code':'resolved'}]}")),
            diagnosis("not coded at all", "AD_NOT_RECORDED"),
            us(
                "verification not said is confirmed",
                scored()
                    .withoutAny("conditions")
                    .having(atopicDermatitis().without("verificationStatus")),
                MET,
                START,
                ADULT))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> allergies() {
    return Stream.of(
            us(
                "active allergy to dupilumab",
                scored().having(allergy("active", "confirmed")),
                ALLERGIC,
                "CONTRAINDICATION_HYPERSENSITIVITY urgent",
                ""),
            us(
                "unconfirmed allergy counts as well",
                scored().having(allergy("active", "unconfirmed")),
                ALLERGIC,
                "CONTRAINDICATION_HYPERSENSITIVITY urgent",
                ""),
            us("refuted", scored().having(allergy("active", "refuted")), MET, START, ADULT),
            us("inactive", scored().having(allergy("inactive", "confirmed")), MET, START, ADULT),
            us(
                "allergic and never scored: not eligible, whatever is missing",
                Person.adult().having(allergy("active", "confirmed")),
                ALLERGIC,
                "CONTRAINDICATION_HYPERSENSITIVITY urgent, REASSESS_SEVERITY routine",
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> worms() {
    return Stream.of(
            us("untreated Strongyloides", wormy(), WORMS, WORM_ALERTS, ""),
            us(
                "ivermectin given after the diagnosis",
                wormy().having(statement("ivermectin", "311207", "2025-05-03", "2025-05-04")),
                MET,
                START,
                ADULT),
            us(
                "ivermectin from before the diagnosis does not count",
                wormy().having(statement("ivermectin", "311207", "2025-04-20", "2025-04-21")),
                WORMS,
                WORM_ALERTS,
                ""),
            us(
                "ivermectin cream treats no worms",
                wormy().having(statement("ivermectin", "1598068", "2025-05-03", "2025-05-20")),
                WORMS,
                WORM_ALERTS,
                ""))
        .map(Story::test);
  }

  private static Story treated(String sentence, Resource trial) {
    return us(sentence, bare().having(trial.outcome("inadequate")), MET, START, ADULT);
  }

  private static Story untried(String sentence, Resource trial) {
    return us(sentence, bare().having(trial.outcome("inadequate")), NO_HISTORY, NEEDED, "");
  }

  private static Story notAdvisable(String sentence, Resource... resources) {
    return us(
        sentence,
        bare().having(resources),
        MET.replace("TOPICAL_INADEQUATE", "TOPICAL_NOT_ADVISABLE"),
        START,
        ADULT);
  }

  private static Story diagnosis(String sentence, String reason, Resource... conditions) {
    Person person = scored().withoutAny("conditions").having(conditions);
    return us(sentence, person, "INSUFFICIENT_DATA " + reason, "", "");
  }

  private static Person scored() {
    return Person.adult().scored(easi("18.2"));
  }

  private static Person bare() {
    return scored().withoutAny("medicationStatements");
  }

  private static Person toddler(String birthDate) {
    return Person.born(birthDate)
        .withoutAny("medicationStatements")
        .having(hydrocortisone("2025-04-10", "2025-05-20").outcome("inadequate"))
        .weighing("11.6 kg")
        .scored(viga("3"));
  }

  private static Person wormy() {
    return scored().having(condition("strongyloides", "1214006").on("2025-05-01"));
  }
}
