package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import cds.conformance.Conversations.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** CDS Hooks 2.0.1, "Use of JSON", "Extensions" and "Cross-Origin Resource Sharing". */
@RunningService
class TransportConformanceTests {

  /** No comments, no trailing commas: strict unless told otherwise. */
  private static final JsonMapper STRICT = JsonMapper.builder(new JsonFactory()).build();

  @LocalServerPort private int port;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
  }

  @Test
  @Requirement({"JSON-1", "JSON-5", "I-1"})
  void everySuccessIsStrictJsonAndSaysSo() {
    List<HttpResponse<String>> replies = new ArrayList<>();
    replies.add(wire.get("/cds-services"));
    Conversations.with(wire).all().stream().map(Exchange::reply).forEach(replies::add);

    assertThat(replies).hasSizeGreaterThan(10);
    assertThat(replies)
        .allSatisfy(
            reply -> {
              assertThat(reply.statusCode()).isEqualTo(200);
              assertThat(Wire.contentType(reply)).isEqualTo("application/json");
              assertThat(STRICT.readTree(reply.body()).isObject()).isTrue();
            });
  }

  @Test
  @Requirement({"JSON-1", "I-1"})
  void aBodyThatIsNotJsonIsRefused() {
    for (String type : List.of("text/plain", "application/xml", "text/html")) {
      assertThat(
              wire.send("POST", "/cds-services/dupilumab-refill", "{}", "Content-Type", type)
                  .statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  @Requirement({"JSON-3", "JSON-4", "I-3"})
  void nothingIsNullOrEmptyButAListOfCards() {
    List<String> empty = new ArrayList<>();
    empty.addAll(emptyMembers("", Json.read(wire.get("/cds-services").body())));
    int silent = 0;
    for (Exchange exchange : Conversations.with(wire).all()) {
      List<String> found = emptyMembers("", exchange.answer());
      silent += found.remove("/cards") ? 1 : 0;
      empty.addAll(found);
    }

    assertThat(empty).isEmpty();
    assertThat(silent).as("answers that say nothing were seen").isPositive();
  }

  /** The check above can fail. */
  @Test
  void everyKindOfEmptinessIsFound() {
    assertThat(
            emptyMembers("", Json.quoted("{'a':null,'b':'','c':[],'d':{},'e':[{'f':[]}],'g':0}")))
        .containsExactly("/a", "/b", "/c", "/d", "/e/0/f");
  }

  @Test
  @Requirement({"EXT-1", "I-214", "I-215"})
  void extensionsAreObjectsNamedByAReversedDomain() {
    List<JsonNode> extensions =
        Conversations.with(wire).cards().stream().map(card -> card.path("extension")).toList();

    assertThat(extensions).hasSizeGreaterThan(5);
    assertThat(extensions)
        .allSatisfy(
            extension -> {
              assertThat(extension.isObject()).isTrue();
              assertThat(extension.propertyNames())
                  .isNotEmpty()
                  .allMatch(name -> name.matches("[a-z]{2,}(\\.[a-z0-9-]+)+"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cds-services",
        "/cds-services/dupilumab-eligibility",
        "/cds-services/dupilumab-eligibility/feedback"
      })
  @Requirement({"SEC-12", "I-208"})
  void aBrowserMayAskWithoutATokenWhetherItMayCall(String path) throws IOException {
    String reply =
        raw(
            "OPTIONS " + path + " HTTP/1.1",
            "Origin: http://localhost:8081",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization, content-type");

    assertThat(reply)
        .startsWith("HTTP/1.1 200")
        .contains(
            "Access-Control-Allow-Origin: http://localhost:8081\r\n",
            "Access-Control-Allow-Headers: authorization, content-type\r\n");
  }

  /** Without the header on the answer itself a page cannot read what it was sent. */
  @Test
  @Requirement({"SEC-12", "I-208"})
  void aBrowserMayReadTheAnswer() throws IOException {
    assertThat(raw("GET /cds-services HTTP/1.1", "Origin: http://localhost:8081"))
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: http://localhost:8081\r\n");
  }

  private static List<String> emptyMembers(String place, JsonNode node) {
    List<String> empty = new ArrayList<>();
    if (node.isNull() || node.isString() && node.asString().isEmpty()) {
      empty.add(place);
    } else if (node.isContainer() && node.isEmpty()) {
      empty.add(place);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        empty.addAll(emptyMembers(place + "/" + member.getKey(), member.getValue()));
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        empty.addAll(emptyMembers(place + "/" + i, node.get(i)));
      }
    }
    return empty;
  }

  /** Java's client does not let a caller set an Origin. */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      String head = String.join("\r\n", lines) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
