package cds.fhir.access;

import cds.cdshooks.FhirAccess;
import cds.chart.DataKind;
import cds.fhir.FhirTerms;
import cds.fhir.Prefetch;
import cds.fhir.StrictJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A call for patient p, whose service asks for some kinds of data. */
final class Call {

  static final String TOKEN = "abc.DEF-123";

  private final Map<DataKind, String> templates = new LinkedHashMap<>();
  private final ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
  private final List<ObjectNode> orders = new ArrayList<>();
  private FhirTerms terms;
  private String server;
  private String token = TOKEN;
  private String type = "Bearer";
  private Long expiresIn = 300L;
  private String scope = "";
  private String subject = "us";
  private String patient = "p";

  private Call(String server, FhirTerms terms) {
    this.server = server;
    this.terms = terms;
  }

  /** A call whose client has this server, and may have it asked. */
  static Call to(ScriptedServer server) {
    return to(server.base());
  }

  static Call to(String server) {
    return new Call(server, new FhirTerms(List.of(URI.create(server)), "", false));
  }

  Call asking(DataKind... kinds) {
    for (DataKind kind : kinds) {
      templates.put(
          kind,
          kind == DataKind.PATIENT
              ? "Patient/{{context.patientId}}"
              : kind.resourceType() + "?patient={{context.patientId}}");
    }
    return this;
  }

  Call template(DataKind kind, String template) {
    templates.put(kind, template);
    return this;
  }

  /** Names another server than the one that may be asked. */
  Call naming(String other) {
    server = other;
    return this;
  }

  Call terms(FhirTerms others) {
    terms = others;
    return this;
  }

  Call token(String value) {
    token = value;
    return this;
  }

  Call type(String value) {
    type = value;
    return this;
  }

  Call expiresIn(Long seconds) {
    expiresIn = seconds;
    return this;
  }

  Call scope(String value) {
    scope = value;
    return this;
  }

  Call subject(String value) {
    subject = value;
    return this;
  }

  Call patient(String value) {
    patient = value;
    return this;
  }

  Call prefetched(DataKind kind, String json) {
    asking(kind);
    prefetch.set(kind.key(), json.equals("null") ? null : read(json));
    return this;
  }

  Call ordered(String json) {
    orders.add(read(json));
    return this;
  }

  Wanted wanted() {
    return new Wanted(
        "p",
        templates,
        Prefetch.of(prefetch),
        orders,
        new FhirAccess(server, token, type, expiresIn, scope, subject, patient),
        terms);
  }

  static ObjectNode read(String json) {
    return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A searchset of these resources. */
  static String bundle(String... resources) {
    return paged(null, resources);
  }

  /** A searchset whose next page is elsewhere. */
  static String paged(String next, String... resources) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\","
        + (next == null ? "" : "\"link\":[{\"relation\":\"next\",\"url\":\"" + next + "\"}],")
        + "\"entry\":["
        + Stream.of(resources).map(r -> "{\"resource\":" + r + "}").collect(Collectors.joining(","))
        + "]}";
  }

  static String resource(String type, String id) {
    return "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\"}";
  }

  /** A resource that refers to a Medication. */
  static String referring(String type, String id, String reference) {
    return "{\"resourceType\":\"%s\",\"id\":\"%s\",\"medicationReference\":{\"reference\":\"%s\"}}"
        .formatted(type, id, reference);
  }
}
