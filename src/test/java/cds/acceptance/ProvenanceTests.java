package cds.acceptance;

import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabGiven;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Every finding names exactly the resources that decided it, through everything derived. */
class ProvenanceTests {

  private static final String PATIENT = "Patient/pat-1";
  private static final String AD = "Condition/ad";
  private static final String TRIAL = "MedicationStatement/mometasone";
  private static final String EASI = "Observation/easi";
  private static final String CANDIDATE = String.join(" ", PATIENT, AD, TRIAL, EASI);

  @Test
  void anEligibleAdultWithDistractions() {
    Person person =
        adult()
            .weighing("70 kg")
            .scored(easi("24"), easi("30").on("2025-04-01"), viga("2").on("2025-03-20"))
            .having(condition("asthma", "195967001"), eosinophils("300"))
            .having(tacrolimus("2024-01-10", "2024-02-01").outcome("inadequate"));

    assertBecause(
        person.patientView(),
        Map.of(
            "ELIGIBLE", CANDIDATE,
            "OCULAR_BASELINE", CANDIDATE,
            "VACCINE_REVIEW", CANDIDATE));
  }

  @Test
  void anInfantWhoIsTooYoung() {
    Person person =
        born("2024-12-20")
            .weighing("7.1 kg")
            .scored(easi("26"), viga("4"), easi("12").on("2025-05-01"));

    assertBecause(
        person.patientView(),
        Map.of(
            "NOT_ELIGIBLE", PATIENT,
            "AGE_RECHECK", PATIENT,
            "INFANT_SEVERE_AD_REFERRAL",
                String.join(" ", PATIENT, AD, EASI, "Observation/viga-ad")));
  }

  @Test
  void aChildWhoseWeightIsTooOld() {
    Person person =
        born("2016-02-02")
            .having(weight("30 kg").on("2024-10-01"), weight("29 kg").on("2024-08-01"))
            .scored(easi("24"));

    assertBecause(
        person.patientView(),
        Map.of(
            "ELIGIBLE", CANDIDATE,
            "DOSE_WEIGHT_MISSING", CANDIDATE + " Observation/weight",
            "OCULAR_BASELINE", CANDIDATE,
            "VACCINE_REVIEW", CANDIDATE));
  }

  @Test
  void wormsAndAnAllergyBeforeTheFirstDose() {
    Person person =
        adult()
            .scored(easi("24"))
            .having(condition("worms", "1214006"), eosinophils("1800"))
            .having(allergy("active", "confirmed"));

    assertBecause(
        person.orderSelect(draft("1876376")),
        Map.of(
            "NOT_ELIGIBLE", "AllergyIntolerance/allergy Condition/worms",
            "CONTRAINDICATION_HYPERSENSITIVITY", "AllergyIntolerance/allergy",
            "HELMINTH_TREAT_FIRST", "Condition/worms",
            "STEROID_STRONGYLOIDES_RISK", "Condition/worms",
            "EOSINOPHILIA_BASELINE", "Observation/eosinophils"));
  }

  @Test
  void scoresThatContradictEachOther() {
    Person person =
        adult()
            .withoutAny("medicationStatements")
            .having(mometasone("2024-01-10", "2024-03-20").outcome("inadequate"))
            .scored(easi("30"), viga("1"), easi("8").on("2025-03-01"));
    String scores = EASI + " Observation/viga-ad";

    assertBecause(
        person.patientView(),
        Map.of(
            "INSUFFICIENT_DATA", scores + " " + TRIAL,
            "SCORE_DISCORDANT", scores,
            "TOPICAL_HISTORY_NEEDED", TRIAL));
  }

  @Test
  void topicalsThatAreNotAdvisableBesideAJakInhibitor() {
    Person person =
        adult()
            .withoutAny("medicationStatements")
            .scored(viga("3"))
            .having(checkIn("topical.not-advisable"))
            .having(statement("upadacitinib", "2196894", "2025-02-01", ""));
    String candidate =
        String.join(" ", PATIENT, AD, "Observation/viga-ad", "QuestionnaireResponse/check-in");

    assertBecause(
        person.patientView(),
        Map.of(
            "ELIGIBLE", candidate,
            "COMBINATION_JAK_BIOLOGIC", candidate + " MedicationStatement/upadacitinib",
            "OCULAR_BASELINE", candidate,
            "VACCINE_REVIEW", candidate));
  }

  @Test
  void aChildOnTreatmentWhoHasGrown() {
    Person person =
        anyone("2022-09-20")
            .having(Fhir.atopicDermatitis(), dupilumabOrder("200", "4", "2025-01-20"))
            .having(dupilumabGiven("2025-01-20"), dupilumabGiven("2025-05-12"))
            .having(weight("14.5 kg").on("2025-03-12"), weight("15.2 kg"))
            .scored(easi("31").on("2025-01-14"), easi("9").on("2025-03-12"), easi("6.2"));
    Map<String, Set<String>> because = because(person.patientView());

    assertThat(because).containsOnlyKeys("ELIGIBLE", "DOSE_WEIGHT_BAND_CROSSED");
    assertThat(because.get("ELIGIBLE"))
        .contains(AD, EASI, "Observation/easi-3", "MedicationRequest/dupilumab")
        .doesNotContain("Observation/easi-2", "Observation/weight", "Observation/weight-2");
    assertThat(because.get("DOSE_WEIGHT_BAND_CROSSED"))
        .contains(PATIENT, "Observation/weight-2", "MedicationRequest/dupilumab")
        .doesNotContain("Observation/weight", "Observation/easi-2");
  }

  private static void assertBecause(ObjectNode request, Map<String, String> expected) {
    Map<String, Set<String>> wanted = new TreeMap<>();
    expected.forEach(
        (code, text) -> wanted.put(code, new TreeSet<>(Arrays.asList(text.split(" ")))));
    assertThat(because(request)).isEqualTo(wanted);
  }

  private static Map<String, Set<String>> because(ObjectNode request) {
    return Engine.us().ask(request).findings().stream()
        .collect(
            Collectors.toMap(
                finding -> Answer.text(finding, "code"),
                Answer::because,
                (a, b) -> a,
                TreeMap::new));
  }
}
