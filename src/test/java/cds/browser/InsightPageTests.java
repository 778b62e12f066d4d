package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.insight.Recorded;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The insight page in a real browser, over records that were made up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class InsightPageTests {

  private static final String SPRING = "/insight?from=2025-03-01&until=2025-04-29";

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private JdbcTemplate database;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path folder = Files.createTempDirectory("insight");
    Path clients =
        Files.writeString(
            folder.resolve("clients.yaml"),
            """
            clients:
              - name: loopback
                mutes: [{finding: EOSINOPHILIA_1500, reason: counted elsewhere, by: Dr A. Example,
                         until: 2025-07-31}]
            """);
    registry.add("cds.clients", clients::toString);
    registry.add("cds.evaluation-time", () -> "2025-06-16T12:00:00Z");
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:insight-page");
  }

  @BeforeAll
  void start() {
    new Recorded(7, 900).write(database);
    database.update(
        """
        insert into feedback_comment (feedback, comment_text, shortened)
        select id, '<b>not</b> for her', false from feedback
        where card = 'nobody-showed-this' order by id fetch first 1 row only
        """);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      Page page = visitor.open(SPRING);
      visitor.screenshot("insight-" + width + "-" + scheme);

      assertThat(page.locator("svg.chart rect.column").first()).isVisible();
      assertThat(page.locator("svg.chart rect.column").count()).isEqualTo(10);
      assertThat(page.locator(".shares li").first()).containsText("% ignored");
      assertThat(page.locator("#findings tbody tr").first()).isVisible();
      assertThat(page.locator("#latency tbody tr").count()).isEqualTo(3);
      assertThat(page.locator("#mutes td").allTextContents())
          .containsExactly(
              "loopback", "EOSINOPHILIA_1500", "counted elsewhere", "Dr A. Example", "2025-07-31");
      assertThat(page.locator(".comments").textContent()).contains("<b>not</b> for her");
      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
      visitor.assertContent();
    }
  }

  @Test
  void aSelectionIsMadeWithoutScripts() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open(SPRING);
      String all = page.locator("#sum").textContent();
      page.locator("#client").selectOption("ehr-a");
      page.locator("#service").selectOption("view");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();

      assertThat(page.locator("#client")).hasValue("ehr-a");
      assertThat(page.locator("#from")).hasValue("2025-03-01");
      assertThat(page.locator("#sum")).not().hasText(all);
      page.waitForLoadState();
      Locator services = page.locator("#services tbody tr td:nth-child(3)");
      assertThat(List.copyOf(services.allTextContents())).isNotEmpty().containsOnly("view");
      visitor.assertContent();
    }
  }

  @Test
  void whereNothingWasRecordedThePageSaysSo() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open("/insight?from=2024-03-01&until=2024-03-09");

      assertThat(page.locator("#sum")).containsText("0 calls were answered with 0 cards");
      assertThat(page.locator("#main")).containsText("Nothing was recorded in this selection");
      assertThat(page.locator("svg.chart .untold").count()).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=yesterday | Write days as 2027-01-31.",
        "from=2025-03-02&until=2025-03-01 | The last day is before the first.",
        "from=2020-03-02&until=2025-03-01 | Choose at most two years."
      })
  void whatCannotBeReadIsSaid(String query, String sentence) {
    Server.Reply page = new Server(port).get("/insight?" + query);
    Server.Reply csv = new Server(port).get("/insight/findings.csv?" + query);

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains(sentence).contains("The last twelve weeks are shown instead");
    assertThat(csv.status()).isEqualTo(400);
    assertThat(csv.diagnostics()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "reasons", "trend", "services", "latency"})
  void everyTableIsThereAsCsv(String table) {
    Server.Reply csv = new Server(port).get(SPRING.replace("?", "/" + table + ".csv?"));
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      Page page = visitor.open(SPRING);

      assertThat(csv.status()).isEqualTo(200);
      List<String> lines = csv.body().lines().toList();
      assertThat(lines).hasSize(page.locator("#" + table + " tr").count());
      assertThat(lines.get(1))
          .isEqualTo(
              String.join(
                  ",", page.locator("#" + table + " tbody tr:first-child td").allTextContents()));
    }
    assertThat(new Server(port).get("/insight/comments.csv").status()).isEqualTo(404);
  }
}
