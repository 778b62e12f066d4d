package cds.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import cds.web.page.ShownFinding.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page says about the data of a request. */
class ReceivedDataTests {

  private final Map<String, String> templates = new LinkedHashMap<>();

  @Test
  void everyWayOfSendingNothingIsToldApart() {
    templates.put("patient", "Patient/{{context.patientId}}");
    templates.put("observations", "Observation?patient={{context.patientId}}");
    templates.put("conditions", "Condition?patient={{context.patientId}}");
    templates.put("allergies", "AllergyIntolerance?patient={{context.patientId}}");
    templates.put("immunizations", "Immunization?patient={{context.patientId}}");

    assertThat(
            of(
                """
                {'prefetch': {'patient': {'resourceType': 'Patient', 'id': 'p'},
                  'observations': {'resourceType': 'Bundle', 'entry': []}, 'conditions': null,
                  'allergies': {'resourceType': 'OperationOutcome'}, 'labs': {}}}\
                """,
                "Patient/p"))
        .containsExactly(
            new ReceivedData("patient", "1 resource", List.of("Patient/p"), 0),
            new ReceivedData("observations", "nothing on record", List.of(), 0),
            new ReceivedData("conditions", "nothing on record (null)", List.of(), 0),
            new ReceivedData("allergies", "an error: unknown, never “none”", List.of(), 0),
            new ReceivedData("immunizations", "not sent", List.of(), 0),
            new ReceivedData("labs", "sent, but not read by this service", List.of(), 0));
  }

  @Test
  void whatDecidedIsTakenFromTheAnswer() {
    templates.put("observations", "Observation?patient={{context.patientId}}");
    templates.put("medications", "MedicationRequest?patient={{context.patientId}}");

    assertThat(
            of(
                """
                {'context': {'draftOrders': {'resourceType': 'Bundle', 'entry': [
                   {'resource': {'resourceType': 'MedicationRequest', 'id': 'd'}}]}},
                 'prefetch': {'observations': {'resourceType': 'Bundle', 'entry': [
                   {'resource': {'resourceType': 'Observation', 'id': 'a'}},
                   {'resource': {'resourceType': 'Observation', 'id': 'b'}},
                   {'fullUrl': 'urn:x'}]}}}\
                """,
                "Observation/b",
                "MedicationRequest/fetched",
                "MedicationRequest/d"))
        .containsExactly(
            new ReceivedData("context.draftOrders", "1 entry", List.of("MedicationRequest/d"), 0),
            new ReceivedData("observations", "3 entries", List.of("Observation/b"), 2),
            new ReceivedData(
                "medications", "not sent; fetched", List.of("MedicationRequest/fetched"), 0));
  }

  private List<ReceivedData> of(String request, String... cited) {
    List<Said> because = List.of(cited).stream().map(where -> new Said(where, "")).toList();
    ShownFinding finding =
        new ShownFinding("C", "info", "", List.of(), because, List.of(), "r", "1", List.of());
    ShownCard card =
        new ShownCard(
            "info", "", "", "", "", "", "", List.of(), "", List.of(), List.of(), List.of(finding));
    return ReceivedData.of(templates, Json.quoted(request), List.of(card));
  }
}
