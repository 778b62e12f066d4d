package cds.web.people;

import static cds.web.people.Guest.PASSWORD;
import static cds.web.people.Guest.known;
import static cds.web.people.Guest.location;
import static org.assertj.core.api.Assertions.assertThat;

import cds.people.Account;
import cds.people.Actions;
import cds.people.Actions.Action;
import cds.people.People;
import cds.people.Person;
import cds.people.Role;
import cds.web.TestServer;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Administrators let people in and close them out; everybody sees who did what. */
@SpringBootTest(
    classes = {TestServer.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class PeopleHttpTests {

  private static final String PEOPLE = "/workbench/people";
  private static final String ACCOUNT = "/workbench/account";
  private static final Pattern ONE_TIME = Pattern.compile("id=\"one-time\"[^>]*>([^<]+)<");

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Actions actions;
  @Autowired private JdbcTemplate database;

  @BeforeEach
  void oneAdministrator() {
    database.update("delete from person");
    database.update("delete from person_action");
    known(people, "ann", Role.ADMINISTRATOR);
  }

  private Guest signedIn(String name, String password) {
    Guest guest = new Guest(port);
    assertThat(location(guest.signIn(name, password))).isEqualTo("/workbench");
    return guest;
  }

  private static String oneTime(HttpResponse<String> page) {
    Matcher shown = ONE_TIME.matcher(page.body());
    assertThat(shown.find()).as("a one-time password is shown").isTrue();
    return shown.group(1);
  }

  @Test
  void whoIsLetInSetsAPasswordFirst() {
    Guest ann = signedIn("ann", PASSWORD);
    HttpResponse<String> added =
        ann.submit(PEOPLE, PEOPLE, "name", "Bob", "shown", "Dr Bob", "roles", "author");
    assertThat(added.statusCode()).isEqualTo(200);
    String password = oneTime(added);
    assertThat(password).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
    assertThat(ann.get(PEOPLE + "/bob").body())
        .doesNotContain(password)
        .contains("not yet replaced");

    Guest bob = signedIn("bob", password);
    assertThat(location(bob.get("/workbench/actions"))).isEqualTo(ACCOUNT);
    assertThat(location(bob.submit(ACCOUNT, "/workbench/drafts", "title", "x"))).isEqualTo(ACCOUNT);
    assertThat(bob.get(ACCOUNT).body()).contains("one-time password");
    assertThat(
            bob.submit(
                    ACCOUNT, ACCOUNT, "present", password, "password", password, "again", password)
                .body())
        .contains("another password than the present one");
    bob.submit(ACCOUNT, ACCOUNT, "present", password, "password", PASSWORD, "again", PASSWORD);
    assertThat(bob.get("/workbench/actions").statusCode()).isEqualTo(200);
    signedIn("bob", PASSWORD);
    Guest late = new Guest(port);
    late.signIn("bob", password);
    assertThat(location(late.get(ACCOUNT))).startsWith("/sign-in");

    assertThat(actions.newest(50).stream().map(Action::what))
        .containsExactly(
            "sign-in failed",
            "signed in",
            "password changed",
            "signed in",
            "person added",
            "signed in",
            "password changed",
            "person added");
    assertThat(actions.newest(50).toString()).doesNotContain(password, PASSWORD);
  }

  /** A one-time password that lay about for a week opens nothing. */
  @Test
  void aOneTimePasswordRunsOut() {
    String password =
        oneTime(
            signedIn("ann", PASSWORD)
                .submit(PEOPLE, PEOPLE, "name", "bob", "shown", "Bob", "roles", "author"));
    database.update(
        "update person set changed_at = changed_at - interval '8' day where name = 'bob'");
    Guest bob = new Guest(port);
    assertThat(location(bob.signIn("bob", password))).isEqualTo("/sign-in");
  }

  @Test
  void aNameIsGivenOnceAndShownNamesAreText() {
    Guest ann = signedIn("ann", PASSWORD);
    HttpResponse<String> taken =
        ann.submit(PEOPLE, PEOPLE, "name", "ANN", "shown", "Other", "roles", "reader");
    assertThat(taken.statusCode()).isEqualTo(400);
    assertThat(taken.body()).contains("Somebody has this name already.");
    assertThat(ann.submit(PEOPLE, PEOPLE, "name", "a/b", "shown", "Other").statusCode())
        .isEqualTo(400);
    assertThat(ann.submit(PEOPLE, PEOPLE, "name", "cleo", "shown", " ").statusCode())
        .isEqualTo(400);
    assertThat(ann.submit(PEOPLE, PEOPLE, "name", "cleo", "shown", "Cleo", "roles", "king").body())
        .contains("There is no such role.");
    assertThat(people.all()).hasSize(1);

    ann.submit(PEOPLE, PEOPLE, "name", "cleo", "shown", "<script>alert(1)</script>");
    assertThat(ann.get(PEOPLE).body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
  }

  @Test
  void rolesChangeWithTheNextRequest() {
    known(people, "bob", Role.READER);
    Guest ann = signedIn("ann", PASSWORD);
    Guest bob = signedIn("bob", PASSWORD);
    assertThat(bob.get(PEOPLE).statusCode()).isEqualTo(403);

    HttpResponse<String> changed =
        ann.submit(
            PEOPLE + "/bob",
            PEOPLE + "/bob",
            "shown",
            "Robert",
            "roles",
            "reviewer",
            "roles",
            "administrator",
            "active",
            "true");
    assertThat(location(changed)).isEqualTo(PEOPLE + "/bob");
    assertThat(ann.get(PEOPLE + "/bob").body()).contains("It is changed.", "Robert");
    assertThat(people.find("bob").map(Account::person))
        .contains(new Person("bob", "Robert", Set.of(Role.REVIEWER, Role.ADMINISTRATOR)));
    assertThat(bob.get(PEOPLE).statusCode()).isEqualTo(200);

    bob.submit(PEOPLE + "/ann", PEOPLE + "/ann", "shown", "Ann");
    assertThat(location(ann.get(ACCOUNT))).startsWith("/sign-in");
    assertThat(actions.newest(2))
        .extracting(Action::detail)
        .containsExactly("no role; may not sign in", "reviewer, administrator");
  }

  @Test
  void theLastAdministratorStays() {
    known(people, "bob", Role.READER);
    Guest ann = signedIn("ann", PASSWORD);
    for (String[] fields :
        new String[][] {
          {"shown", "Ann", "roles", "administrator"},
          {"shown", "Ann", "roles", "author", "active", "true"}
        }) {
      HttpResponse<String> refused = ann.submit(PEOPLE + "/ann", PEOPLE + "/ann", fields);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("the last administrator");
    }
    assertThat(people.find("ann").orElseThrow().person().is(Role.ADMINISTRATOR)).isTrue();
    assertThat(ann.get(PEOPLE).statusCode()).isEqualTo(200);
  }

  @Test
  void aResetPasswordEndsSessionsAndOpensALock() {
    known(people, "bob", Role.AUTHOR);
    Guest ann = signedIn("ann", PASSWORD);
    Guest bob = signedIn("bob", PASSWORD);
    database.update(
        "update person set locked_until = timestamp with time zone '2999-01-01 00:00:00+00' where name = 'bob'");
    assertThat(ann.get(PEOPLE).body()).contains("locked after wrong passwords");

    String password = oneTime(ann.submit(PEOPLE + "/bob", PEOPLE + "/bob/password"));
    assertThat(location(bob.get(ACCOUNT))).startsWith("/sign-in");
    signedIn("bob", password);
    assertThat(ann.submit(PEOPLE, PEOPLE + "/nobody/password").statusCode()).isEqualTo(404);
    assertThat(ann.get(PEOPLE + "/nobody").body()).contains("Nobody has this name.");
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
  void onlyAdministratorsLookAfterPeople(Role role) {
    known(people, "bob", role);
    Guest bob = signedIn("bob", PASSWORD);
    assertThat(bob.get(PEOPLE).body()).contains("Only a person with the role administrator may.");
    assertThat(bob.get(PEOPLE + "/ann").statusCode()).isEqualTo(403);
    assertThat(bob.submit(ACCOUNT, PEOPLE, "name", "eve", "shown", "Eve").statusCode())
        .isEqualTo(403);
    assertThat(
            bob.submit(
                    ACCOUNT,
                    PEOPLE + "/bob",
                    "shown",
                    "B",
                    "roles",
                    "administrator",
                    "active",
                    "true")
                .statusCode())
        .isEqualTo(403);
    assertThat(bob.submit(ACCOUNT, PEOPLE + "/ann/password").statusCode()).isEqualTo(403);
    assertThat(people.all()).hasSize(2);
    assertThat(bob.get("/workbench/actions").statusCode()).isEqualTo(200);
  }

  @Test
  void actionsAreFoundByPersonAndSubject() {
    known(people, "bob", Role.READER);
    Guest bob = signedIn("bob", PASSWORD);
    assertThat(bob.get("/workbench/actions").body()).contains("person added", "signed in");
    assertThat(bob.get("/workbench/actions?person=bob&subject=bob").body())
        .contains("signed in")
        .doesNotContain("person added");
    assertThat(bob.get("/workbench/actions?person=nobody%00").body())
        .contains("No action was found.");
    assertThat(bob.get("/workbench/actions?subject=ann").body())
        .contains("person added")
        .doesNotContain("<td>signed in");
  }
}
