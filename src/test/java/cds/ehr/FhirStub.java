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
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A FHIR server of one patient: read, and search by patient or _id with GET or POST. */
final class FhirStub implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> resources = new ArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

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

  /** The Authorization headers that came, in order; {@code none} for a question without one. */
  List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(token == null ? "none" : token);
    String[] path = exchange.getRequestURI().getPath().split("/");
    boolean post = exchange.getRequestMethod().equals("POST");
    boolean read = !post && path.length == 4;
    String query =
        post
            ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            : read ? "_id=" + path[3] : exchange.getRequestURI().getRawQuery();
    // A token that the client could not resolve is sent on all the same, URL-encoded.
    boolean unresolved = query.contains("%7B%7B") || query.contains("{{");
    JsonNode found = found(path[2], query);
    JsonNode answer = read ? found.at("/entry/0/resource") : found;
    int status = unresolved ? 400 : answer.isMissingNode() ? 404 : 200;
    byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
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
