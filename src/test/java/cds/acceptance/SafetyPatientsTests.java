package cds.acceptance;

import static cds.acceptance.Fhir.atopicDermatitis;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Emergencies that must never be hidden, and doses that must never be given beside them. */
class SafetyPatientsTests {

  private static final String OUTCOME =
      "{'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'exception'}]}";
  private static final String BARE_DRUG = "1876376";

  @Test
  void anEmergencyIsSaidThoughTheMedicationListCannotBeRead() {
    Answer answer =
        ask(
            eligible()
                .having(eosinophils("3000"), checkIn("general.chest-pain"))
                .sending("medications", Json.read(OUTCOME.replace('\'', '"')))
                .patientView());

    assertThat(answer.alerts()).contains("EOSINOPHILIA_ORGAN emergency");
    assertThat(Answer.text(answer.cards().get(0), "indicator")).isEqualTo("critical");
    assertThat(Answer.text(answer.cards().get(0), "summary")).startsWith("Same day: ");
    assertThat(answer.doses()).isEmpty();
  }

  @Test
  void noDoseStandsBesideAnEmergency() {
    assertThat(ask(eligible().patientView()).doses()).hasSize(1);
    for (Person person :
        new Person[] {
          eligible().having(eosinophils("3000"), checkIn("general.chest-pain")),
          eligible().having(checkIn("eye.lid-or-nose-vesicles")),
          eligible().having(checkIn("eye.pain")),
          eligible().having(checkIn("skin.punched-out-erosions")),
          eligible().having(checkIn("skin.honey-crusts", "general.fever")),
        }) {
      Answer answer = ask(person.patientView());
      assertThat(answer.doses()).isEmpty();
      assertThat(answer.words()).contains("No dose is proposed");
      assertThat(answer.cards()).hasSizeBetween(2, 3);
    }
  }

  @Test
  void ofTwoAnswersOfOneTimeTheAlarmingOneCounts() {
    Resource yes = checkIn("eye.pain");
    Resource no =
        checkIn("eye.pain")
            .id("z-later-by-name")
            .with("item", "[{'linkId':'eye.pain','answer':[{'valueBoolean':false}]}]");

    assertThat(ask(eligible().having(yes, no).patientView()).alerts())
        .contains("OCULAR_RED_FLAG emergency");
  }

  @Test
  void aCodedSymptomAlarmsUnlessItsValueDeniesIt() {
    for (String value :
        new String[] {
          "'valueBoolean':true",
          "'valueCodeableConcept':{'coding':[{'system':'urn:x','code':'severe'}]}",
          "'valueString':'for two days'",
          "'note':[{'text':'no value at all'}]"
        }) {
      assertThat(ask(eligible().having(eyePain(value)).patientView()).alerts())
          .contains("OCULAR_RED_FLAG emergency");
    }
    assertThat(ask(eligible().having(eyePain("'valueBoolean':false")).patientView()).alerts())
        .doesNotContain("OCULAR_RED_FLAG emergency");
  }

  private static Resource eyePain(String member) {
    int colon = member.indexOf(':');
    return eosinophils("0")
        .without("valueQuantity")
        .with("code", "{'coding':[{'system':'http://snomed.info/sct','code':'41652007'}]}")
        .with(member.substring(1, colon - 1), member.substring(colon + 1));
  }

  @Test
  void contradictoryWeightsOfOneTimeGiveNoDoseToAChild() {
    Person child = Person.born("2015-06-10").scored(easi("26")).having(weight("31 kg"));

    assertThat(ask(child.patientView()).doses()).hasSize(1);
    Answer answer = ask(child.having(weight("20.4 kg")).patientView());
    assertThat(answer.doses()).isEmpty();
    assertThat(answer.alerts()).contains("DOSE_WEIGHT_MISSING soon");
    assertThat(answer.words()).contains("two different values of one time");
  }

  @Test
  void aTrialThatNeverBeganIsNoTrial() {
    for (String status : new String[] {"intended", "not-taken", "on-hold"}) {
      Answer answer =
          ask(
              Person.anyone("1988-03-21")
                  .scored(easi("24.6"))
                  .having(
                      atopicDermatitis(),
                      mometasone("2025-02-24", "2025-05-05").outcome("inadequate").status(status))
                  .patientView());
      String expected =
          status.equals("on-hold") ? "ELIGIBLE" : "INSUFFICIENT_DATA TOPICAL_HISTORY_MISSING";
      assertThat(answer.verdict("us-label")).startsWith(expected);
    }
  }

  @Test
  void aGradeThatTheScaleDoesNotHaveIsRejectedAndNotCalledAbsent() {
    Answer answer = ask(adult().scored(viga("2.5")).patientView());

    assertThat(answer.verdict("us-label")).isEqualTo("INSUFFICIENT_DATA SEVERITY_INVALID");
  }

  @Test
  void anOrderForAReasonNobodyRecognisesIsLeftAlone() {
    Answer byCode =
        ask(
            eligible()
                .orderSelect(
                    draft(BARE_DRUG)
                        .with("reasonCode", "[{'coding':[{'system':'urn:x','code':'1'}]}]")));
    Answer byReference =
        ask(
            eligible()
                .having(condition("eoe", "235599003"))
                .orderSelect(
                    draft(BARE_DRUG).with("reasonReference", "[{'reference':'Condition/eoe'}]")));

    assertThat(byCode.doses()).isEmpty();
    assertThat(byReference.doses()).isEmpty();
    assertThat(byReference.alerts()).contains("INDICATION_NOT_AD info");
  }

  private static Person eligible() {
    return adult().scored(easi("24.6"));
  }

  private static Answer ask(ObjectNode request) {
    return Engine.us().ask(request);
  }
}
