package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cdshooks.CdsService;
import cds.conformance.Requirement;
import cds.decide.Caller;
import cds.web.FakeDecisions;
import cds.web.HttpCalls;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The edge over rules that know no service. */
@SpringBootTest(
    classes = {TestServer.class, NoServicesTests.Nothing.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class NoServicesTests {

  @LocalServerPort private int port;

  /** No stereotype, so that no scan finds it. */
  static class Nothing {

    @Bean
    @Primary
    FakeDecisions none() {
      return new FakeDecisions() {
        @Override
        public List<CdsService> services(Caller caller) {
          return List.of();
        }
      };
    }
  }

  @Test
  @Requirement("DISC-3")
  void discoveryIsAnEmptyListAndNothingCanBeCalled() {
    HttpCalls http = new HttpCalls(port);
    HttpResponse<String> discovery = http.send(http.get("/cds-services"));

    assertThat(discovery.statusCode()).isEqualTo(200);
    assertThat(discovery.body()).isEqualTo("{\"services\":[]}");
    HttpCalls.assertOutcome(
        http.send(http.post("view", HttpCalls.call("p1", "Practitioner/1"))),
        404,
        "not-found",
        "no such service");
  }
}
