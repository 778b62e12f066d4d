package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.web.Eventually;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** The pages about recorded decisions in a real browser, from a card back to what decided. */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "cds.evaluation-time=2025-06-16T12:00:00Z")
class RecordPagesTests {

  private static final String HOOK_INSTANCE = "7d0a4c1e-3b52-4f8e-9c6d-000000000010";

  private static Chromium chromium;

  @LocalServerPort private int port;
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
  void decide() throws IOException {
    long before = decisions();
    String request =
        Files.readString(Path.of("src/test/resources/examples/eligible-adult/request.json"));
    assertThat(new Server(port).post("dupilumab-eligibility", request).status()).isEqualTo(200);
    Eventually.get(() -> decisions() > before ? Optional.of(true) : Optional.empty());
  }

  private long decisions() {
    Long count = database.queryForObject("select count(*) from decision", Long.class);
    return count == null ? 0 : count;
  }

  @Test
  void aDecisionIsFoundByItsHookInstanceAndReadWithoutScripts() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/records");
      page.locator("#name").fill(HOOK_INSTANCE);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find")).click();
      page.locator("tbody th a").first().click();

      assertThat(page.locator("h1")).containsText("Decision");
      assertThat(page.locator("main")).containsText("Eligible for dupilumab");
      assertThat(page.locator("main")).containsText("EASI 18.4 on 2025-06-11");
      assertThat(page.locator("main")).containsText("the link follows the one before it");
      assertThat(page.locator("main"))
          .containsText("the same findings, verdicts, reasons and rows.");
      assertThat(page.locator("main")).containsText("row needs");
      page.waitForLoadState();
      int nearest = page.locator(".rule li").count();
      page.getByText("Show every row of every table").click();
      page.waitForLoadState();
      assertThat(page.locator(".rule li").count()).isGreaterThan(nearest);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Evaluate again"))
          .click();
      assertThat(page.getByRole(AriaRole.STATUS))
          .containsText("No finding, urgency, verdict or reason differs.");
      visitor.assertContent();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      Page page = visitor.open("/records");
      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
      page.locator("tbody th a").first().click();
      page.waitForLoadState();
      visitor.screenshot("record-" + width + "-" + scheme);

      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
      visitor.assertContent();
    }
  }

  @Test
  void aChangedRecordIsSaid() {
    String id =
        database.queryForObject("select id from decision order by seq desc limit 1", String.class);
    database.update(
        "update link set content_hash = ? where chain || '-' || seq = ?", "0".repeat(64), id);
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/records/" + id);

      assertThat(page.locator("main")).containsText("The link was changed");
    }
  }
}
