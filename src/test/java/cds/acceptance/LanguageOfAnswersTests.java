package cds.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.language.Pseudo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A whole server whose rules speak a second language: who gets which, and how it is said. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class LanguageOfAnswersTests {

  private static final Path EXAMPLE = Path.of("src/test/resources/examples/eligible-adult");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir static Path folder;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void rules(DynamicPropertyRegistry registry) throws IOException {
    for (Map.Entry<String, String> text : Pseudo.texts().entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    registry.add("cds.rules", () -> folder.resolve("rules").toString());
  }

  private HttpResponse<String> ask(String... languages) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/cds-services/dupilumab-eligibility"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Files.readString(EXAMPLE.resolve("request.json"))));
    for (String language : languages) {
      request.header("Accept-Language", language);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-XA", "de;q=0.9, en-XA;q=0.8, en;q=0.1", "EN-xa", "en;q=0, en-XA"})
  void theHeaderChoosesTheLanguage(String header) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(header);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Content-Language")).containsExactly("en-XA");
    assertThat(String.join(",", answer.headers().allValues("Vary"))).contains("Accept-Language");
    assertThat(answer.body())
        .contains("18,4 óń 11.06.2025")
        .doesNotContain("18.4 on")
        .isEqualTo(ask(header).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"en", "de-AT, de", "*", "en-XA;q=0", "en, en-XA;q=0.5", ";;;", "en-XA;q=x"})
  void everybodyElseGetsEnglish(String header) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(header);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Content-Language")).containsExactly("en");
    assertThat(answer.body()).contains("18.4 on 2025-06-11").isEqualTo(ask().body());
  }

  @Test
  void severalHeadersAreOneList() throws IOException, InterruptedException {
    assertThat(ask("de", "en-XA").headers().allValues("Content-Language")).containsExactly("en-XA");
  }

  @Test
  void aHeaderThatIsFarTooLongIsNotRead() throws IOException, InterruptedException {
    assertThat(ask("en-XA" + ", de".repeat(300)).headers().allValues("Content-Language"))
        .containsExactly("en");
  }

  @Test
  void codesAndIdsAreTheSameInEveryLanguage() throws IOException, InterruptedException {
    JsonNode english = Json.read(ask("en").body()).get("cards").get(0);
    JsonNode other = Json.read(ask("en-XA").body()).get("cards").get(0);

    for (String place :
        new String[] {
          "/uuid",
          "/indicator",
          "/source/label",
          "/source/topic/code",
          "/overrideReasons/0/code",
          "/suggestions/0/actions/0/resource/medicationCodeableConcept",
          "/suggestions/0/actions/0/resource/dosageInstruction/0/doseAndRate",
          "/extension/io.github.dupilumab-cds/findings/0/reasons",
          "/extension/io.github.dupilumab-cds/findings/0/evidence"
        }) {
      assertThat(english.at(place).isMissingNode()).as(place).isFalse();
      assertThat(other.at(place)).as(place).isEqualTo(english.at(place));
    }
  }
}
