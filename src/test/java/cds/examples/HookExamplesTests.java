package cds.examples;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Json;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whole requests and the whole responses to them, in folders named by the boundary they show. After
 * a change that is meant, {@code mvn test -Dtest=HookExamplesTests -Dexamples.write=true} rewrites
 * the responses: read the difference before committing it. The hash of the release is masked, since
 * every edit of a rule changes it.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class HookExamplesTests {

  private static final Path FOLDER = Path.of("src/test/resources/examples");

  @LocalServerPort private int port;

  @TestFactory
  List<DynamicTest> everyRequestHasItsResponse() throws IOException {
    List<Path> examples;
    try (Stream<Path> folders = Files.list(FOLDER)) {
      examples = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(examples).hasSizeGreaterThanOrEqualTo(6);
    return examples.stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(folder.getFileName().toString(), () -> compare(folder)))
        .toList();
  }

  private void compare(Path folder) throws IOException {
    String request = Files.readString(folder.resolve("request.json"));
    boolean orders = Json.read(request).get("hook").stringValue().startsWith("order");
    Reply reply = new Server(port).post(orders ? Server.ORDER_SELECT : Server.ELIGIBILITY, request);
    assertThat(reply.status()).isEqualTo(200);
    String answered = Json.pretty(masked(Json.read(reply.body())));
    Path response = folder.resolve("response.json");
    if (Boolean.getBoolean("examples.write")) {
      Files.writeString(response, answered);
    }
    assertThat(answered).isEqualTo(Files.readString(response));
  }

  private static JsonNode masked(JsonNode response) {
    for (JsonNode card : response.get("cards")) {
      JsonNode explanation = card.at("/extension/io.github.dupilumab-cds");
      assertThat(explanation.get("release").stringValue()).matches("sha256:[0-9a-f]{64}");
      ((ObjectNode) explanation).put("release", "sha256:(of the release)");
    }
    return response;
  }
}
