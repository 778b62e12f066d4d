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
import cds.web.TestServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.session.ManagerBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Signing in over real HTTP: who gets in, for how long, and who does not. */
@SpringBootTest(
    classes = {TestServer.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class SignInHttpTests {

  private static final String ACCOUNT = "/workbench/account";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Actions actions;
  @Autowired private JdbcTemplate database;
  @Autowired private ServletWebServerApplicationContext server;

  @BeforeEach
  void anEmptyHouse() {
    database.update("delete from person");
    database.update("delete from person_action");
  }

  private Guest guest() {
    return new Guest(port);
  }

  private List<String> done() {
    return actions.newest(50).stream().map(a -> a.who() + " " + a.what()).toList();
  }

  @Test
  void theFirstAdministratorIsMadeOnce() {
    Guest guest = guest();
    assertThat(location(guest.get("/workbench"))).isEqualTo("/setup");
    assertThat(location(guest.get("/sign-in"))).isEqualTo("/setup");

    HttpResponse<String> mistyped = setUp(guest, "ann", PASSWORD, PASSWORD + "!");
    assertThat(mistyped.statusCode()).isEqualTo(400);
    assertThat(mistyped.body()).contains("The two passwords differ").doesNotContain(PASSWORD);
    assertThat(setUp(guest, "ann", "elevenchars", "elevenchars").body())
        .contains("at least 12 characters");
    assertThat(setUp(guest, "annannannann", "AnnAnnAnnAnn", "AnnAnnAnnAnn").body())
        .contains("The name itself is no password");
    assertThat(setUp(guest, "ann lee", PASSWORD, PASSWORD).statusCode()).isEqualTo(400);
    assertThat(people.isEmpty()).isTrue();

    HttpResponse<String> made = setUp(guest, " Ann ", PASSWORD, PASSWORD);
    assertThat(location(made)).isEqualTo("/sign-in");
    assertThat(people.find("ann").orElseThrow().person())
        .isEqualTo(new Person("ann", "Ann Lee", Set.of(Role.ADMINISTRATOR, Role.AUTHOR)));
    assertThat(guest.get("/sign-in").body()).contains("You are the first administrator");
    assertThat(done()).containsExactly("ann first administrator");

    assertThat(location(guest.get("/setup"))).isEqualTo("/sign-in");
    assertThat(
            location(
                guest.submit(
                    "/sign-in",
                    "/setup",
                    "name",
                    "eve",
                    "shown",
                    "Eve",
                    "password",
                    PASSWORD,
                    "again",
                    PASSWORD)))
        .isEqualTo("/sign-in");
    assertThat(people.all()).hasSize(1);
  }

  private static HttpResponse<String> setUp(
      Guest guest, String name, String password, String again) {
    return guest.submit(
        "/setup",
        "/setup",
        "name",
        name,
        "shown",
        "Ann Lee",
        "password",
        password,
        "again",
        again,
        "roles",
        "author");
  }

  @Test
  void whoSignsInIsKnownAndSignsOut() {
    known(people, "ann", Role.AUTHOR);
    Guest guest = guest();
    String before = sessionBefore(guest);

    HttpResponse<String> in = guest.signIn(" ANN ", PASSWORD);
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(location(in)).isEqualTo("/workbench");
    assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure", "Max-Age");
    assertThat(guest.session()).as("no fixed session").isNotEqualTo(before);
    HttpResponse<String> page = guest.get(ACCOUNT);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Dr ann", "Sign out").doesNotContain("bcrypt");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

    assertThat(location(guest.submit(ACCOUNT, "/sign-out"))).isEqualTo("/sign-in");
    assertThat(guest.get("/sign-in").body()).contains("You are signed out.");
    assertThat(location(guest.get(ACCOUNT))).startsWith("/sign-in");
    assertThat(done()).startsWith("ann signed out", "ann signed in");
  }

  private static String sessionBefore(Guest guest) {
    assertThat(guest.get("/sign-in").statusCode()).isEqualTo(200);
    assertThat(guest.session()).isNotEqualTo("none");
    return guest.session();
  }

  @Test
  void wrongPasswordsLockTheNameAndTellNothing() {
    known(people, "ann", Role.AUTHOR);
    Guest guest = guest();
    for (int i = 0; i < 10; i++) {
      assertThat(location(guest.signIn("ann", "wrong password"))).isEqualTo("/sign-in");
    }
    String wrong = told(guest.get("/sign-in").body());
    assertThat(wrong).contains("The name or the password is wrong");

    guest.signIn("ann", PASSWORD);
    assertThat(told(guest.get("/sign-in").body())).isEqualTo(wrong);
    guest.signIn("nobody-here", PASSWORD);
    assertThat(told(guest.get("/sign-in").body())).isEqualTo(wrong);
    assertThat(location(guest.get(ACCOUNT))).startsWith("/sign-in");

    assertThat(done()).startsWith("unknown sign-in failed", "ann sign-in failed");
    assertThat(actions.newest(50))
        .extracting(Action::toString)
        .noneMatch(a -> a.contains("nobody-here") || a.contains("horse"));

    database.update("update person set locked_until = ?", OffsetDateTime.now());
    assertThat(location(guest.signIn("ann", PASSWORD))).isEqualTo("/workbench");
  }

  private static String told(String page) {
    int from = page.indexOf("role=\"alert\"");
    return page.substring(from, page.indexOf("</p>", from));
  }

  @Test
  void aFormWithoutItsTokenIsRefused() {
    known(people, "ann", Role.ADMINISTRATOR);
    assertThat(guest().post("/sign-in", "name", "ann", "password", PASSWORD).statusCode())
        .isEqualTo(403);
    Guest ann = guest();
    ann.signIn("ann", PASSWORD);
    HttpResponse<String> refused =
        ann.post("/workbench/people", "name", "eve", "shown", "Eve", "roles", "administrator");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("was not sent from its own page");
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(ann.post("/sign-out").statusCode()).isEqualTo(403);
    assertThat(ann.post("/workbench/people", "_csrf", "guessed", "name", "eve").statusCode())
        .isEqualTo(403);
    assertThat(people.find("eve")).isEmpty();
    assertThat(ann.get(ACCOUNT).statusCode()).isEqualTo(200);
  }

  /** The session is over while a form is filled in: its sender signs in again. */
  @Test
  void aFormOfASessionThatIsOverLeadsToSignIn() {
    known(people, "ann", Role.ADMINISTRATOR);
    HttpResponse<String> late = guest().post("/workbench/people", "_csrf", "old", "name", "eve");
    assertThat(late.statusCode()).isEqualTo(303);
    assertThat(location(late)).isEqualTo("/sign-in?to=%2Fworkbench");
  }

  @Test
  void whoIsLedToSignInComesBack() {
    known(people, "ann", Role.READER);
    Guest guest = guest();
    String signIn = location(guest.get("/workbench/actions?person=ann&subject=a%20b"));
    assertThat(signIn).startsWith("/sign-in?to=%2Fworkbench%2Factions");
    guest.get(signIn);
    assertThat(location(guest.signIn("ann", PASSWORD)))
        .isEqualTo("/workbench/actions?person=ann&subject=a%20b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/workbench",
        "//evil.example/workbench",
        "/workbench//evil.example",
        "/workbench/../../evil",
        "/workbench/%2e%2e/x",
        "/workbench\\evil",
        "/workbenchevil.example",
        "/workbench%0d%0aSet-Cookie:x",
        "/cds-services",
        "javascript:alert(1)"
      })
  void theWayBackNeverLeavesTheWorkbench(String to) {
    known(people, "ann", Role.READER);
    Guest guest = guest();
    guest.get("/sign-in?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    assertThat(location(guest.signIn("ann", PASSWORD))).isEqualTo("/workbench");
  }

  /** Browsers keep a strict cookie back when a link of another site is followed. */
  @Test
  void whoFollowsALinkFromElsewhereStaysSignedIn() {
    known(people, "ann", Role.READER);
    Guest guest = guest();
    guest.signIn("ann", PASSWORD);
    HttpResponse<String> led =
        guest().get("/workbench/actions?person=ann", "Sec-Fetch-Site", "cross-site");
    assertThat(led.statusCode()).isEqualTo(200);
    String next = led.headers().firstValue("Refresh").orElse("").replace("0; url=", "");
    assertThat(next).startsWith("/sign-in?to=");
    assertThat(led.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(location(guest.get(next))).isEqualTo("/workbench/actions?person=ann");
  }

  @Test
  void aPartOfAPageTellsItsPageToSignIn() {
    known(people, "ann", Role.READER);
    HttpResponse<String> part = guest().get("/workbench/drafts", "HX-Request", "true");
    assertThat(part.statusCode()).isEqualTo(401);
    assertThat(part.headers().firstValue("HX-Redirect")).contains("/sign-in");
  }

  @Test
  void whoHasNoRoleGetsNoFurther() {
    known(people, "ann");
    Guest guest = guest();
    guest.signIn("ann", PASSWORD);
    HttpResponse<String> refused = guest.get("/workbench/actions");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("You have no role here", "Sign out");
  }

  @Test
  void whoIsClosedOutIsOutAtOnce() {
    Person ann = known(people, "ann", Role.AUTHOR);
    Guest guest = guest();
    guest.signIn("ann", PASSWORD);
    people.change(ann, false, "bob", Instant.now());

    assertThat(location(guest.get(ACCOUNT))).startsWith("/sign-in");
    guest.signIn("ann", PASSWORD);
    assertThat(location(guest.get(ACCOUNT))).startsWith("/sign-in");
  }

  @Test
  void aSessionIsOverAfterTwelveHoursAndWithAnotherPassword() {
    assertThat(
            new Entrance("ann", "s", Instant.EPOCH).isOver("s", Instant.EPOCH.plusSeconds(43_200)))
        .isFalse();
    assertThat(
            new Entrance("ann", "s", Instant.EPOCH).isOver("s", Instant.EPOCH.plusSeconds(43_201)))
        .isTrue();

    known(people, "ann", Role.AUTHOR);
    Guest here = guest();
    Guest there = guest();
    here.signIn("ann", PASSWORD);
    there.signIn("ann", PASSWORD);
    String session = here.session();
    HttpResponse<String> wrong =
        here.submit(
            ACCOUNT,
            ACCOUNT,
            "present",
            "not it",
            "password",
            "another password",
            "again",
            "another password");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("The present password is wrong.");
    assertThat(
            location(
                here.submit(
                    ACCOUNT,
                    ACCOUNT,
                    "present",
                    PASSWORD,
                    "password",
                    "another password",
                    "again",
                    "another password")))
        .isEqualTo(ACCOUNT);

    assertThat(here.get(ACCOUNT).body()).contains("Your password is changed.");
    assertThat(here.session()).isNotEqualTo(session);
    assertThat(location(there.get(ACCOUNT))).startsWith("/sign-in");
    assertThat(done()).startsWith("ann password changed");
  }

  @Test
  void theSixthSessionEndsTheFirst() {
    known(people, "ann", Role.AUTHOR);
    List<Guest> guests = Stream.generate(this::guest).limit(6).toList();
    guests.forEach(
        guest -> assertThat(location(guest.signIn("ann", PASSWORD))).isEqualTo("/workbench"));

    assertThat(location(guests.get(0).get(ACCOUNT))).isEqualTo("/sign-in");
    assertThat(guests.get(0).get("/sign-in").body()).contains("signed in elsewhere too often");
    guests
        .subList(1, 6)
        .forEach(guest -> assertThat(guest.get(ACCOUNT).statusCode()).isEqualTo(200));
  }

  /** Whoever opens the page to sign in has a session: there must be an end to it. */
  @Test
  void sessionsAreBounded() {
    TomcatWebServer tomcat = (TomcatWebServer) server.getWebServer();
    assertThat(tomcat.getTomcat().getHost().findChildren())
        .singleElement()
        .extracting(context -> ((Context) context).getManager())
        .extracting(manager -> ((ManagerBase) manager).getMaxActiveSessions())
        .isEqualTo(10_000);
  }

  /** Sessions are for these pages only: the services never see a cookie or make one. */
  @Test
  void theServicesKnowNoSession() {
    HttpResponse<String> services = guest().get("/cds-services");
    assertThat(services.statusCode()).isEqualTo(200);
    assertThat(services.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(guest().get("/login").statusCode()).isEqualTo(404);
    assertThat(guest().get("/oauth2/authorization/x").statusCode()).isEqualTo(404);
    assertThat(guest().get("/sign-in/refused").body()).contains("Nothing was refused.");
  }

  /** Its token would stand in the upload itself, which is not read for just anybody. */
  @Test
  void anUploadOfSomebodyWhoIsNotSignedInIsNotRead() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/workbench/drafts/x/compare"))
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString("--x\r\nnothing of the kind"))
                    .build(),
                BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Sign in before you upload a file.");
  }
}
