package cds.acceptance;

import static cds.acceptance.CheckIn.together;
import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.RUXOLITINIB_CREAM;
import static cds.acceptance.Drugs.TRALOKINUMAB;
import static cds.acceptance.Drugs.UPADACITINIB;
import static cds.acceptance.Drugs.budesonideInhaler;
import static cds.acceptance.Drugs.taking;
import static cds.acceptance.Drugs.took;
import static cds.acceptance.Fhir.SCT;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.concept;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.since;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.watched;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Blood, joints, skin, other drugs, asthma and pregnancy of patients on treatment. */
class BloodJointSkinPatientsTests {

  private static final String HOLD = ", DOSE_HOLD_SUGGESTED urgent";
  private static final String MSK = "MSK_ENTHESITIS soon";
  private static final String NOT_MET = "T2T_6MONTH_NOT_MET soon";
  private static final String SWOLLEN = "271771009";
  private static final String METHOTREXATE_PEN = "1544403";
  private static final String PREDNISONE = "198145";

  @TestFactory
  Stream<DynamicTest> blood() {
    String organ = "EOSINOPHILIA_ORGAN emergency" + HOLD;
    return Stream.of(
            watched("1,499", counted("1499"), ""),
            watched("1,500", counted("1500"), "EOSINOPHILIA_1500 soon"),
            watched("4,999", counted("4999"), "EOSINOPHILIA_1500 soon"),
            watched("5,000: no hold by itself", counted("5000"), "EOSINOPHILIA_5000 urgent"),
            watched("90 days ago", countedOn("5000", 90), "EOSINOPHILIA_5000 urgent"),
            watched("91 days ago", countedOn("5000", 91), ""),
            watched("999 and breathless", breathless("999"), ""),
            watched("1,000 and breathless", breathless("1000"), organ),
            watched("6,000 and breathless: one finding", breathless("6000"), organ),
            watched(
                "1,600 and a foot drop",
                counted("1600").having(checkIn("general.foot-drop-or-numbness")),
                organ),
            watched(
                "1,600 and a symptom of 15 days ago",
                counted("1600").having(CheckIn.told(15, "general.purpura")),
                "EOSINOPHILIA_1500 soon"),
            watched(
                "the newest count decides", countedOn("6000", 60).having(eosinophils("900")), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> joints() {
    return Stream.of(
            watched("joint pain alone", told("joint.pain"), ""),
            watched("with swelling", told("joint.pain", "joint.swelling"), MSK),
            watched("swelling alone", told("joint.swelling"), ""),
            watched("stiff for 29 minutes", stiff(29), ""),
            watched("stiff for 30 minutes", stiff(30), MSK),
            watched("since 14 days", told("joint.heel-pain").having(earlier(14)), ""),
            watched("since 15 days", told("joint.heel-pain").having(earlier(15)), MSK),
            watched("a new swollen joint on record", with(SWOLLEN, FIRST), MSK),
            watched("one from before", with(SWOLLEN, daysAgo(DAYS + 1)), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> skin() {
    String lymphoma = "CTCL_SUSPECTED urgent" + HOLD;
    return Stream.of(
            watched("a red face", told("skin.face-neck-redness"), "FACIAL_REDNESS routine"),
            watched("new psoriasis", with("9014002", FIRST), "PSORIASIS_NEW soon"),
            watched("psoriasis from before", with("9014002", daysAgo(DAYS + 1)), ""),
            watched("psoriasis of no known date", with("9014002", ""), ""),
            watched("new plaques", told("skin.new-plaques"), lymphoma),
            watched("new erythroderma", with("399992009", FIRST), lymphoma),
            watched("old erythroderma", with("399992009", daysAgo(DAYS + 1)), ""),
            watched("new swollen nodes", with("30746006", daysAgo(9)), lymphoma),
            watched("worse after a response", relapsed("15", "18.8"), lymphoma),
            watched("a quarter worse is not enough", relapsed("15", "18.75"), NOT_MET),
            watched("no response before", relapsed("15.05", "30"), NOT_MET),
            watched("worse, and still below 7", relapsed("5", "7"), ""),
            watched("worse, and just above 7", relapsed("5", "7.05"), lymphoma),
            watched(
                "contact dermatitis",
                with("238575004", "2020"),
                "CONTACT_ALLERGY_DIFFERENTIAL info"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> otherDrugs() {
    String combination = "COMBINATION_JAK_BIOLOGIC ";
    return Stream.of(
            watched("upadacitinib", takes(UPADACITINIB), combination + "urgent"),
            watched("that ended", steady().having(took("jak", UPADACITINIB, 60, 1)), ""),
            watched("ruxolitinib cream", takes(RUXOLITINIB_CREAM), combination + "soon"),
            watched("tralokinumab", takes(TRALOKINUMAB), combination + "soon"),
            watched(
                "both kinds: the higher urgency",
                takes(TRALOKINUMAB).having(taking("jak", UPADACITINIB, 3)),
                combination + "urgent"),
            watched("methotrexate", takes(METHOTREXATE_PEN), "IMMUNOSUPPRESSANT_OVERLAP routine"),
            watched(
                "a systemic steroid is no immunosuppressant",
                takes(PREDNISONE),
                "SYSTEMIC_STEROID_TAPER routine"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> asthma() {
    String stopped = "ASTHMA_CONTROLLER_STOPPED urgent";
    return Stream.of(
            watched("inhaler kept", asthmatic().having(budesonideInhaler(400)), ""),
            watched("ended on the first day", asthmatic().having(inhaled(DAYS)), stopped),
            watched("ended the day before", asthmatic().having(inhaled(DAYS + 1)), ""),
            watched(
                "replaced by another", asthmatic().having(inhaled(30), budesonideInhaler(20)), ""),
            watched("told", asthmatic().having(checkIn("asthma.controller-stopped")), stopped),
            watched("without asthma", steady().having(inhaled(30)), ""),
            watched(
                "an oral steroid that ended",
                asthmatic().having(took("prednisone", PREDNISONE, 90, 40)),
                ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> pregnancy() {
    String review = "PREGNANCY_REVIEW soon";
    return Stream.of(
            watched("pregnant", with("77386006", daysAgo(60)), review),
            watched("told", told("pregnancy.current-or-planned"), review),
            watched("told 90 days ago", toldOn(90), review),
            watched("told 91 days ago", toldOn(91), ""),
            watched("status 280 days ago", steady().having(pregnant(280)), review),
            watched("status 281 days ago", steady().having(pregnant(281)), ""))
        .map(Visit::test);
  }

  private static Person counted(String cells) {
    return steady().having(eosinophils(cells));
  }

  private static Person countedOn(String cells, int days) {
    return steady().having(eosinophils(cells).on(daysAgo(days)));
  }

  private static Person breathless(String cells) {
    return counted(cells).having(checkIn("general.breathlessness"));
  }

  private static Person told(String... linkIds) {
    return steady().having(checkIn(linkIds));
  }

  private static Person toldOn(int days) {
    return steady().having(CheckIn.told(days, "pregnancy.current-or-planned"));
  }

  private static Person stiff(int minutes) {
    return steady()
        .having(
            together(
                checkIn("joint.pain"),
                CheckIn.counted("joint.morning-stiffness-minutes", minutes)));
  }

  private static Resource earlier(int days) {
    return CheckIn.told(days, "joint.heel-pain");
  }

  private static Person with(String code, String onset) {
    Resource finding = condition("finding", code);
    return steady().having(onset.isEmpty() ? finding : finding.on(onset));
  }

  private static Person relapsed(String lowest, String now) {
    return since(DAYS).scored(easi(lowest).on(daysAgo(120)), easi(now));
  }

  private static Person takes(String rxcui) {
    return steady().having(taking("other", rxcui, 30));
  }

  private static Person asthmatic() {
    return steady().having(condition("asthma", "195967001").on("2010"));
  }

  private static Resource inhaled(int ended) {
    return took("old-inhaler", "966527", 500, ended);
  }

  private static Resource pregnant(int days) {
    Resource status = eosinophils("0").without("valueQuantity");
    status.json().set("code", concept(Fhir.LOINC, "82810-3"));
    status.json().set("valueCodeableConcept", concept(SCT, "77386006"));
    return status.on(daysAgo(days));
  }
}
