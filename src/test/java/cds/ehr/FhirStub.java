package cds.ehr;

import cds.acceptance.Json;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A FHIR server of one patient: {@code POST {type}/_search} by patient or _id, nothing else. */
final class FhirStub implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> resources = new ArrayList<>();

  /** Holds the resources that are in the prefetch of a request. */
  FhirStub(ObjectNode request) {
    for (JsonNode value : request.path("prefetch")) {
      if (value.has("entry")) {
        value.get("entry").forEach(entry -> resources.add(entry.get("resource")));
      } else if (!value.path("resourceType").asString("").equals("Bundle")) {
        resources.add(value);
      }
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/fhir/", this::answer);
    server.start();
  }

  /** Its base address. */
  String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String[] path = exchange.getRequestURI().getPath().split("/");
    boolean search =
        exchange.getRequestMethod().equals("POST") && path[path.length - 1].equals("_search");
    // A token that the client could not resolve is sent on all the same, URL-encoded.
    boolean unresolved = query.contains("%7B%7B") || query.contains("{{");
    byte[] body = Json.line(found(path[2], query)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(!search ? 405 : unresolved ? 400 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ObjectNode found(String type, String query) {
    ObjectNode bundle = Json.object().put("resourceType", "Bundle").put("type", "searchset");
    String patient = query.replaceFirst("(?s).*(?:patient|_id)=([^&]*).*", "$1");
    List<JsonNode> found =
        resources.stream()
            .filter(resource -> resource.path("resourceType").asString("").equals(type))
            .filter(resource -> isOf(resource, patient))
            .toList();
    bundle.put("total", found.size());
    found.forEach(r -> bundle.withArray("entry").addObject().set("resource", r));
    return bundle;
  }

  private static boolean isOf(JsonNode resource, String patient) {
    return resource.path("id").asString("").equals(patient)
        || resource.at("/subject/reference").asString("").equals("Patient/" + patient)
        || resource.at("/patient/reference").asString("").equals("Patient/" + patient);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
