package cds.acceptance;

import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.PolicyPeople.ALL;
import static cds.acceptance.PolicyPeople.BOTH;
import static cds.acceptance.PolicyPeople.JAPAN;
import static cds.acceptance.PolicyPeople.NICE;
import static cds.acceptance.PolicyPeople.SURFACE;
import static cds.acceptance.PolicyPeople.TRIAL;
import static cds.acceptance.PolicyPeople.TWO;
import static cds.acceptance.PolicyPeople.ad;
import static cds.acceptance.PolicyPeople.ask;
import static cds.acceptance.PolicyPeople.bsa;
import static cds.acceptance.PolicyPeople.drug;
import static cds.acceptance.PolicyPeople.engine;
import static cds.acceptance.PolicyPeople.textbook;
import static cds.acceptance.PolicyPeople.topicals;
import static cds.acceptance.PolicyPeople.treated;
import static cds.acceptance.PolicyPeople.upadacitinib;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Policies beside the label: unknown data, treatment that is under way, and the card. */
class PolicyAnswerTests {

  @Test
  void withoutTheSurfaceNobodyIsBelowIt() {
    Answer told = ask(topicals(Person.anyone("1984-03-30")).scored(viga("3"), easi("18")));

    assertThat(told.verdict(TRIAL)).isEqualTo("INSUFFICIENT_DATA BSA_UNKNOWN ITCH_UNKNOWN");
    assertThat(told.verdict(SURFACE)).isEqualTo("INSUFFICIENT_DATA BSA_UNKNOWN");
    assertThat(told.verdict(BOTH)).startsWith("ELIGIBLE ");
  }

  @Test
  void whatCouldNotBeReadNeitherMeetsNorFailsAClause() {
    Map<String, List<String>> open =
        Map.of(
            "observations",
            List.of(TRIAL, SURFACE, TWO, BOTH),
            "conditions",
            List.of(TRIAL, SURFACE, TWO, BOTH),
            "medications",
            ALL,
            "medicationStatements",
            ALL);
    open.forEach(
        (key, policies) -> {
          Answer told = ask(textbook().sending(key, unreadable()));
          for (String policy : policies) {
            assertThat(told.verdict(policy)).as(key).startsWith("INSUFFICIENT_DATA ");
          }
        });
  }

  @Test
  void aSpecialSiteThatCouldNotBeReadLeavesASmallSurfaceOpen() {
    Person small = topicals(Person.anyone("1984-03-30")).scored(viga("2"), easi("12"), bsa("5"));
    assertThat(ask(small).verdict(SURFACE)).isEqualTo("NOT_ELIGIBLE BSA_BELOW_10_NO_SITE");
    assertThat(ask(small).verdict(BOTH)).isEqualTo("NOT_ELIGIBLE EXTENT_OR_SEVERITY_BELOW");

    small.sending("questionnaires", unreadable());
    assertThat(ask(small).verdict(SURFACE)).isEqualTo("INSUFFICIENT_DATA SPECIAL_SITE_UNKNOWN");
    assertThat(ask(small).verdict(BOTH)).isEqualTo("INSUFFICIENT_DATA SPECIAL_SITE_UNKNOWN");
  }

  @Test
  void lowScoresOnTheFirstOfSeveralPagesFailNothing() {
    Person paged =
        topicals(Person.anyone("1984-03-30"))
            .scored(viga("3"), easi("15.9"), bsa("9.9"), score("pp-nrs-7d-mean", "3"))
            .changing(
                "observations",
                bundle ->
                    bundle
                        .putArray("link")
                        .addObject()
                        .put("relation", "next")
                        .put("url", "https://ehr.example.org/fhir?page=2"));

    assertThat(ask(paged).verdict(TRIAL)).isEqualTo("INSUFFICIENT_DATA SCORES_UNKNOWN");
    assertThat(ask(paged).verdict(SURFACE)).isEqualTo("INSUFFICIENT_DATA SCORES_UNKNOWN");
  }

  @Test
  void onTreatmentTheStartIsNotJudgedAgain() {
    Answer told = ask(ad(Person.anyone("1988-03-21")).having(drug("2025-06-01")).scored(easi("1")));

    for (String policy : ALL) {
      assertThat(told.verdict(policy)).as(policy).startsWith("ELIGIBLE ").endsWith("ON_TREATMENT");
    }
    assertThat(told.alerts()).doesNotContain("PROFILE_NOT_MET info");
  }

