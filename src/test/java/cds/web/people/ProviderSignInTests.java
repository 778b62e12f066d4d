package cds.web.people;

import static cds.web.people.Guest.PASSWORD;
import static cds.web.people.Guest.known;
import static cds.web.people.Guest.location;
import static org.assertj.core.api.Assertions.assertThat;

import cds.people.Account;
import cds.people.Actions;
import cds.people.People;
import cds.people.Person;
import cds.people.Role;
import cds.web.TestServer;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People for whom an identity provider vouches, behind a public address. */
@SpringBootTest(
    classes = {TestServer.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.public-base=" + ProviderSignInTests.BASE,
      "cds.people.roles-claim=realm_access.roles",
      "spring.security.oauth2.client.registration.clinic.client-id=workbench",
      "spring.security.oauth2.client.registration.clinic.client-secret=for-tests",
      "spring.security.oauth2.client.registration.clinic.client-name=Clinic",
      "spring.security.oauth2.client.registration.clinic.scope=openid,profile"
    })
class ProviderSignInTests {

  static final String BASE = "https://workbench.example";

  private static final Provider PROVIDER = new Provider();
  private static final String ACTIONS = "/workbench/actions";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Actions actions;
  @Autowired private JdbcTemplate database;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("spring.security.oauth2.client.provider.clinic.issuer-uri", PROVIDER::issuer);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  @BeforeEach
  void oneLocalAdministrator() {
    database.update("delete from person");
    database.update("delete from person_action");
    known(people, "root", Role.ADMINISTRATOR);
  }

