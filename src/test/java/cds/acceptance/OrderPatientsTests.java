package cds.acceptance;

import static cds.acceptance.Fhir.SCT;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.concept;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;
import static cds.acceptance.Story.ADULT;
import static cds.acceptance.Story.MET;
import static cds.acceptance.Story.START;
import static cds.acceptance.Story.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Draft orders as the selection screen sends them: completed, corrected, or left alone. */
class OrderPatientsTests {

  private static final String INGREDIENT = "1876376";
  private static final String SYRINGE_200 = "2099300";
  private static final String PEN_200 = "2559706";
  private static final String SYRINGE_100 = "2583634";
  private static final String AMOXICILLIN = "308182";
  private static final String EOSINOPHILIC_OESOPHAGITIS = "235599003";
  private static final String LIVE = "VACCINE_LIVE_PLANNING soon";

  @TestFactory
  Stream<DynamicTest> ordersOfStarters() {
    Person unscored = adult();
    return Stream.of(
            order(
                "an adult's order of the bare drug",
                eligible().orderSelect(draft(INGREDIENT)),
                MET,
                START,
                ADULT),
            order(
                "not scored yet: no dose, and a warning",
                unscored.orderSelect(draft(INGREDIENT)),
                "INSUFFICIENT_DATA SEVERITY_MISSING",
                "REASSESS_SEVERITY routine",
                ""),
            order(
                "allergic to what is being ordered",
                eligible().having(allergy("active", "confirmed")).orderSelect(draft(INGREDIENT)),
                "NOT_ELIGIBLE CONTRAINDICATED_HYPERSENSITIVITY",
                "CONTRAINDICATION_HYPERSENSITIVITY urgent",
                ""),
            order(
                "a pen at 20 months",
                toddler("2023-10-16").orderSelect(draft(PEN_200)),
                MET,
                START + ", DEVICE_NOT_FOR_AGE soon",
                "200 q4"),
            order(
                "a pen on the second birthday",
                toddler("2023-06-16").orderSelect(draft(PEN_200)),
                MET,
                START,
                "200 q4"),
            order(
                "the 100 mg syringe",
                toddler("2024-04-16").orderSelect(draft(SYRINGE_100)),
                MET,
                START + ", STRENGTH_NOT_FOR_AD soon, " + LIVE,
                "200 q4"),
            order(
                "two orders at once are both completed",
                eligible().orderSelect(draft(INGREDIENT), draft(PEN_200)),
                MET,
                START,
                ADULT + "; " + ADULT))
        .map(Story::test);
  }

  @Test
  void aPenUnderTwoYearsBecomesASyringeAndOneFromTwoYearsStays() {
    assertThat(products(toddler("2023-10-16").orderSelect(draft(PEN_200))))
        .containsExactly(SYRINGE_200);
    assertThat(products(toddler("2023-06-16").orderSelect(draft(PEN_200))))
        .containsExactly(PEN_200);
  }

  @Test
  void twoOrdersKeepTheirIdsAndMembers() {
    Answer answer =
        Engine.us()
            .ask(
                eligible()
                    .orderSelect(
                        draft(INGREDIENT).id("first").with("note", "[{'text':'before noon'}]"),
                        draft(INGREDIENT).id("second"),
                        draft(AMOXICILLIN).id("other")));

    assertThat(answer.orders())
        .extracting(order -> order.get("id").stringValue())
        .containsExactlyInAnyOrder("first", "second");
    JsonNode first =
        answer.orders().stream()
            .filter(order -> order.get("id").stringValue().equals("first"))
            .findFirst()
            .orElseThrow();
    assertThat(first.at("/note/0/text").stringValue()).isEqualTo("before noon");
    assertThat(first.at("/requester/reference").stringValue()).isEqualTo("Practitioner/derm");
    assertThat(first.get("status").stringValue()).isEqualTo("draft");
  }

  @Test
  void anOrderForAnotherIndicationGetsNoVerdictAndNoDose() {
    Answer answer = Engine.us().ask(adultOrderingFor(EOSINOPHILIC_OESOPHAGITIS, eligible()));

    assertThat(answer.verdicts("us-label")).isEmpty();
    assertThat(answer.doses()).isEmpty();
    assertThat(answer.alerts()).contains("INDICATION_NOT_AD info");
  }

  @Test
  void safetyStillAppliesToAnotherIndication() {
    Person allergic = eligible().having(allergy("active", "confirmed"));
    Answer answer = Engine.us().ask(adultOrderingFor(EOSINOPHILIC_OESOPHAGITIS, allergic));

    assertThat(answer.verdicts("us-label")).isEmpty();
    assertThat(answer.alerts())
        .contains("INDICATION_NOT_AD info", "CONTRAINDICATION_HYPERSENSITIVITY urgent");
  }

  @Test
  void anotherIndicationOnRecordAndNoDermatitisIsNotAboutDermatitis() {
    Person asthmatic = anyone("1981-05-05").having(condition("asthma", "195967001"));
    Answer answer = Engine.us().ask(asthmatic.orderSelect(draft(INGREDIENT)));

    assertThat(answer.verdicts("us-label")).isEmpty();
    assertThat(answer.doses()).isEmpty();
    assertThat(answer.alerts()).contains("INDICATION_NOT_AD info");
  }

  @Test
  void ordersOfOtherDrugsAreNoneOfOurBusiness() {
    assertThat(Engine.us().ask(eligible().orderSelect(draft(AMOXICILLIN))).cards()).isEmpty();
  }

  @Test
  void draftsThatWereNotSelectedAreLeftAlone() {
    ObjectNode request = eligible().orderSelect(draft(INGREDIENT));
    ((ObjectNode) request.get("context")).putArray("selections").add("MedicationRequest/none");

    assertThat(Engine.us().ask(request).cards()).isEmpty();
  }

  private static ObjectNode adultOrderingFor(String code, Person person) {
    Resource order = draft(INGREDIENT);
    order.json().putArray("reasonCode").add(concept(SCT, code));
    return person.orderSelect(order);
  }

  private static List<String> products(ObjectNode request) {
    return Engine.us().ask(request).orders().stream()
        .map(o -> o.at("/medicationCodeableConcept/coding/0/code").stringValue())
        .toList();
  }

  private static Person eligible() {
    return adult().scored(easi("19.4"));
  }

  private static Person toddler(String birthDate) {
    return born(birthDate).weighing("11.2 kg").scored(viga("3"));
  }
}
