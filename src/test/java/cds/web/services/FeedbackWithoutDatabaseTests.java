package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import cds.web.HttpCalls;
import cds.web.TestServer;
import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** A report that cannot be kept is never answered with 200. */
@DirtiesContext
@SpringBootTest(
    properties = "cds.record.mode=strict",
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT)
class FeedbackWithoutDatabaseTests {

  @LocalServerPort private int port;
  @Autowired private HikariDataSource database;

  @Test
  @Requirement("FB-8")
  void aDatabaseThatIsAwayIs503AndSaysWhenToTryAgain() {
    HttpCalls server = new HttpCalls(port);
    String body =
        """
        {"feedback":[{"card":"c1","outcome":"overridden",
          "outcomeTimestamp":"2025-06-16T12:00:00Z"}]}\
        """;
    assertThat(server.send(server.post("view/feedback", body)).statusCode()).isEqualTo(200);
    database.close();

    HttpResponse<String> answer = server.send(server.post("view/feedback", body));

    HttpCalls.assertOutcome(answer, 503, "transient", "try again later");
    assertThat(answer.headers().firstValue("Retry-After")).contains("30");
  }
}