  private static Map<String, Object> claims(String subject, String name, String... roles) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", subject);
    claims.put("preferred_username", name);
    claims.put("name", "Dr " + name);
    claims.put("realm_access", Map.of("roles", List.of(roles)));
    return claims;
  }

  /** Goes to the provider and comes back; where the way ends. */
  private String signIn(Guest guest, Map<String, Object> claims, boolean forged) {
    PROVIDER.vouch(claims, forged);
    String there = location(guest.get("/oauth2/authorization/clinic"));
    assertThat(there).startsWith(PROVIDER.issuer() + "/authorize?");
    assertThat(URLDecoder.decode(there, StandardCharsets.UTF_8))
        .contains(
            "redirect_uri=" + BASE + "/login/oauth2/code/clinic", "code_challenge_method=S256");
    String back = location(guest.get(there));
    assertThat(back).startsWith(BASE);
    return location(guest.get(back.substring(BASE.length())));
  }

  private String refusal(Guest guest, Map<String, Object> claims, boolean forged) {
    assertThat(signIn(guest, claims, forged)).isEqualTo("/sign-in");
    assertThat(location(guest.get(ACTIONS))).startsWith("/sign-in");
    return guest.get("/sign-in").body();
  }

  private Guest guest() {
    return new Guest(port);
  }

  @Test
  void whoIsVouchedForComesInWithTheRolesTheProviderTells() {
    Guest guest = guest();
    HttpResponse<String> page = guest.get(location(guest.get(ACTIONS)));
    assertThat(page.body()).contains("Sign in with <span>Clinic</span>");
    assertThat(page.headers().firstValue("Set-Cookie").orElse(""))
        .contains("SameSite=Lax", "Secure", "HttpOnly");
    String before = guest.session();

    assertThat(
            signIn(
                guest,
                claims("s-1", "Carla@Clinic.example", "author", "reviewer", "uma_authorization"),
                false))
        .isEqualTo(ACTIONS);
    assertThat(guest.session()).isNotEqualTo(before);
    assertThat(guest.get(ACTIONS).body()).contains("Dr Carla@Clinic.example");
    Account carla = people.find("carla@clinic.example").orElseThrow();
    assertThat(carla.person().roles()).isEqualTo(Set.of(Role.AUTHOR, Role.REVIEWER));
    assertThat(carla.proof()).isEqualTo(Account.Proof.PROVIDER);
    assertThat(guest.get("/workbench/account").body()).contains("you have no password here");
    assertThat(actions.newest(1)).extracting(Actions.Action::what).containsExactly("signed in");

    Guest other = guest();
    other.signIn("carla@clinic.example", PASSWORD);
    assertThat(location(other.get(ACTIONS))).startsWith("/sign-in");
  }

  @Test
  void whoHasNoRoleThereIsRefusedAndLosesThoseOfBefore() {
    assertThat(refusal(guest(), claims("s-2", "dora", "nurse"), false))
        .contains("names no role that you have here");
    assertThat(people.find("dora")).isEmpty();

    Guest dora = guest();
    assertThat(signIn(dora, claims("s-2", "dora", "administrator"), false)).isEqualTo("/workbench");
    assertThat(dora.get("/workbench/people").statusCode()).isEqualTo(200);
    refusal(guest(), claims("s-2", "dora"), false);
    assertThat(dora.get("/workbench/people").statusCode()).isEqualTo(403);
  }

  @Test
  void nobodyTakesOverAName() {
    Person before = people.find("root").orElseThrow().person();
    assertThat(refusal(guest(), claims("s-3", "root", "author"), false))
        .contains("Somebody else has your name here.");
    assertThat(people.find("root").orElseThrow().person()).isEqualTo(before);

    signIn(guest(), claims("s-4", "emil", "author"), false);
    assertThat(refusal(guest(), claims("s-5", "emil", "administrator"), false))
        .contains("Somebody else has your name here.");
    assertThat(people.find("emil").orElseThrow().person().roles()).isEqualTo(Set.of(Role.AUTHOR));

    // Whoever is called otherwise over there stays the same person here.
    assertThat(signIn(guest(), claims("s-4", "emil-new", "reviewer"), false))
        .isEqualTo("/workbench");
    assertThat(people.find("emil-new")).isEmpty();
    assertThat(people.find("emil").orElseThrow().person().roles()).isEqualTo(Set.of(Role.REVIEWER));
  }

  @Test
  void aForgedTokenAndAClosedAccountOpenNothing() {
    assertThat(refusal(guest(), claims("s-6", "fritz", "administrator"), true))
        .contains("The identity provider did not let you in.");
    assertThat(people.find("fritz")).isEmpty();
    Map<String, Object> replayed = claims("s-6", "fritz", "administrator");
    replayed.put("nonce", "of another sign-in");
    refusal(guest(), replayed, false);

    Guest fritz = guest();
    signIn(fritz, claims("s-6", "fritz", "author"), false);
    people.change(people.find("fritz").orElseThrow().person(), false, "root", Instant.now());
    assertThat(location(fritz.get(ACTIONS))).startsWith("/sign-in");
    assertThat(refusal(guest(), claims("s-6", "fritz", "author"), false))
        .contains("You may not sign in any more.");
  }

  /** A code of one browser is worth nothing in another. */
  @Test
  void aCodeThatSomebodyElseFetchedIsRefused() {
    PROVIDER.vouch(claims("s-7", "gina", "author"), false);
    Guest attacker = guest();
    String back = location(attacker.get(location(attacker.get("/oauth2/authorization/clinic"))));
    Guest victim = guest();
    assertThat(location(victim.get(back.substring(BASE.length())))).isEqualTo("/sign-in");
    assertThat(location(victim.get(ACTIONS))).startsWith("/sign-in");
    assertThat(people.find("gina")).isEmpty();
  }

  @Test
  void administratorsNeitherGiveRolesNorPasswordsToThem() {
    signIn(guest(), claims("s-8", "hans", "author"), false);
    Guest root = guest();
    root.signIn("root", PASSWORD);
    String page = "/workbench/people/hans";
    assertThat(root.get(page).body())
        .contains("which also says the roles")
        .doesNotContain(page + "/password");
    assertThat(
            root.submit(page, page, "shown", "Hans", "roles", "administrator", "active", "true")
                .body())
        .contains("come from the identity provider");
    assertThat(root.submit(page, page + "/password").body()).doesNotContain("id=\"one-time\"");
    assertThat(location(root.submit(page, page, "shown", "Hans", "roles", "author")))
        .isEqualTo(page);
    assertThat(people.find("hans").orElseThrow().active()).isFalse();
  }

  @Test
  void theServicesAreAsBefore() {
    HttpResponse<String> services = guest().get("/cds-services");
    assertThat(services.statusCode()).isEqualTo(200);
    assertThat(services.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(guest().get("/login").statusCode()).isEqualTo(404);
  }
}
