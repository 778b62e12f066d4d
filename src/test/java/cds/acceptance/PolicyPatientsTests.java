package cds.acceptance;

import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.PolicyPeople.BOTH;
import static cds.acceptance.PolicyPeople.JAPAN;
import static cds.acceptance.PolicyPeople.NICE;
import static cds.acceptance.PolicyPeople.SURFACE;
import static cds.acceptance.PolicyPeople.TRIAL;
import static cds.acceptance.PolicyPeople.TWO;
import static cds.acceptance.PolicyPeople.ad;
import static cds.acceptance.PolicyPeople.ask;
import static cds.acceptance.PolicyPeople.atc;
import static cds.acceptance.PolicyPeople.bsa;
import static cds.acceptance.PolicyPeople.crisaborole;
import static cds.acceptance.PolicyPeople.inWords;
import static cds.acceptance.PolicyPeople.methotrexate;
import static cds.acceptance.PolicyPeople.severe;
import static cds.acceptance.PolicyPeople.textbook;
import static cds.acceptance.PolicyPeople.topicals;
import static cds.acceptance.PolicyPeople.upadacitinib;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whole patients under the policies of payers and schemes, one next to each clause. */
class PolicyPatientsTests {

  private static final String SHORT_COURSE = "NOT_ELIGIBLE STRONG_TOPICAL_6_MONTHS_NOT_SHOWN";

