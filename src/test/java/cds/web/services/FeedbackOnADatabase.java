package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import cds.insight.Comments;
import cds.web.Besides;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a client that sends feedback may rely on, whatever database is behind the service. */
@SpringBootTest(
    properties = "cds.record.mode=strict",
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class FeedbackOnADatabase {

  private static final String ACCEPTED =
      """
      {"feedback":[{"card":"c1","outcome":"accepted","acceptedSuggestions":[{"id":"s1"},{"id":"s2"}],
        "outcomeTimestamp":"2025-06-16T14:00:00+02:00"}]}\
      """;
  private static final String COMMENTED =
      """
      {"feedback":[{"card":"c1","outcome":"overridden","outcomeTimestamp":"2025-06-16T12:00:00Z",
        "overrideReason":{"reason":{"code":"other","system":"urn:x"},"userComment":"Jane's choice"}}]}\
      """;

  @LocalServerPort private int port;
  @Autowired private JdbcClient database;
  @Autowired private Comments comments;
  private HttpCalls server;

  @BeforeEach
  void startEmpty() {
    server = new HttpCalls(port);
    database.sql("delete from feedback").update();
  }

  @Test
  @Requirement({"I-148", "FB-1", "FB-3", "FB-4"})
  void whatWasAcceptedIsKept() {
    assertKept(send(ACCEPTED));

    assertThat(
            database
                .sql(
                    """
                    select client || '|' || service || '|' || card || '|' || outcome || '|'
                      || suggestion from feedback join feedback_suggestion
                      on feedback.id = feedback_suggestion.feedback order by suggestion
                    """)
                .query(String.class)
                .list())
        .containsExactly("loopback|view|c1|accepted|s1", "loopback|view|c1|accepted|s2");
    assertThat(
            database
                .sql(
                    "select count(*) from feedback"
                        + " where outcome_timestamp = timestamp with time zone"
                        + " '2025-06-16 12:00:00+00'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @Requirement("FB-5")
  void aCommentStandsInATableOfItsOwnAndCanBeDeletedAlone() {
    assertKept(send(COMMENTED));

    assertThat(texts("comment_text", "feedback_comment")).containsExactly("Jane's choice");
    assertThat(texts("override_reason_code", "feedback")).containsExactly("other");
    database.sql("delete from feedback_comment").update();
    assertThat(count("feedback")).isEqualTo(1);
  }

  @Test
  void theOldestCommentIsKnownUntilItIsDeleted() {
    assertKept(send(ACCEPTED));
    assertThat(comments.oldest()).isEmpty();

    assertKept(send(COMMENTED));
    Instant came = comments.oldest().orElseThrow();

    assertThat(comments.deleteBefore(came)).isZero();
    assertThat(comments.deleteBefore(came.plusMillis(1))).isEqualTo(1);
    assertThat(comments.oldest()).isEmpty();
  }

  @Test
  @Requirement({"FB-2", "FB-8"})
  void theSameReportAgainChangesNothing() {
    for (String body : List.of(ACCEPTED, COMMENTED, ACCEPTED, COMMENTED)) {
      assertKept(send(body));
    }
    assertThat(count("feedback")).isEqualTo(2);
    assertThat(count("feedback_suggestion")).isEqualTo(2);
    assertThat(count("feedback_comment")).isEqualTo(1);
    assertKept(server.send(feedback("select", ACCEPTED)));
    assertThat(count("feedback")).as("the same card of another service").isEqualTo(3);
  }

  @Test
  @Requirement("FB-8")
  void theSameReportManyTimesAtOnceIsOneRow() {
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 12)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(COMMENTED), Besides.EACH))
            .toList();

    calls.forEach(call -> assertKept(call.join()));
    assertThat(count("feedback")).isEqualTo(1);
    assertThat(count("feedback_comment")).isEqualTo(1);
  }

  @Test
  @Requirement("FB-5")
  void whatIsLongOrStrangeIsKept() {
    String strange =
        COMMENTED.replace("Jane's choice", "\\u0000 🩹 ' \\\" ü".repeat(1_000)).replace("c1", "🩹");

    assertKept(send(strange.replace("2025-06-16T12", "0001-01-01T00")));
    assertKept(send(strange.replace("2025-06-16T12", "9999-12-31T23")));
    assertKept(send(COMMENTED.replace("Jane's choice", "🩹".repeat(20_000))));
    assertThat(count("feedback_comment where shortened")).isEqualTo(1);
    assertThat(count("feedback")).isEqualTo(3);
  }

  @Test
  @Requirement("FB-3")
  void oneBadReportRefusesTheCallAndNothingOfItIsKept() {
    String body = ACCEPTED.replace("}]}", "},{\"card\":\"c2\",\"outcome\":\"ignored\"}]}");

    HttpCalls.assertOutcome(send(body), 400, "required", "feedback[1].outcomeTimestamp");
    assertThat(count("feedback")).isZero();
  }

  @Test
  @Requirement("FB-8")
  void anUnknownServiceIs404() {
    HttpCalls.assertOutcome(
        server.send(feedback("nothing", ACCEPTED)), 404, "not-found", "GET /cds-services");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ahrq-cql-services/feedback-feedback",
        "ahrq-cql-services/feedback-feedbackFor2",
        "sandbox-captures/feedback-accepted-1",
        "sandbox-captures/feedback-overridden-1",
        "spec-3.0.0-ballot/22-feedback-example-suggestion-accepted",
        "spec-3.0.0-ballot/23-feedback-example-overridden-guidance-without-overridereason",
        "spec-3.0.0-ballot/24-feedback-example-overridden-guidance-with-overridereason"
      })
  @Requirement({"I-148", "FB-1", "FB-2", "FB-8"})
  void theExamplesOfOthersAreKept(String example) throws IOException {
    assertKept(send(Files.readString(Path.of("src/test/resources/cds-hooks", example + ".json"))));
    assertThat(count("feedback")).isBetween(1L, 2L);
  }

  private HttpResponse<String> send(String body) {
    return server.send(feedback("view", body));
  }

  private HttpRequest feedback(String service, String body) {
    return server.post(service + "/feedback", body);
  }

  private static void assertKept(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{}");
    assertThat(HttpCalls.contentType(response)).isEqualTo("application/json");
  }

  private long count(String table) {
    return database.sql("select count(*) from " + table).query(Long.class).single();
  }

  private List<String> texts(String column, String table) {
    return database.sql("select " + column + " from " + table).query(String.class).list();
  }
}
