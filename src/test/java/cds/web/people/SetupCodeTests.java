package cds.web.people;

import static cds.web.people.Guest.PASSWORD;
import static cds.web.people.Guest.location;
import static org.assertj.core.api.Assertions.assertThat;

import cds.people.People;
import cds.web.Registry;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where others than this machine reach the service, the first administrator has read its log. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    classes = {TestServer.class, Registry.Network.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"cds.auth=jwt", "cds.public-base=" + Registry.BASE})
class SetupCodeTests {

  private static final Pattern CODE = Pattern.compile("with the code ([0-9a-f]{32})\\b");

  @TempDir static Path folder;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private FirstRun firstRun;

  @DynamicPropertySource
  static void registry(DynamicPropertyRegistry properties) {
    properties.add("cds.clients", () -> Registry.write(folder));
  }

  @Test
  void theCodeOfTheLogMakesTheFirstAdministrator(CapturedOutput log) {
    firstRun.announce();
    Matcher written = CODE.matcher(log.getAll());
    assertThat(written.find()).isTrue();
    String code = written.group(1);
    Guest guest = new Guest(port);
    assertThat(location(guest.get("/workbench/drafts"))).isEqualTo("/setup");

    for (String wrong : new String[] {"", "0".repeat(32), code.substring(1)}) {
      HttpResponse<String> refused = setUp(guest, wrong);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("not the code").doesNotContain(code);
    }
    assertThat(people.isEmpty()).isTrue();

    HttpResponse<String> made = setUp(guest, " " + code + " ");
    assertThat(location(made)).isEqualTo("/sign-in");
    assertThat(made.headers().allValues("Set-Cookie"))
        .allMatch(cookie -> cookie.contains("Secure"));
    assertThat(people.find("ann")).isPresent();
    assertThat(location(guest.get("/setup"))).isEqualTo("/sign-in");
    String before = log.getAll();
    firstRun.announce();
    assertThat(log.getAll()).isEqualTo(before);
  }

  /** Cookies of people open no service, and clients' services answer as before. */
  @Test
  void servicesStillNeedAToken() {
    Guest guest = new Guest(port);
    HttpResponse<String> services = guest.get("/cds-services");
    assertThat(services.statusCode()).isEqualTo(401);
    assertThat(services.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(services.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(guest.get("/").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> setUp(Guest guest, String code) {
    return guest.submit(
        "/setup",
        "/setup",
        "name",
        "ann",
        "shown",
        "Ann",
        "password",
        PASSWORD,
        "again",
        PASSWORD,
        "code",
        code);
  }
}
