package cds.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The running service, called as a CDS client calls it. */
public final class Server {

  /** Path of the service that answers when a chart is opened. */
  public static final String ELIGIBILITY = "dupilumab-eligibility";

  /** Path of the service that answers when an order is selected. */
  public static final String ORDER_SELECT = "dupilumab-order-select";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final int port;

  /** Takes the port it listens on. */
  public Server(int port) {
    this.port = port;
  }

  /** What came back: status and text. */
  public record Reply(int status, String body) {

    /** The answer of a successful call. */
    public Answer answer() {
      return new Answer(Json.read(body));
    }

    /** What an OperationOutcome tells its reader to mend. */
    public String diagnostics() {
      return Json.read(body).at("/issue/0/diagnostics").asString("");
    }
  }

  /** Reads a page. */
  public Reply get(String path) {
    return send(request(path).GET().build());
  }

  /** Calls a service. */
  public Reply post(String service, JsonNode request) {
    return post(service, Json.line(request));
  }

  /** Calls a service with a text that may be anything. */
  public Reply post(String service, String body) {
    return send(
        request("/cds-services/" + service)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
