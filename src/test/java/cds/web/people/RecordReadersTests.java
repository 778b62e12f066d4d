package cds.web.people;

import static cds.web.people.Guest.PASSWORD;
import static cds.web.people.Guest.known;
import static cds.web.people.Guest.location;
import static org.assertj.core.api.Assertions.assertThat;

import cds.people.Actions;
import cds.people.Actions.Action;
import cds.people.People;
import cds.people.Person;
import cds.people.Role;
import cds.web.Eventually;
import cds.web.HttpCalls;
import cds.web.Registry;
import cds.web.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where clients sign their requests, whoever reads the record is signed in and written down. */
@SpringBootTest(
    classes = {TestServer.class, Registry.Network.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.auth=jwt",
      "cds.public-base=" + Registry.BASE,
      "spring.datasource.url=jdbc:h2:mem:readers;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/readers",
      "cds.record.keys=target/readers/keys.json"
    })
class RecordReadersTests {

  private static final String ONE_TIME = "one-time-password";

  @TempDir static Path folder;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Actions actions;
  @Autowired private JdbcTemplate database;

  private String decision = "";

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry properties) {
    properties.add("cds.clients", () -> Registry.write(folder));
  }

  @BeforeEach
  void aDecision() {
    database.update("delete from person");
    database.update("delete from person_action");
    known(people, "ann", Role.ADMINISTRATOR);
    HttpCalls http = new HttpCalls(port);
    String token = Registry.VALLEY.token(Registry.VIEW, Instant.now()).signed();
    HttpRequest call = http.post("view", HttpCalls.call("p1", "Practitioner/1"));
    http.send(
        HttpRequest.newBuilder(call, (name, value) -> true)
            .header("Authorization", "Bearer " + token)
            .build());
    decision = Eventually.get(this::newest);
  }

  private Optional<String> newest() {
    return database
        .queryForList("select id from decision order by seq desc limit 1", String.class)
        .stream()
        .findFirst();
  }

  private Guest signedIn(Role role) {
    String name = "r-" + role.word();
    known(people, name, role);
    Guest guest = new Guest(port);
    guest.signIn(name, PASSWORD);
    return guest;
  }

  private List<Action> reads() {
    return actions.newest(50).stream().filter(a -> a.what().equals("read a record")).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/records",
        "/records?name=x",
        "/records/ID",
        "/records/ID?all=true",
        "/insight",
        "/insight?from=2025-01-01",
        "/insight/findings.csv",
        "/insight/trend.csv",
        "/%72ecords",
        "/records/",
        "/rec%6Frds/ID",
        "/%69nsight/findings.csv",
        "/records/nobody-knows"
      })
  void nobodyReadsWithoutSigningIn(String path) {
    HttpResponse<String> answer = new Guest(port).get(path.replace("ID", decision));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).startsWith("/sign-in?to=");
    assertThat(answer.body()).doesNotContain(decision);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(reads()).isEmpty();
  }

  /** A client's token opens its services, not the pages of people. */
  @Test
  void aTokenOfAClientOpensNothing() {
    String token = Registry.VALLEY.token(Registry.VIEW, Instant.now()).signed();
    Guest client = new Guest(port);
    assertThat(client.get("/records", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(303);
    assertThat(client.get("/insight", "Authorization", "Bearer " + token).statusCode())
        .isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whoHasARoleReadsAndIsWrittenDown(Role role) {
    Guest guest = signedIn(role);
    HttpResponse<String> list = guest.get("/records");
    assertThat(list.statusCode()).isEqualTo(200);
    assertThat(list.body()).contains(decision, "Sign out");
    assertThat(list.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(reads()).as("the list shows no decision").isEmpty();

    HttpResponse<String> page = guest.get("/records/" + decision);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Decision", decision);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'");
    assertThat(reads())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.who()).isEqualTo("r-" + role.word());
              assertThat(action.subject()).isEqualTo("decision " + decision);
              assertThat(action.detail()).isEmpty();
            });

    assertThat(guest.get("/records/no-such-decision").statusCode()).isEqualTo(404);
    guest.get("/records/" + decision + "?all=true");
    assertThat(reads()).hasSize(2);
    assertThat(guest.get("/workbench/actions?subject=" + decision).body())
        .contains("read a record");
  }

  @Test
  void aReaderSeesWhatBecameOfCards() {
    Guest guest = signedIn(Role.READER);
    HttpResponse<String> page = guest.get("/insight");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Sign out");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> csv = guest.get("/insight/findings.csv");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void whoeverIsLedToSignInComesBackToTheRecord() {
    known(people, "eva", Role.READER);
    Guest guest = new Guest(port);
    HttpResponse<String> closed = guest.get("/records/" + decision);
    guest.get(location(closed));
    assertThat(location(guest.signIn("eva", PASSWORD))).isEqualTo("/records/" + decision);
  }

  @Test
  void whoMayNoLongerSignInOrHasAOneTimePasswordReadsNothing() {
    people.add(new Person("new", "New", Set.of(Role.READER)), ONE_TIME, "tests", Instant.now());
    Guest fresh = new Guest(port);
    fresh.signIn("new", ONE_TIME);
    for (String path : List.of("/records", "/records/" + decision, "/insight", "/%72ecords")) {
      assertThat(location(fresh.get(path))).as(path).isEqualTo("/workbench/account");
    }
    Guest gone = signedIn(Role.READER);
    assertThat(gone.get("/records").statusCode()).isEqualTo(200);
    database.update("delete from person where name = 'r-reader'");
    assertThat(location(gone.get("/records/" + decision))).startsWith("/sign-in");
    assertThat(reads()).isEmpty();
  }

  /** The pages take no forms; one that comes from elsewhere is refused before that is said. */
  @Test
  void aFormFromElsewhereIsRefused() {
    Guest guest = signedIn(Role.READER);
    assertThat(guest.post("/records/" + decision, "release", "x").statusCode()).isEqualTo(403);
    assertThat(guest.post("/insight").statusCode()).isEqualTo(403);
    assertThat(reads()).isEmpty();
  }
}
