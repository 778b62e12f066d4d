package cds.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Answer;
import cds.acceptance.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Calls the service as a page in a browser does: nothing is seen of an answer without CORS. */
record Browser(URI base, String origin, Signer signer) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  record Reply(int status, JsonNode json) {

    /** The answer of a successful call. */
    Answer answer() {
      assertThat(status).as(json.toString()).isEqualTo(200);
      return new Answer(json);
    }
  }

  JsonNode get(String path) {
    Reply reply = send(request(path).GET());
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  /** Asks first whether it may, then posts. */
  Reply post(String path, JsonNode body) {
    preflight(path);
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.line(body))));
  }

  private void preflight(String path) {
    HttpResponse<String> response =
        exchange(
            HttpRequest.newBuilder(base.resolve(path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(response.statusCode()).isBetween(200, 204);
    assertAllowed(response);
    String headers = response.headers().firstValue("Access-Control-Allow-Headers").orElse("");
    assertThat(headers.toLowerCase(Locale.ROOT)).contains("authorization", "content-type");
  }

  private HttpRequest.Builder request(String path) {
    URI address = base.resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Origin", origin);
    signer.token(address).ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  private Reply send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request.build());
    assertAllowed(response);
    return new Reply(response.statusCode(), Json.read(response.body()));
  }

  private void assertAllowed(HttpResponse<String> response) {
    String allowed = response.headers().firstValue("Access-Control-Allow-Origin").orElse("nobody");
    assertThat(allowed).as("CORS, also on refusals").isIn(origin, "*");
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
