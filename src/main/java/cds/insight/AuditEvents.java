package cds.insight;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a decision as an AuditEvent (FHIR R4): who asked, about whom, what was looked at. */
final class AuditEvents {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  /** Refused: what was sent could not be answered. Failed: we could not answer. */
  private static final Map<String, String> OUTCOMES = Map.of("refused", "4", "failed", "8");

  private AuditEvents() {}

  /** The resource on one line. */
  static String line(PastDecision decision) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("resourceType", "AuditEvent");
    event.put("id", decision.id());
    coding(event.putObject("type"), TERMINOLOGY + "audit-event-type", "rest", "RESTful Operation");
    coding(
        event.putArray("subtype").addObject(),
        "http://hl7.org/fhir/restful-interaction",
        "operation",
        "operation");
    event.put("action", "E");
    event.put("recorded", decision.at().toString());
    event.put("outcome", OUTCOMES.getOrDefault(decision.outcome(), "0"));
    event.put("outcomeDesc", decision.outcome() + ", " + decision.cards() + " cards");
    agents(event, decision);
    source(event, decision);
    entities(event, decision);
    return JSON.writeValueAsString(event);
  }

  private static void agents(ObjectNode event, PastDecision decision) {
    ObjectNode client = event.putArray("agent").addObject();
    client.putObject("who").put("display", decision.client());
    client.put("requestor", true);
    JsonNode user = decision.content().path("user");
    if (user.has("hash")) {
      ObjectNode agent = event.withArray("agent").addObject();
      hashed(agent.putObject("who"), user.path("key").asString(""), user.path("hash").asString(""));
      agent.put("requestor", false);
    }
  }

  private static void source(ObjectNode event, PastDecision decision) {
    ObjectNode source = event.putObject("source");
    String tenant = decision.tenant();
    if (tenant != null && !tenant.isBlank()) {
      source.put("site", tenant);
    }
    source
        .putObject("observer")
        .put("display", decision.replica().isEmpty() ? "unknown" : decision.replica());
  }

  private static void entities(ObjectNode event, PastDecision decision) {
    ObjectNode call = event.putArray("entity").addObject();
    call.put("name", decision.service());
    detail(call, "hook", decision.hook());
    detail(call, "hookInstance", decision.hookInstance());
    detail(call, "release", decision.release());
    for (JsonNode finding : decision.content().path("findings")) {
      detail(call, "finding", finding.path("code").asString(""));
    }
    String patient = decision.patient();
    if (patient != null) {
      ObjectNode entity = event.withArray("entity").addObject();
      hashed(
          entity.putObject("what"),
          decision.patientKey() == null ? "" : decision.patientKey(),
          patient);
      coding(entity.putObject("type"), TERMINOLOGY + "audit-entity-type", "1", "Person");
      coding(entity.putObject("role"), TERMINOLOGY + "object-role", "1", "Patient");
    }
    for (String reference : references(decision.content())) {
      ObjectNode entity = event.withArray("entity").addObject();
      entity.putObject("what").put("reference", reference);
      coding(entity.putObject("role"), TERMINOLOGY + "object-role", "4", "Domain Resource");
    }
  }

  /** Resources that data elements were taken from, or that decided; the patient is a hash. */
  private static Set<String> references(JsonNode content) {
    return Stream.concat(
            content
                .path("elements")
                .valueStream()
                .flatMap(element -> element.path("from").valueStream()),
            content
                .path("findings")
                .valueStream()
                .flatMap(finding -> finding.path("because").valueStream())
                .map(source -> source.path("resource")))
        .map(reference -> reference.asString(""))
        .filter(reference -> reference.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.\\-]{1,64}"))
        .filter(reference -> !reference.equals("Patient") && !reference.startsWith("Patient/"))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static void hashed(ObjectNode reference, String key, String hash) {
    ObjectNode identifier = reference.putObject("identifier");
    identifier.putObject("type").put("text", "keyed hash, key " + key);
    identifier.put("value", hash);
  }

  private static void detail(ObjectNode entity, String type, String value) {
    if (!value.isBlank()) {
      entity.withArray("detail").addObject().put("type", type).put("valueString", value);
    }
  }

  private static void coding(ObjectNode coding, String system, String code, String display) {
    coding.put("system", system).put("code", code).put("display", display);
  }
}
