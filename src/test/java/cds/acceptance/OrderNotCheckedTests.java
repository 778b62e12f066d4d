package cds.acceptance;

import static cds.acceptance.Drugs.AMOXICILLIN;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.UPADACITINIB;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.signed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** No card reads as an order that is right: so an order that was left out has a card of its own. */
class OrderNotCheckedTests {

  private static final String SELECT = "dupilumab-order-select";
  private static final String NOT_CHECKED = "ORDER_NOT_CHECKED soon";

  /** An order that was left out, and what the card says of it. */
  private record LeftOut(Resource order, String said) {}

  private static Stream<LeftOut> leftOut() {
    String words = "1 MedicationRequest without code";
    String unreadable = "1 MedicationRequest unreadable";
    return Stream.of(
        new LeftOut(ofAnother(), "1 MedicationRequest of another patient"),
        new LeftOut(drug("'a drug'"), unreadable),
        new LeftOut(drug("{'text':'Dupixent 300 mg pen'}"), words),
        new LeftOut(drug("{'coding':[{'display':'dupilumab'}]}"), words),
        new LeftOut(
            drug("{'coding':[{'system':'urn:site','code':'7','display':'DUPILUMAB 300'}]}"), words),
        new LeftOut(referring("{'reference':'Medication/7'}"), unreadable),
        new LeftOut(referring("{'reference':'Medication/7','display':'Dupixent'}"), words),
        new LeftOut(
            referring("{'reference':'#m'}")
                .with(
                    "contained",
                    "[{'resourceType':'Medication','id':'m','code':{'text':'dupilumab'}}]"),
            words));
  }

  @TestFactory
  Stream<DynamicTest> aloneItIsSaidBeforeSigning() {
    return leftOut()
        .map(left -> signed(title(left), candidate().orderSign(left.order()), NOT_CHECKED, ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> aloneItIsSaidWhenSelected() {
    return leftOut()
        .map(left -> selected(candidate().orderSelect(left.order()), NOT_CHECKED))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> theCardSaysWhatItWas() {
    return leftOut()
        .map(
            left ->
                DynamicTest.dynamicTest(
                    title(left),
                    () ->
                        assertThat(
                                Engine.us()
                                    .ask(Visit.SIGN, candidate().orderSign(left.order()))
                                    .cards()
                                    .get(0)
                                    .get("summary")
                                    .stringValue())
                            .isEqualTo("Order not checked: " + left.said())));
  }

  @TestFactory
  Stream<DynamicTest> whatIsNoConcernIsPassedOver() {
    return Stream.of(
            signed(
                "another drug in words",
                candidate().orderSign(drug("{'text':'amoxicillin 500 mg'}")),
                "",
                ""),
            signed(
                "another drug by reference, named",
                candidate()
                    .orderSign(referring("{'reference':'Medication/7','display':'amoxicillin'}")),
                "",
                ""),
            signed(
                "an order entered in error",
                candidate().orderSign(ofAnotherDrug().with("status", "'entered-in-error'")),
                "",
                ""),
            selected(candidate().orderSelect(drug("{'text':'amoxicillin 500 mg'}")), ""),
            selected(selecting(ofAnotherDrug(), ofAnother()), ""))
        .map(Visit::test);
  }

  @TestFactory
  Stream<DynamicTest> besideOthersNothingIsHidden() {
    return Stream.of(
            signed(
                "an eye emergency leads",
                steady().having(checkIn("eye.pain")).orderSign(ofAnother()),
                "OCULAR_RED_FLAG emergency, DOSE_HOLD_SUGGESTED urgent, " + NOT_CHECKED,
                ""),
            signed(
                "a right order beside it keeps its silence",
                candidate()
                    .orderSign(draftOrder(SYRINGE_300, "600 once", "300 every 2"), ofAnother()),
                NOT_CHECKED + ", DATA_NOT_USED info",
                ""))
        .map(Visit::test);
  }

  @Test
  void anEntryWithoutAnOrderIsSaidToo() {
    for (String entry : new String[] {"{}", "{'rezource':{}}", "{'resource':'x'}", "'x'"}) {
      ObjectNode request = candidate().orderSign(ofAnotherDrug());
      ((ArrayNode) request.at("/context/draftOrders/entry"))
          .add(Json.read(entry.replace('\'', '"')));
      Answer answer = Engine.us().ask(Visit.SIGN, request);
      assertThat(Visit.said(answer)).as(entry).containsExactly(NOT_CHECKED);
    }
  }

  @Test
  void anOrderWhoseMeaningAModifierChangesIsJudgedAndLeftAsItIs() {
    String modifier = "[{'url':'https://ehr.example/not-to-be-dispensed','valueBoolean':true}]";
    Resource dupilumab = draftOrder(SYRINGE_300, "300 every 4").with("modifierExtension", modifier);
    for (ObjectNode request :
        new ObjectNode[] {
          candidate().orderSign(dupilumab),
          steady().orderSign(draft(UPADACITINIB).with("modifierExtension", modifier))
        }) {
      Answer answer = Engine.us().ask(Visit.SIGN, request);
      assertThat(answer.cards()).as(answer.words()).isNotEmpty();
      assertThat(Suggested.in(answer)).as(answer.words()).isEmpty();
    }
    Answer selected = Engine.us().ask(SELECT, candidate().orderSelect(dupilumab));
    assertThat(selected.cards()).as(selected.words()).isNotEmpty();
    assertThat(Suggested.in(selected)).as(selected.words()).isEmpty();
  }

  private static Visit selected(ObjectNode request, String findings) {
    return new Visit("selected", Engine.us(), SELECT, request, findings, "");
  }

  /** Only the first is selected. */
  private static ObjectNode selecting(Resource selected, Resource other) {
    ObjectNode request = candidate().orderSelect(selected, other.id("other"));
    ((ObjectNode) request.get("context")).putArray("selections").add("MedicationRequest/draft-1");
    return request;
  }

  private static String title(LeftOut left) {
    return left.said() + ": " + left.order();
  }

  private static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Resource ofAnother() {
    return draftOrder(SYRINGE_300, "300 every 4").with("subject", "{'reference':'Patient/other'}");
  }

  private static Resource ofAnotherDrug() {
    return draft(AMOXICILLIN);
  }

  private static Resource drug(String concept) {
    return draft(AMOXICILLIN).with("medicationCodeableConcept", concept);
  }

  private static Resource referring(String reference) {
    return draft(AMOXICILLIN)
        .without("medicationCodeableConcept")
        .with("medicationReference", reference);
  }
}
