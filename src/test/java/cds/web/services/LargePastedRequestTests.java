package cds.web.services;

import static org.assertj.core.api.Assertions.assertThat;

import cds.web.HttpCalls;
import cds.web.TestServer;
import cds.web.start.CdsProperties;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = TestServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LargePastedRequestTests {

  @LocalServerPort private int port;
  @Autowired private CdsProperties properties;

  /** More of them than there are places for large requests. */
  @Test
  void aLargeRequestGivesItsPlaceBack() {
    HttpCalls http = new HttpCalls(port);
    String call = HttpCalls.call("1", "Practitioner/1");
    String large =
        call.substring(0, call.lastIndexOf('}'))
            + ",\"padding\":\""
            + "x".repeat(Math.toIntExact(LargeBodies.LARGE.toBytes()))
            + "\"}";
    HttpRequest form =
        HttpRequest.newBuilder(http.uri("/try"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(
                BodyPublishers.ofString(
                    "service=view&request=" + URLEncoder.encode(large, StandardCharsets.UTF_8)))
            .build();

    for (int i = 0; i <= properties.largeBodiesAtOnce(); i++) {
      assertThat(http.send(form).body()).contains("for 1 é");
    }
  }
}
