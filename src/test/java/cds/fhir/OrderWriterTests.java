package cds.fhir;

import static cds.fhir.Fixtures.object;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import cds.chart.ProposedOrder;
import cds.chart.ProposedOrder.Code;
import cds.chart.ProposedOrder.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class OrderWriterTests {

  private static final ProposedOrder ORDER =
      new ProposedOrder(
          null,
          new Code("urn:rx", "10", "x 300 MG"),
          new Code("urn:c", "444", "under the skin"),
          List.of(
              new Step(new BigDecimal("6E+2"), true, 0, LocalDate.of(2025, 6, 16), "600 mg once"),
              new Step(
                  new BigDecimal("300.0"), false, 2, LocalDate.of(2025, 6, 30), "then 300 mg")));

  private static final String CONCEPT =
      """
      {"coding":[{"system":"urn:rx","code":"10","display":"x 300 MG"}],"text":"x 300 MG"}""";

  private static final String ROUTE =
      """
      {"coding":[{"system":"urn:c","code":"444","display":"under the skin"}],"text":"under the skin"}""";

  private static final String DOSAGE =
      """
      [{"sequence":1,"text":"600 mg once","timing":{"repeat":{"boundsPeriod":{"start":"2025-06-16"},"count":1}},\
      "route":%s,"doseAndRate":[{"doseQuantity":{"value":600,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]},\
      {"sequence":2,"text":"then 300 mg","timing":{"repeat":{"boundsPeriod":{"start":"2025-06-30"},"frequency":1,"period":2,"periodUnit":"wk"}},\
      "route":%s,"doseAndRate":[{"doseQuantity":{"value":300,"unit":"mg","system":"http://unitsofmeasure.org","code":"mg"}}]}]"""
          .formatted(ROUTE, ROUTE);

  private final OrderWriter writer = new OrderWriter();

  @Test
  void aNewOrderIsADraftWithoutId() {
    ObjectNode created = writer.create(ORDER, "p");
    assertThat(created.toString())
        .isEqualTo(
            """
            {"resourceType":"MedicationRequest","status":"draft","intent":"order",\
            "medicationCodeableConcept":%s,"subject":{"reference":"Patient/p"},"dosageInstruction":%s}"""
                .formatted(CONCEPT, DOSAGE));
    assertThat(writer.create(ORDER, "Patient/p")).isEqualTo(created);
  }

  @Test
  void anUpdateKeepsTheClientsOrderMemberForMember() {
    ObjectNode client =
        object(
            """
            {"resourceType": "MedicationRequest", "id": "d", "dosageInstruction": [{"text": "old"}], "x": {"y": [1]},
             "medicationReference": {"reference": "#m"}, "status": "draft", "subject": {"reference": "Patient/p"}, "intent": "plan"}""");
    String before = client.toString();
    ObjectNode updated = writer.update(client, ORDER);
    assertThat(updated.toString())
        .isEqualTo(
            """
            {"resourceType":"MedicationRequest","id":"d","dosageInstruction":%s,"x":{"y":[1]},\
            "medicationCodeableConcept":%s,"status":"draft","subject":{"reference":"Patient/p"},"intent":"plan"}"""
                .formatted(DOSAGE, CONCEPT));
    ((ObjectNode) updated.get("x")).put("changed", true);
    assertThat(client.toString()).isEqualTo(before);
  }

  @Test
  void anUpdateAddsWhatIsAbsentAtTheEnd() {
    ObjectNode updated =
        writer.update(object("{\"resourceType\": \"MedicationRequest\", \"intent\": null}"), ORDER);
    assertThat(updated.toString())
        .isEqualTo(
            """
            {"resourceType":"MedicationRequest","intent":"order","medicationCodeableConcept":%s,"dosageInstruction":%s}"""
                .formatted(CONCEPT, DOSAGE));
    assertThat(writer.update(object("{}"), ORDER).path("intent").asString()).isEqualTo("order");
  }

  @Test
  void bothFormsOfTheDrugBecomeOne() {
    ObjectNode updated =
        writer.update(
            object(
                """
                {"medicationCodeableConcept": {"text": "a"}, "medicationReference": {"reference": "#m"}}"""),
            ORDER);
    assertThat(updated.has("medicationReference")).isFalse();
    assertThat(updated.path("medicationCodeableConcept").toString()).isEqualTo(CONCEPT);
  }

  @Test
  void fractionsStayExact() {
    ProposedOrder order =
        new ProposedOrder(
            null,
            ORDER.product(),
            ORDER.route(),
            List.of(new Step(new BigDecimal("0.50"), true, 0, LocalDate.of(2025, 6, 16), "x")));
    assertThat(writer.create(order, "p").toString()).contains("\"value\":0.5,");
  }

  @Test
  void hapiReadsTheOrderWithoutAFault() {
    MedicationRequest parsed =
        FhirContext.forR4Cached()
            .newJsonParser()
            .setParserErrorHandler(new StrictErrorHandler())
            .parseResource(MedicationRequest.class, writer.create(ORDER, "p").toString());
    assertThat(parsed.getDosageInstruction()).hasSize(2);
    assertThat(parsed.getDosageInstruction().get(0).getTiming().getRepeat().getCount())
        .isEqualTo(1);
    assertThat(
            parsed
                .getDosageInstruction()
                .get(1)
                .getDoseAndRateFirstRep()
                .getDoseQuantity()
                .getValue())
        .isEqualByComparingTo("300");
  }

  @Test
  void theReaderReadsWhatTheWriterWrote() {
    ObjectNode created = writer.create(ORDER, "p");
    cds.chart.Medication read = Fixtures.request().order(created.toString()).read().orders().get(0);
    assertThat(read.classes()).containsExactly("product-x");
    assertThat(read.dosage()).hasSize(2);
    assertThat(read.dosage().get(0).count()).isEqualTo(1);
    assertThat(read.dosage().get(1).intervalWeeks()).isEqualByComparingTo("2");
    assertThat(read.dosage().get(1).start()).isEqualTo(LocalDate.of(2025, 6, 30));
  }
}
