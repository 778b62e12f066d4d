package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.people.People;
import cds.people.Role;
import cds.web.TestServer;
import cds.web.people.Guest;
import cds.web.people.QuickHashes;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The pages about people in a real browser: by keyboard, without scripts, for everybody. */
@SpringBootTest(
    classes = {TestServer.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT)
class PeoplePagesTests {

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private JdbcTemplate database;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void nobody() {
    database.update("delete from person");
    database.update("delete from person_action");
  }

  /** Light on a desk, dark on a telephone. */
  private static void assertOpenToAll(Visitor visitor, String name) {
    Page page = visitor.page();
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      int width = scheme == ColorScheme.LIGHT ? 1280 : 390;
      page.setViewportSize(width, 844);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      assertThat(visitor.barriers()).as(name + " at " + width).isEmpty();
      visitor.assertFits();
      visitor.screenshot("people-" + name + "-" + width);
    }
  }

  @Test
  void theFirstAdministratorIsMadeAndLetsSomebodyIn() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      Page page = visitor.open("/workbench/account");
      assertThat(page.locator("h1")).hasText("The first administrator");
      assertOpenToAll(visitor, "setup");
      page.locator("#name").fill("ann");
      page.locator("#shown").fill("Ann Lee");
      page.locator("#password").fill(Guest.PASSWORD);
      page.locator("#again").fill(Guest.PASSWORD);
      page.locator("#role-author").check();
      page.locator("main button").click();
      assertThat(page.locator("[role=alert]")).hasText("You are the first administrator. Sign in.");
      assertOpenToAll(visitor, "sign-in");

      SignedInVisitor.signIn(visitor, "ann", Guest.PASSWORD);
      assertThat(page.locator(".me")).containsText("Ann Lee");
      assertOpenToAll(visitor, "account");

      visitor.open("/workbench/people");
      page.locator("#name").fill("bob");
      page.locator("#shown")
          .fill("A long name that a clinic may give to somebody who reviews rules");
      page.locator("#role-reviewer").check();
      page.locator("main button").click();
      assertThat(page.locator("#one-time")).isVisible();
      assertOpenToAll(visitor, "person");
      page.locator("main a", new Page.LocatorOptions().setHasText("People")).click();
      assertThat(page.locator("tbody tr")).hasCount(2);
      assertOpenToAll(visitor, "people");

      visitor.open("/workbench/actions");
      assertThat(page.locator("tbody tr").first()).containsText("person added");
      assertOpenToAll(visitor, "actions");
      visitor.assertContent();
    }
  }

  @Test
  void itWorksByKeyboardAndWithoutScripts() {
    Guest.known(people, "ann", Role.READER);
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/workbench/actions?person=ann");
      page.locator("#name").focus();
      page.keyboard().type("ann");
      page.keyboard().press("Tab");
      page.keyboard().type("not the password");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=alert]")).containsText("is wrong");
      page.locator("#name").fill("ann");
      page.locator("#password").fill(Guest.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("Actions");
      assertThat(page.locator("tbody tr").first()).containsText("signed in");

      page.locator(".me button").click();
      assertThat(page.locator("[role=alert]")).hasText("You are signed out.");
      visitor.assertContent();
    }
  }

  /** A refusal is a page, too; its status is the only thing the browser remarks. */
  @Test
  void aRefusalIsReadable() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.READER);
      Page page = visitor.open("/workbench/people");
      assertThat(page.locator("[role=alert]"))
          .hasText("Only a person with the role administrator may.");
      assertThat(page.locator(".me")).containsText("Dr ann");
      assertOpenToAll(visitor, "refused");
    }
  }
}
