package cds.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import cds.Application;
import cds.acceptance.Json;
import cds.acceptance.Server;
import cds.acceptance.Server.Reply;
import cds.conformance.Requirement;
import cds.web.WireCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.ObjectNode;

/** Every saved request of others, sent to every service. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
@Requirement({"REQ-2", "REQ-6", "REQ-10", "PRE-2", "PRE-4", "PRE-5", "JSON-6"})
class CorpusTests {

  /** Nothing to do with speed: what has not answered by then hangs. */
  private static final Duration HANG = Duration.ofSeconds(60);

  @LocalServerPort private int port;

  @Test
  void everySavedRequestIsInTheTable() throws IOException {
    try (Stream<Path> walk = Files.walk(SavedRequest.FOLDER)) {
      List<String> files =
          walk.map(file -> SavedRequest.FOLDER.relativize(file).toString())
              .filter(file -> file.endsWith(".json") && file.contains("request"))
              .map(file -> file.replace(".json", ""))
              .toList();

      assertThat(SavedRequest.all())
          .extracting(SavedRequest::name)
          .containsExactlyInAnyOrderElementsOf(files);
    }
  }

  @TestFactory
  List<DynamicTest> asItIs() throws IOException {
    return SavedRequest.all().stream()
        .map(r -> test(r.name(), () -> assertAnswers(r.body(), r.asItIs())))
        .toList();
  }

  @TestFactory
  List<DynamicTest> underOurKeys() throws IOException {
    return SavedRequest.all().stream()
        .map(r -> test(r.name(), () -> assertAnswers(r.bodyUnderOurKeys(), r.underOurKeys())))
        .toList();
  }

  @FunctionalInterface
  private interface Check {
    void run() throws IOException;
  }

  private static DynamicTest test(String name, Check check) {
    return DynamicTest.dynamicTest(name, () -> assertTimeoutPreemptively(HANG, check::run));
  }

  private void assertAnswers(ObjectNode body, List<String> expected) {
    String hook = body.get("hook").stringValue();
    for (Map.Entry<String, List<String>> services : SavedRequest.SERVICES.entrySet()) {
      for (String service : services.getValue()) {
        String answer =
            services.getKey().equals(hook)
                ? SavedRequest.expected(expected, services.getValue().indexOf(service))
                : "400 " + hook;
        assertAnswer(service, new Server(port).post(service, body), answer.split(" ", 2));
      }
    }
  }

  private static void assertAnswer(String service, Reply reply, String[] expected) {
    assertThat(reply.status())
        .as(service + ": " + reply.body())
        .isEqualTo(Integer.parseInt(expected[0]));
    if (reply.status() == 200) {
      assertThat(WireCheck.violations(Json.read(reply.body()))).as(reply.body()).isEmpty();
    } else {
      assertThat(reply.diagnostics()).as(service).contains(expected[1]);
    }
  }
}
