package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    classes = TestServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.time-limit=200ms")
class TimeLimitTests {

  @LocalServerPort private int port;
  @Autowired private FakeDecisions decisions;

  @Test
  void aDecisionThatTakesTooLongIsRefusedAndGivenUpNeverAnEmptyListOfCards() {
    HttpCalls http = new HttpCalls(port);
    HttpResponse<String> response =
        http.send(http.post("view", HttpCalls.call("waits", "Practitioner/1")));

    HttpCalls.assertOutcome(response, 503, "timeout", "nothing was checked");
    assertThat(response.body()).doesNotContain("cards");
    decisions.awaitGivenUp();
  }
}
