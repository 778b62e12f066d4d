package cds.web;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.wire.WireJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** Calls a running server as a CDS Hooks client does. */
public final class HttpCalls {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final int port;

  public HttpCalls(int port) {
    this.port = port;
  }

  public static String call(String patientId, String userId) {
    return """
    {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
     "context":{"patientId":"%s","userId":"%s"}}\
    """
        .formatted(patientId, userId);
  }

  public HttpRequest get(String path) {
    return HttpRequest.newBuilder(uri(path)).build();
  }

  public HttpRequest post(String service, String body) {
    return post(service, body, "application/json");
  }

  public HttpRequest post(String service, String body, String contentType) {
    return HttpRequest.newBuilder(uri("/cds-services/" + service))
        .header("Content-Type", contentType)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Chunked: the size is not announced. */
  public HttpRequest streamed(String body) {
    return HttpRequest.newBuilder(uri("/cds-services/view"))
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
        .build();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Sends it while the caller goes on. */
  public CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
    return CLIENT.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  public static void assertOutcome(
      HttpResponse<String> response, int status, String code, String sentence) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(contentType(response)).isEqualTo("application/fhir+json");
    JsonNode issue = outcome(response);
    assertThat(issue.get("severity").stringValue()).isEqualTo("error");
    assertThat(issue.get("code").stringValue()).isEqualTo(code);
    assertThat(issue.get("diagnostics").stringValue()).contains(sentence);
  }

  public static JsonNode outcome(HttpResponse<String> response) {
    JsonNode outcome = WireJson.read(response.body().getBytes(StandardCharsets.UTF_8));
    assertThat(outcome.get("resourceType").stringValue()).isEqualTo("OperationOutcome");
    assertThat(outcome.get("issue")).hasSize(1);
    return outcome.get("issue").get(0);
  }

  public static String contentType(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("none");
  }
}
