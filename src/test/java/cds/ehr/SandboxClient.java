package cds.ehr;

import cds.acceptance.Json;
import cds.ehr.Browser.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Behaves as the official CDS Hooks sandbox was seen to: a page in a browser that prefetches by
 * {@code POST {type}/_search}, leaves out what it could not get, and sends drafts long before they
 * are orders.
 */
final class SandboxClient {

  private static final HttpClient FHIR = HttpClient.newHttpClient();
  private static final String DRAFT = "request-123";

  private final Browser browser;
  private final String fhir;
  private final String patient;

  SandboxClient(URI service, String fhir, String patient, Signer signer) {
    this.browser = new Browser(service, "http://localhost:8080", signer);
    this.fhir = fhir;
    this.patient = patient;
  }

  /** What the service offers. */
  JsonNode discover() {
    return browser.get("/cds-services").get("services");
  }

  /** The chart is opened. */
  Reply patientView(String service) {
    return call(service, "patient-view", null);
  }

  /** The draft was changed in the form; it is the one selected. */
  Reply orderSelect(ObjectNode draft) {
    return call("dupilumab-order-select", "order-select", draft);
  }

  /** "Sign Order" was clicked. */
  Reply orderSign(ObjectNode draft) {
    return call("dupilumab-order-sign", "order-sign", draft);
  }

  /** The draft before a drug is chosen: neither medication nor intent. */
  ObjectNode emptyDraft() {
    ObjectNode draft = Json.object().put("resourceType", "MedicationRequest").put("id", DRAFT);
    draft.put("status", "draft").putObject("subject").put("reference", "Patient/" + patient);
    return draft.put("authoredOn", "2025-06-16");
  }

  /** The draft after a drug was chosen from its list and a dose filled in. */
  ObjectNode chosenDraft(ObjectNode medication, int pills) {
    ObjectNode draft = emptyDraft();
    draft.putObject("category").put("text", "outpatient");
    draft.set("medicationCodeableConcept", medication);
    ObjectNode dosage = draft.putArray("dosageInstruction").addObject();
    dosage.putObject("timing").putObject("repeat").put("frequency", 1).put("period", 1);
    dosage
        .putArray("doseAndRate")
        .addObject()
        .putObject("doseQuantity")
        .put("value", pills)
        .put("system", "http://unitsofmeasure.org")
        .put("code", "{pill}");
    return draft;
  }

  /** A suggestion was clicked: its resource is the draft from now on, under the draft's id. */
  ObjectNode accept(JsonNode suggestion) {
    ObjectNode draft = (ObjectNode) suggestion.at("/actions/0/resource").deepCopy();
    return draft.put("id", DRAFT);
  }

  /** Tells what became of a card. */
  Reply feedback(String service, ObjectNode report) {
    ObjectNode body = Json.object();
    body.putArray("feedback").add(report);
    return browser.post("/cds-services/" + service + "/feedback", body);
  }

  private Reply call(String id, String hook, ObjectNode draft) {
    ObjectNode request = Json.object().put("hookInstance", UUID.randomUUID().toString());
    request.put("hook", hook).put("fhirServer", fhir);
    ObjectNode context = request.putObject("context");
    context.put("patientId", patient).put("userId", "Practitioner/COREPRACTITIONER1");
    if (draft != null) {
      if (hook.equals("order-select")) {
        context.putArray("selections").add("MedicationRequest/" + DRAFT);
      }
      ObjectNode orders = context.putObject("draftOrders").put("resourceType", "Bundle");
      orders.putArray("entry").addObject().set("resource", draft);
    }
    ObjectNode prefetch = request.putObject("prefetch");
    for (JsonNode service : discover()) {
      if (service.get("id").stringValue().equals(id)) {
        for (Map.Entry<String, JsonNode> template : service.get("prefetch").properties()) {
          search(template.getValue().stringValue())
              .ifPresent(value -> prefetch.set(template.getKey(), value));
        }
      }
    }
    return browser.post("/cds-services/" + id, request);
  }

  /** The resource of a read, the Bundle of a search; nothing when that fails. */
  private Optional<JsonNode> search(String template) {
    String resolved = template.replace("{{context.patientId}}", patient);
    boolean read = !resolved.contains("?");
    String[] parts = resolved.split(read ? "/" : "\\?", 2);
    String query = read ? "_id=" + parts[1] : parts[1];
    if (query.contains("{{")) {
      query = URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
    try {
      HttpResponse<String> response =
          FHIR.send(
              HttpRequest.newBuilder(URI.create(fhir + "/" + parts[0] + "/_search"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(query))
                  .build(),
              BodyHandlers.ofString());
      JsonNode bundle = Json.read(response.body());
      JsonNode value = read ? bundle.at("/entry/0/resource") : bundle;
      return response.statusCode() == 200 && !value.isMissingNode()
          ? Optional.of(value)
          : Optional.empty();
    } catch (IOException e) {
      throw new AssertionError("the FHIR stub does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