  @TestFactory
  Stream<DynamicTest> patientsOfTheVignettes() {
    return Stream.of(
        told(
            "an adult with severe disease and two failed topical classes",
            textbook(),
            Map.of(
                NICE, "NOT_ELIGIBLE NO_PRIOR_SYSTEMIC",
                TRIAL, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE",
                JAPAN, SHORT_COURSE,
                SURFACE, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE",
                TWO, "ELIGIBLE AD_CONFIRMED SEVERITY_MODERATE_PLUS TOPICAL_INADEQUATE",
                BOTH, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE")),
        told(
            "just under the trials' numbers",
            topicals(Person.anyone("1984-03-30"))
                .scored(viga("3"), easi("15.9"), bsa("9.9"), score("pp-nrs-7d-mean", "6")),
            Map.of(
                NICE, "NOT_ELIGIBLE NO_PRIOR_SYSTEMIC",
                TRIAL, "NOT_ELIGIBLE EASI_BELOW_16 BSA_BELOW_10",
                JAPAN, "NOT_ELIGIBLE BSA_BELOW_10 STRONG_TOPICAL_6_MONTHS_NOT_SHOWN",
                SURFACE, "NOT_ELIGIBLE BSA_BELOW_10_NO_SITE",
                BOTH, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE")),
        told(
            "on the sixth birthday the numbers of 6 to 11 years hold",
            topicals(Person.anyone("2019-06-16"))
                .weighing("20.4 kg")
                .scored(viga("4"), easi("26"), bsa("40")),
            Map.of(
                NICE, "NOT_ELIGIBLE AGE_BELOW_18 NO_PRIOR_SYSTEMIC",
                TRIAL, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE",
                JAPAN, "NOT_ELIGIBLE AGE_BELOW_18 STRONG_TOPICAL_6_MONTHS_NOT_SHOWN")),
        told(
            "topicals that are not advisable",
            ad(Person.anyone("1968-04-01"))
                .having(tacrolimus("2025-02-01", "2025-02-10").outcome("not-tolerated"))
                .having(checkIn("topical.not-advisable"))
                .scored(viga("4"), easi("33.5"), bsa("62")),
            Map.of(
                SURFACE, "ELIGIBLE AD_CONFIRMED TOPICAL_NOT_ADVISABLE",
                JAPAN, "ELIGIBLE AD_CONFIRMED TOPICAL_NOT_ADVISABLE",
                BOTH, "ELIGIBLE AD_CONFIRMED TOPICAL_NOT_ADVISABLE",
                TWO, "ELIGIBLE AD_CONFIRMED SEVERITY_MODERATE_PLUS TOPICAL_INADEQUATE",
                TRIAL, "INSUFFICIENT_DATA ITCH_UNKNOWN")),
        told(
            "upadacitinib in use",
            ad(Person.anyone("1995-06-01"))
                .having(mometasone("2025-02-03", "2025-04-14").outcome("inadequate"))
                .having(upadacitinib())
                .scored(viga("3"), easi("17"), bsa("18")),
            Map.of(
                TWO, "NOT_ELIGIBLE COMBINATION_EXCLUDED",
                NICE, "INSUFFICIENT_DATA PRIOR_SYSTEMIC_NOT_SHOWN",
                SURFACE, "ELIGIBLE AD_CONFIRMED TOPICAL_INADEQUATE",
                BOTH, "INSUFFICIENT_DATA TOPICAL_CALCINEURIN_6_WEEKS_NOT_SHOWN")));
  }

  @TestFactory
  Stream<DynamicTest> systemicTreatmentBefore() {
    return Stream.of(
        systemic("failed", "PRIOR_SYSTEMIC_NOT_ENOUGH", methotrexate().outcome("inadequate")),
        systemic(
            "not tolerated", "PRIOR_SYSTEMIC_NOT_ENOUGH", methotrexate().outcome("not-tolerated")),
        systemic(
            "unsuitable", "PRIOR_SYSTEMIC_NOT_ENOUGH", methotrexate().outcome("not-advisable")),
        systemic("enough", "PRIOR_SYSTEMIC_NOT_SHOWN", methotrexate().outcome("adequate")),
        systemic("without outcome", "PRIOR_SYSTEMIC_NOT_SHOWN", methotrexate()),
        systemic("named in words only", "MEDICATION_HISTORY_UNKNOWN", inWords()));
  }

  @TestFactory
  Stream<DynamicTest> sixMonthsOfAStrongTopical() {
    return Stream.of(
        strong("182 days of mometasone", "ELIGIBLE", mometasone("2024-12-15", "2025-06-15")),
        strong("181 days of mometasone", "NOT_ELIGIBLE", mometasone("2024-12-16", "2025-06-15")),
        strong("182 days of tacrolimus", "ELIGIBLE", tacrolimus("2024-12-15", "2025-06-15")),
        strong("running for 182 days", "ELIGIBLE", mometasone("2024-12-16", "")),
        strong("running for 181 days", "NOT_ELIGIBLE", mometasone("2024-12-17", "")),
        strong("ended 6 months ago to the day", "ELIGIBLE", mometasone("2024-01-01", "2024-12-16")),
        strong("ended a day earlier", "NOT_ELIGIBLE", mometasone("2024-01-01", "2024-12-15")),
        strong(
            "medium potency by its ATC code",
            "INSUFFICIENT_DATA",
            statement("medium", "203105", "2024-10-01", "2025-06-15")
                .with("medicationCodeableConcept", atc("D07AB02"))),
        strong(
            "group III by its ATC code",
            "ELIGIBLE",
            statement("strong", "203105", "2024-10-01", "2025-06-15")
                .with("medicationCodeableConcept", atc("D07AC01"))));
  }

  @TestFactory
  Stream<DynamicTest> coursesOfThePayers() {
    return Stream.of(
        course("28 days of a steroid", SURFACE, "ELIGIBLE", mometasone("2025-04-01", "2025-04-29")),
        course("27 days", SURFACE, "INSUFFICIENT_DATA", mometasone("2025-04-01", "2025-04-28")),
        course("years ago", SURFACE, "ELIGIBLE", mometasone("2019-04-01", "2019-05-29")),
        course(
            "one class of three", TWO, "INSUFFICIENT_DATA", mometasone("2025-04-01", "2025-04-29")),
        course(
            "steroid and crisaborole",
            TWO,
            "ELIGIBLE",
            mometasone("2025-04-01", "2025-04-05"),
            crisaborole()),
        course(
            "calcineurin inhibitor and crisaborole",
            TWO,
            "ELIGIBLE",
            tacrolimus("2025-04-01", "2025-04-05"),
            crisaborole()),
        course(
            "both classes, 42 days",
            BOTH,
            "ELIGIBLE",
            mometasone("2025-01-01", "2025-01-29"),
            tacrolimus("2025-04-01", "2025-05-13")),
        course(
            "both classes, 41 days",
            BOTH,
            "INSUFFICIENT_DATA",
            mometasone("2025-01-01", "2025-01-29"),
            tacrolimus("2025-04-01", "2025-05-12")));
  }

  @Test
  void aSpecialSiteStandsForTheSurfaceFromTheTwelfthBirthday() {
    assertThat(site("2013-06-16").verdict(SURFACE)).startsWith("ELIGIBLE ");
    assertThat(site("2013-06-17").verdict(SURFACE)).isEqualTo("NOT_ELIGIBLE BSA_BELOW_10_NO_SITE");
  }

  private static DynamicTest told(String sentence, Person person, Map<String, String> verdicts) {
    return DynamicTest.dynamicTest(
        sentence,
        () -> {
          Answer answer = ask(person);
          verdicts.forEach(
              (policy, verdict) ->
                  assertThat(answer.verdict(policy)).as(policy).isEqualTo(verdict));
        });
  }

  private static DynamicTest systemic(String sentence, String reason, Resource treatment) {
    return DynamicTest.dynamicTest(
        "methotrexate " + sentence,
        () ->
            assertThat(ask(textbook().having(treatment)).verdict(NICE).split(" "))
                .contains(reason)
                .startsWith(
                    reason.equals("PRIOR_SYSTEMIC_NOT_ENOUGH") ? "ELIGIBLE" : "INSUFFICIENT_DATA"));
  }

  private static DynamicTest strong(String sentence, String verdict, Resource course) {
    return course(sentence, JAPAN, verdict, course);
  }

  private static DynamicTest course(
      String sentence, String policy, String verdict, Resource... courses) {
    Person person = severe(ad(Person.anyone("1991-01-12")));
    for (Resource course : courses) {
      person.having(course.outcome("inadequate"));
    }
    return DynamicTest.dynamicTest(
        policy + ": " + sentence,
        () -> assertThat(ask(person).verdict(policy).split(" ")).startsWith(verdict));
  }

  private static Answer site(String birthDate) {
    return ask(
        topicals(Person.anyone(birthDate))
            .weighing("45 kg")
            .having(checkIn("ad.special-site"))
            .scored(viga("3"), easi("12"), bsa("9.9")));
  }
}
