package cds.acceptance;

import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabGiven;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.scorad;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.eu;
import static cds.acceptance.Story.us;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** On treatment, stopped, with asthma, under the EU label, beside a policy, or not concerned. */
class TreatedAndOtherPatientsTests {

  private static final String ON = "ELIGIBLE ON_TREATMENT ";
  private static final String CONFLICT = "ASTHMA_DOSE_CONFLICT soon";

  @TestFactory
  Stream<DynamicTest> onTreatment() {
    return Stream.of(
            us("fell by half before day 154", treated("30", "15"), ON + "RESPONDING", "", ""),
            us(
                "fell by a quarter and no more",
                treated("30", "22.5"),
                ON + "PARTIAL_RESPONSE",
                "",
                ""),
            us("hardly fell", treated("30", "22.55"), ON + "NO_RESPONSE", "", ""),
            us(
                "no score from before treatment",
                onDrug().scored(easi("6")),
                ON + "RESPONSE_UNKNOWN",
                "",
                ""),
            us(
                "not tested again on severity and topical history",
                onDrug().withoutAny("medicationStatements"),
                ON + "RESPONSE_UNKNOWN",
                "",
                ""),
            us(
                "an allergy ends it",
                treated("30", "3").having(allergy("active", "confirmed")),
                "NOT_ELIGIBLE CONTRAINDICATED_HYPERSENSITIVITY",
                "CONTRAINDICATION_HYPERSENSITIVITY urgent",
                ""),
            us(
                "a dose given 84 days ago is still treatment",
                adult().having(dupilumabGiven("2025-03-24")),
                ON + "RESPONSE_UNKNOWN",
                "",
                ""),
            us(
                "a dose given 85 days ago is stopped treatment",
                adult().scored(easi("20")).having(dupilumabGiven("2025-03-23")),
                MET,
                "RESTART_LOADING_UNSTATED soon",
                ""))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> stoppedAndAsthma() {
    return Stream.of(
            us(
                "stopped a year ago: no loading is invented",
                adult()
                    .scored(easi("26"))
                    .having(dupilumabOrder("300", "2", "2023-02-01").status("stopped")),
                MET,
                "RESTART_LOADING_UNSTATED soon",
                ""),
            us(
                "an adolescent of 50 kg with asthma",
                asthmatic("2010-11-11", "50 kg"),
                MET,
                START + ", " + CONFLICT,
                ""),
            us(
                "an adolescent of 60 kg with asthma",
                asthmatic("2010-11-11", "60 kg"),
                MET,
                START,
                ADULT),
            us(
                "an eleven-year-old with asthma",
                asthmatic("2013-11-11", "40 kg"),
                MET,
                START,
                "400, then 200 q2"))
        .map(Story::test);
  }

  @TestFactory
  Stream<DynamicTest> underTheEuLabel() {
    String severe = "ELIGIBLE AGE_OK AD_CONFIRMED SEVERITY_SEVERE TOPICAL_INADEQUATE";
    String notSevere = "NOT_ELIGIBLE SEVERITY_BELOW_SEVERE";
    Person eleven = born("2013-06-17").weighing("41 kg").scored(viga("3"), easi("15"));
    Person twelve = born("2013-06-16").weighing("41 kg").scored(viga("3"), easi("15"));
    return Stream.of(
            eu("moderate, twelve years old tomorrow", eleven, notSevere, "", ""),
            eu("moderate, twelve years old today", twelve, MET, START, "400, then 200 q2"),
            eu("EASI 21.0 at nine", nine().scored(easi("21.0")), notSevere, "", ""),
            eu(
                "EASI 21.1 at nine",
                nine().scored(easi("21.1")),
                severe,
                START,
                "300 + 300, then 300 q4"),
            eu(
                "vIGA-AD 4 at nine",
                nine().scored(viga("4")),
                severe,
                START,
                "300 + 300, then 300 q4"),
            eu(
                "only a SCORAD of 45 at nine",
                nine().scored(scorad("45")),
                "INSUFFICIENT_DATA SEVERITY_BAND_CONFLICT",
                "SCORAD_BAND_CONFLICT info",
                ""),
            eu(
                "a SCORAD of 45 beside an EASI at nine",
                nine().scored(scorad("45"), easi("18")),
                notSevere,
                "SCORAD_BAND_CONFLICT info",
                ""),
            eu(
                "objective SCORAD 40 at nine",
                nine().scored(score("objective-scorad", "40")),
                notSevere,
                "",
                ""),
            eu(
                "objective SCORAD 40.1 at nine",
                nine().scored(score("objective-scorad", "40.1")),
                severe,
                START,
                "300 + 300, then 300 q4"))
        .map(Story::test);
  }

  @Test
  void theSecondLoadingOfTheEuLabelFallsOnDay15AndMaintenanceBeginsOnDay43() {
    Answer answer = Engine.eu().ask(nine().scored(viga("4")).patientView());

    assertThat(answer.orders().get(0).path("dosageInstruction").valueStream())
        .extracting(step -> step.at("/timing/repeat/boundsPeriod/start").stringValue())
        .containsExactly("2025-06-16", "2025-06-30", "2025-07-28");
  }

  @Test
  void aPolicyBesideTheLabelIsToldApart() {
    Person moderate = nine().scored(viga("3"));
    Answer beside = Engine.of("us-label", "eu-label").ask(moderate.patientView());

    assertThat(beside.verdict("us-label")).startsWith("ELIGIBLE ");
    assertThat(beside.verdict("eu-label")).isEqualTo("NOT_ELIGIBLE SEVERITY_BELOW_SEVERE");
    assertThat(Answer.text(beside.finding("PROFILE_NOT_MET"), "policy")).isEqualTo("eu-label");
    assertThat(beside.doses()).isEqualTo(Engine.us().ask(moderate.patientView()).doses());
  }

  @Test
  void aPolicyIsNotMentionedWhenTheLabelIsNotMetEither() {
    Answer beside = Engine.of("us-label", "eu-label").ask(nine().scored(viga("1")).patientView());

    assertThat(beside.verdict("us-label")).startsWith("NOT_ELIGIBLE ");
    assertThat(beside.alerts()).doesNotContain("PROFILE_NOT_MET info");
  }

  @Test
  void nothingIsSaidAboutPatientsWithoutAtopicDermatitis() {
    Person other = anyone("1965-09-30").weighing("91 kg").having(condition("asthma", "195967001"));

    assertThat(Engine.us().ask(other.patientView()).cards()).isEmpty();
  }

  @Test
  void aScoreOrDupilumabAloneIsReasonEnoughToSpeak() {
    Person scored = anyone("1965-09-30").scored(easi("12"));
    Person treated = anyone("1965-09-30").having(dupilumabOrder("300", "2", "2025-04-01"));

    assertThat(Engine.us().ask(scored.patientView()).verdict("us-label"))
        .isEqualTo("INSUFFICIENT_DATA AD_NOT_RECORDED TOPICAL_HISTORY_MISSING");
    assertThat(Engine.us().ask(treated.patientView()).verdict("us-label"))
        .isEqualTo("INSUFFICIENT_DATA AD_NOT_RECORDED");
  }

  @Test
  void aDraftOrderIsNoTreatment() {
    Answer answer = Engine.us().ask(adult().scored(easi("26")).orderSelect(draft("1876401")));

    assertThat(answer.verdict("us-label")).doesNotContain("ON_TREATMENT");
  }

  private static Person onDrug() {
    return adult().having(dupilumabOrder("300", "2", "2025-02-03"));
  }

  private static Person treated(String before, String now) {
    return onDrug().scored(easi(before).on("2025-01-28"), easi(now));
  }

  private static Person asthmatic(String birthDate, String weight) {
    return born(birthDate)
        .weighing(weight)
        .scored(viga("3"))
        .having(condition("asthma", "195967001"));
  }

  private static Person nine() {
    return born("2016-02-02").weighing("31 kg");
  }
}
