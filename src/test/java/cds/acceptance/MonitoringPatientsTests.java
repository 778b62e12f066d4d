package cds.acceptance;

import static cds.acceptance.CheckIn.dated;
import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.orderedFor;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.atopicDermatitis;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabGiven;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.child;
import static cds.acceptance.TreatedPeople.since;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.watched;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Doses, label and reactions of patients on treatment; who is watched at all. */
class MonitoringPatientsTests {

  private static final String MISSING = "DOSE_WEIGHT_MISSING soon";
  private static final String HOLD = ", DOSE_HOLD_SUGGESTED urgent";

  @TestFactory
  Stream<DynamicTest> nothingIsSaid() {
    return Stream.of(
            watched("a stable adult", steady(), ""),
            watched("a stable adult in the first weeks", since(21), ""),
            watched("a candidate before the first dose", adult().scored(easi("24")), ""),
            watched(
                "stopped a year ago",
                adult().having(dupilumabOrder("300", "2", "2023-02-01").status("stopped")),
                ""),
            watched("nobody with dermatitis", anyone("1965-09-30").weighing("91 kg"), ""),
            watched(
                "a check-in that denies everything",
                steady().having(CheckIn.denied("eye.pain"), CheckIn.denied("skin.pustules")),
                ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    Person four = child("2021-03-16", "300", "4");
    return Stream.of(
            watched("ten years, never weighed", ten(), MISSING),
            watched("ten years, 180 days ago", weighed(ten(), "34 kg", 180), ""),
            watched("ten years, 181 days ago", weighed(ten(), "34 kg", 181), MISSING),
            watched("four years, 90 days ago", weighed(four, "16 kg", 90), ""),
            watched(
                "four years, 91 days ago",
                weighed(child("2021-03-16", "300", "4"), "16 kg", 91),
                MISSING),
            watched(
                "a unit nobody knows",
                ten().having(weight("34 stones")),
                MISSING + ", DATA_NOT_USED info"),
            watched("four years and 29.9 kg", child4("29.9 kg"), ""),
            watched("four years and 30 kg", child4("30 kg"), "DOSE_NOT_IN_LABEL soon"),
            watched(
                "an adult of 29.9 kg",
                steady().weighing("29.9 kg"),
                "WEIGHT_IMPLAUSIBLE_FOR_AGE soon"),
            watched("an adult of 30 kg", steady().weighing("30 kg"), ""),
            watched("an adult of 300 kg", steady().weighing("300 kg"), ""),
            watched(
                "an adult of 300.1 kg",
                steady().weighing("300.1 kg"),
                "WEIGHT_IMPLAUSIBLE_FOR_AGE soon"))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> regimens() {
    return Stream.of(
            watched("ten years, 29.9 kg on 300 q4", ten4("29.9 kg"), ""),
            watched("ten years, 30 kg on 300 q4", ten4("30 kg"), "DOSE_WEIGHT_BAND_CROSSED soon"),
            watched(
                "59.9 kg at sixteen on 200 q2",
                child("2009-02-02", "200", "2").weighing("59.9 kg"),
                ""),
            watched(
                "60 kg at sixteen on 200 q2",
                child("2009-02-02", "200", "2").weighing("60 kg"),
                "DOSE_WEIGHT_BAND_CROSSED soon"),
            watched(
                "eighteen tomorrow, 50 kg on 200 q2",
                child("2007-06-17", "200", "2").weighing("50 kg"),
                ""),
            watched(
                "eighteen today, 50 kg on 200 q2",
                child("2007-06-16", "200", "2").weighing("50 kg"),
                "DOSE_AGE_BAND_CROSSED routine"),
            watched(
                "an adult on 300 q4",
                adult().having(dupilumabOrder("300", "4", FIRST)).scored(easi("5")),
                "DOSE_DIFFERS_FROM_LABEL soon, BASELINE_MISSING info"),
            watched(
                "an adult on 200 q2",
                adult()
                    .having(dupilumabOrder("200", "2", FIRST))
                    .scored(easi("30").on(daysAgo(DAYS)), easi("5")),
                "DOSE_DIFFERS_FROM_LABEL soon"),
            watched(
                "weekly, for another indication: its dose is not ours",
                adult()
                    .having(orderedFor("235599003", dupilumabOrder("300", "1", FIRST)))
                    .scored(easi("30").on(daysAgo(DAYS)), easi("5")),
                ""),
            watched(
                "weekly, for dermatitis",
                adult()
                    .having(orderedFor("24079001", dupilumabOrder("300", "1", FIRST)))
                    .scored(easi("30").on(daysAgo(DAYS)), easi("5")),
                "DOSE_DIFFERS_FROM_LABEL soon"),
            watched("seven, 25 kg on 200 q2 (US)", seven(), "DOSE_WEIGHT_BAND_CROSSED soon"),
            watched("seven, 25 kg on 200 q2 (EU: allowed)", seven(), "").eu())
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> lateDoses() {
    return Stream.of(
            watched("last dose 14 days ago", dose(14), ""),
            watched("due yesterday", dose(15), "DOSE_LATE routine"),
            watched("7 days late", dose(21), "DOSE_LATE routine"),
            watched("8 days late", dose(22), "DOSE_LATE soon"),
            watched("a dose missed", steady().having(checkIn("dose.missed")), "DOSE_LATE soon"),
            watched("two doses, the last 15 days ago", given(29, 15), "DOSE_LATE routine"),
            watched("21 days apart is still one interval", given(36, 15), "DOSE_LATE routine"),
            watched("22 days apart: home doses are not recorded", given(37, 15), ""),
            watched("7 days apart is still one interval", given(22, 15), "DOSE_LATE routine"),
            watched("6 days apart is not", given(21, 15), ""),
            watched("only one dose on record", steady().having(given(40)), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> reactions() {
    String reaction = "HYPERSENSITIVITY_REACTION ";
    return Stream.of(
            watched(
                "an allergy to dupilumab",
                steady().having(allergy("active", "confirmed")),
                "CONTRAINDICATION_HYPERSENSITIVITY urgent"),
            watched(
                "an allergy that was refuted", steady().having(allergy("active", "refuted")), ""),
            watched(
                "anaphylaxis on the first day",
                steady().having(condition("anaphylaxis", "39579001").on(FIRST)),
                reaction + "emergency" + HOLD),
            watched(
                "anaphylaxis the day before",
                steady().having(condition("anaphylaxis", "39579001").on(daysAgo(DAYS + 1))),
                ""),
            watched(
                "angioedema of no known date",
                steady().having(condition("angioedema", "41291007")),
                ""),
            watched(
                "angioedema, recorded later",
                steady()
                    .having(
                        condition("angioedema", "41291007")
                            .with("recordedDate", "'" + daysAgo(3) + "'")),
                reaction + "emergency" + HOLD),
            watched(
                "urticaria",
                steady().having(condition("urticaria", "126485001").on(daysAgo(5))),
                reaction + "urgent" + HOLD),
            watched(
                "serum sickness",
                steady().having(condition("serum-sickness", "72284000").on(daysAgo(5))),
                reaction + "urgent" + HOLD))
        .map(Visit::test);
  }

  @Test
  void aDoseGivenLatelyIsTreatmentWithoutAnyOrder() {
    Person given = anyone("1988-03-21").having(atopicDermatitis(), given(20));
    given.having(checkIn("eye.pain"));
    Person longAgo = anyone("1988-03-21").having(atopicDermatitis(), given(85));
    longAgo.having(checkIn("eye.pain"));

    assertThat(Visit.said(Engine.us().ask(Visit.MONITORING, given.monitoring())))
        .contains("OCULAR_RED_FLAG emergency");
    assertThat(Engine.us().ask(Visit.MONITORING, longAgo.monitoring()).cards()).isEmpty();
  }

  private static Person ten() {
    return child("2015-01-10", "200", "2");
  }

  private static Person ten4(String weight) {
    return child("2015-01-10", "300", "4").weighing(weight);
  }

  private static Person seven() {
    return child("2018-01-10", "200", "2").weighing("25 kg");
  }

  private static Person child4(String weight) {
    return child("2021-03-16", "300", "4").weighing(weight);
  }

  private static Person weighed(Person person, String weight, int days) {
    return person.having(weight(weight).on(daysAgo(days)));
  }

  private static Person dose(int days) {
    return steady().having(dated("dose.last-date", daysAgo(days)));
  }

  private static Resource given(int days) {
    return dupilumabGiven(daysAgo(days));
  }

  private static Person given(int before, int last) {
    return steady().having(given(before), given(last));
  }
}
