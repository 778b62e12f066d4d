package cds.acceptance;

import static cds.acceptance.Drugs.PEN_200;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Visit.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a correction or removal of an order looks like to the client. */
class OrderSuggestionTests {

  @Test
  void aCorrectionChangesTheDrugAndTheDosesAndNothingElse() {
    Resource order =
        draftOrder(SYRINGE_300, "300 every 2")
            .id("own")
            .with("note", "[{'text':'before noon'}]")
            .with("priority", "'urgent'")
            .with("dispenseRequest", "{'numberOfRepeatsAllowed':3}")
            .with("extension", "[{'url':'urn:x','valueBoolean':true}]")
            .with("unknownToFhir", "{'kept':[1,2]}");
    ObjectNode own = order.json().deepCopy();
    Answer answer = Engine.us().ask(SIGN, candidate().orderSign(order));

    assertThat(answer.orders()).hasSize(1);
    ObjectNode updated = (ObjectNode) answer.orders().get(0).deepCopy();
    assertThat(updated.get("dosageInstruction")).isNotEqualTo(own.get("dosageInstruction"));
    for (String changed : List.of("dosageInstruction", "medicationCodeableConcept")) {
      updated.remove(changed);
      own.remove(changed);
    }
    assertThat(updated).isEqualTo(own);
  }

  @Test
  void aReferenceToTheDrugIsReplacedByTheCorrectedProduct() {
    Resource order =
        draftOrder(SYRINGE_300, "300 every 4")
            .without("medicationCodeableConcept")
            .with("medicationReference", "{'reference':'#drug'}")
            .with(
                "contained",
                ("[{'resourceType':'Medication','id':'drug',"
                        + "'code':{'coding':[{'system':'%s','code':'%s'}]}}]")
                    .formatted(Fhir.RXNORM, SYRINGE_300));
    JsonNode updated = Engine.us().ask(SIGN, candidate().orderSign(order)).orders().get(0);

    assertThat(updated.has("medicationReference")).isFalse();
    assertThat(updated.at("/medicationCodeableConcept/coding/0/code").stringValue())
        .isEqualTo(SYRINGE_300);
  }

  @Test
  void oneOrderIsCorrectedOnceThoughTwoCardsFindFaults() {
    Answer answer =
        Engine.us()
            .ask(
                SIGN,
                Person.born("2023-10-16")
                    .weighing("11 kg")
                    .scored(viga("3"))
                    .orderSign(draftOrder(PEN_200, "400 once", "200 every 4")));

    assertThat(answer.cards()).hasSize(2);
    assertThat(answer.cards().get(0).has("suggestions")).isTrue();
    assertThat(Suggested.in(answer)).containsExactly("update draft-1: 200@1 q4");
  }

  @Test
  void correctionsAndRemovalsOfDifferentOrdersGoTogether() {
    Answer answer =
        Engine.us()
            .ask(
                SIGN,
                candidate()
                    .orderSign(
                        draftOrder(SYRINGE_300, "300 every 2"),
                        draftOrder(SYRINGE_300, "300 every 4")));
    JsonNode card = answer.cards().get(0);

    assertThat(Answer.text(card, "selectionBehavior")).isEqualTo("any");
    assertThat(card.get("suggestions").size()).isEqualTo(2);
    assertThat(new TreeSet<>(uuids(card))).hasSize(2);
  }

  @Test
  void oneProposalIsTakenOrLeft() {
    for (ObjectNode request :
        List.of(
            candidate().orderSign(draftOrder(SYRINGE_300, "300 every 2")),
            candidate().having(allergy("active", "confirmed")).orderSign(right()))) {
      JsonNode card = Engine.us().ask(SIGN, request).cards().get(0);

      assertThat(Answer.text(card, "selectionBehavior")).isEqualTo("at-most-one");
      assertThat(card.get("suggestions").size()).isEqualTo(1);
    }
  }

  @Test
  void aCardWithoutProposalsNamesNoBehaviour() {
    Answer answer = Engine.us().ask(SIGN, adult().orderSign(right()));

    assertThat(answer.cards()).hasSize(1);
    assertThat(answer.cards().get(0).has("selectionBehavior")).isFalse();
    assertThat(answer.cards().get(0).has("suggestions")).isFalse();
  }

  private static List<String> uuids(JsonNode card) {
    return card.get("suggestions")
        .valueStream()
        .map(suggestion -> Answer.text(suggestion, "uuid"))
        .toList();
  }

  private static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Resource right() {
    return draftOrder(SYRINGE_300, "600 once", "300 every 2");
  }
}