  @TestFactory
  Stream<DynamicTest> renewals() {
    return Stream.of(
        renewed("both falls at 16 weeks", NICE, "ELIGIBLE", "12", "13"),
        renewed("half of the EASI, to the point", NICE, "ELIGIBLE", "15", "13"),
        renewed("a little less than half", NICE, "NOT_ELIGIBLE", "15.1", "13"),
        renewed("the DLQI fell by 3", NICE, "NOT_ELIGIBLE", "12", "14"),
        renewed("without a DLQI", NICE, "INSUFFICIENT_DATA", "12", ""),
        renewed("without an EASI", NICE, "INSUFFICIENT_DATA", "", "13"),
        renewed("no response", JAPAN, "NOT_ELIGIBLE", "29", "17"),
        renewed("a partial response", JAPAN, "ELIGIBLE", "20", "17"),
        renewed("a response that nobody recorded", JAPAN, "INSUFFICIENT_DATA", "", ""),
        renewed("no response in the first 4 months", SURFACE, "ELIGIBLE", "29", "17"),
        renewed("no response in the first year", TWO, "ELIGIBLE", "29", "17"),
        renewed("no response, which this payer does not ask for", BOTH, "ELIGIBLE", "29", "17"));
  }

  @Test
  void aCombinationRulesTheDrugOutOnTreatmentToo() {
    Answer told = ask(treated("12", "13").having(upadacitinib()));

    assertThat(told.verdict(TWO)).isEqualTo("NOT_ELIGIBLE COMBINATION_EXCLUDED");
  }

  @Test
  void theCardNamesEachUnmetClauseAndWhatWouldMeetIt() {
    Answer answer =
        ask(
            topicals(Person.anyone("1984-03-30"))
                .scored(viga("3"), easi("15.9"), bsa("9.9"), score("pp-nrs-7d-mean", "6")));

    assertThat(answer.words())
        .contains(
            "**Label met, policy trial-entry not met or not shown: EASI below 16, BSA below 10 %**"
                + " Read the policy's own text before applying for coverage.\n\n- EASI is below 16:"
                + " EASI 15.9 on 2025-06-11. **To meet it:** EASI 16 or more",
            "- Less than 10 % of the body surface is affected:",
            "**To meet it:** 10 % of the body surface or more",
            "Policy met: payer, topical steroid and calcineurin inhibitor")
        .doesNotContain("{", "no resource says more", "Policy not met: trial entry");
  }

  @Test
  void whatIsAlsoNotKnownStandsBesideWhatIsNotMet() {
    Answer answer =
        ask(
            ad(Person.anyone("1995-06-01"))
                .having(mometasone("2025-02-03", "2025-04-14").outcome("inadequate"))
                .having(upadacitinib())
                .scored(viga("3"), easi("17"), bsa("18")));

    assertThat(answer.words())
        .contains(
            "which this policy excludes: upadacitinib",
            "- Also not known: two topical classes that failed or cannot be used: no");
  }

  @Test
  void sixPoliciesAreOneFindingEachOnOneReadableCard() {
    Answer answer = ask(textbook());

    assertThat(answer.cards()).hasSize(1);
    for (String policy : ALL) {
      assertThat(answer.verdicts(policy)).as(policy).hasSize(1);
    }
    assertThat(unmet(answer)).containsExactly(JAPAN, NICE);
    assertThat(answer.words()).hasSizeLessThan(3500);
    assertThat(answer.words().split("no prior systemic treatment", -1)).hasSize(2);
  }

  @Test
  void theLabelNeverDependsOnAPolicy() {
    List<Person> people = new ArrayList<>(List.of(textbook(), treated("29", "17")));
    people.add(Person.adult().scored(viga("1")));
    people.add(textbook().sending("medications", Json.read("null")));
    for (Person person : people) {
      ObjectNode request = person.patientView();
      Answer alone = Engine.us().ask(request);
      Answer beside = engine().ask(request);

      assertThat(beside.verdict("us-label")).isEqualTo(alone.verdict("us-label"));
      assertThat(beside.doses()).isEqualTo(alone.doses());
      assertThat(alone.alerts()).doesNotContain("PROFILE_NOT_MET info");
      if (!alone.verdict("us-label").startsWith("ELIGIBLE")) {
        assertThat(unmet(beside)).isEmpty();
      }
    }
  }

  private static List<String> unmet(Answer answer) {
    return answer.findings().stream()
        .filter(finding -> Answer.text(finding, "code").equals("PROFILE_NOT_MET"))
        .map(finding -> Answer.text(finding, "policy"))
        .sorted()
        .toList();
  }

  private static DynamicTest renewed(
      String sentence, String policy, String verdict, String easi, String dlqi) {
    return DynamicTest.dynamicTest(
        policy + ": " + sentence,
        () -> assertThat(ask(treated(easi, dlqi)).verdict(policy).split(" ")).startsWith(verdict));
  }

  private static JsonNode unreadable() {
    return Json.read(
        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"exception\"}]}");
  }
}
