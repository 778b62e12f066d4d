package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.authoring.Draft;
import cds.authoring.Drafts;
import cds.people.People;
import cds.people.Role;
import cds.web.people.QuickHashes;
import cds.web.start.LiveRules;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** An informatician asks about whole populations, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.warm-up=0",
      "cds.policies=trial-entry",
      "cds.populations=target/populations-page",
      "spring.datasource.url=jdbc:h2:mem:populations-page"
    })
class PopulationPageTests {

  private static final Path FOLDER = Path.of("target/populations-page");
  private static final String FORM = "/workbench/populations";
  private static final LocatorAssertions.HasTextOptions PATIENTLY =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Drafts drafts;
  @Autowired private LiveRules live;
  @Autowired private JdbcTemplate database;

  @BeforeAll
  void start() throws IOException {
    FileSystemUtils.deleteRecursively(FOLDER);
    Path export = Files.createDirectories(FOLDER.resolve("clinic \"north\" <1>"));
    Files.writeString(
        export.resolve("Patient.ndjson"),
        "{\"resourceType\":\"Patient\",\"id\":\"anna\",\"birthDate\":\"1980-01-01\"}\n{\n");
    Instant now = Instant.now();
    Draft draft =
        drafts.begin(
            new Draft("d1", "Raise it", live.release().hash(), "ann", Draft.State.OPEN, now, now));
    String path = "rules/dictionary/parameters.yaml";
    String text = drafts.base(draft).text(path).orElseThrow();
    drafts.save(
        draft,
        0,
        path,
        text.replace("trial_easi: {value: 16", "trial_easi: {value: 60"),
        "60",
        "ann",
        now);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }

  /** Runs over made-up patients and gives the file of verdicts. */
  private String verdicts(Visitor visitor, String rules, String patients) {
    Page page = visitor.open(FORM);
    page.locator("#patients").fill(patients);
    page.locator("#rules").selectOption(rules);
    press(page, "Begin");
    assertThat(page.locator("#state")).hasText("Done.", PATIENTLY);
    assertThat(page.locator("#sum")).containsText(patients + " patients");
    return text(visitor, page, "verdicts.csv");
  }

  private String text(Visitor visitor, Page page, String file) {
    APIResponse response = visitor.page().request().get(page.url() + "/files/" + file);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().get("content-disposition")).contains("attachment");
    return response.text();
  }

  private static long below(String verdicts) {
    return verdicts.lines().filter(line -> line.contains("EASI_BELOW_16")).count();
  }

  @Test
  void aDraftIsAskedAboutTheSamePatientsAsTheRulesInForce() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      String now = verdicts(visitor, "", "120");
      String then = verdicts(visitor, "d1", "120");

      assertThat(now.lines().count()).isEqualTo(then.lines().count());
      assertThat(below(now)).isGreaterThan(5);
      assertThat(below(then)).isGreaterThan(below(now) + 10);
      assertThat(
              database.queryForObject(
                  "select count(*) from person_action where who = 'ann' and what = 'screened'",
                  Long.class))
          .isGreaterThanOrEqualTo(2);
      visitor.assertContent();
    }
  }

  @Test
  void anExportOnTheServerIsScreenedAndOnlyWhoBeganItSeesIt() {
    String address;
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      Page page = visitor.open(FORM);
      page.getByLabel("clinic \"north\" <1>").check();
      page.getByLabel("Name patients by pseudonyms").check();
      press(page, "Begin");
      for (int i = 0; i < 150 && page.locator("#state").count() == 0; i++) {
        page.waitForTimeout(200);
        page.reload();
      }
      assertThat(page.locator("#state")).hasText("Done.");
      assertThat(page.locator("#sum")).hasText("1 patients in 2 lines, 1 of them set aside.");
      assertThat(text(visitor, page, "patients.csv")).doesNotContain("anna");
      assertThat(visitor.page().request().get(page.url() + "/files/..%2f..%2fx").status())
          .isIn(400, 404);
      assertThat(visitor.page().request().get(page.url() + "/files/work").status()).isEqualTo(404);
      address = page.url();
      // Lines of patients are not kept.
      assertThat(FOLDER.resolve("results").resolve(address.replaceAll(".*/", ""))).exists();
      assertThat(FOLDER.resolve("results").resolve(address.replaceAll(".*/", "") + "/work"))
          .doesNotExist();
    }
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ben", Role.ADMINISTRATOR);
      assertThat(visitor.page().request().get(address).status()).isEqualTo(404);
      assertThat(visitor.page().request().get(address + "/files/patients.csv").status())
          .isEqualTo(404);
    }
  }

  @Test
  void whatCannotBeRunIsSaidOnTheForm() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "cleo", Role.READER);
      Page page = visitor.open(FORM);
      page.locator("#patients").evaluate("e => e.removeAttribute('max')");
      page.locator("#patients").fill("999999");
      press(page, "Begin");
      assertThat(page.locator("[role=alert]")).containsText("from 1 to 50000");
      page.locator("#made-up").evaluate("e => e.value = '../../etc'");
      press(page, "Begin");
      assertThat(page.locator("[role=alert]")).containsText("Choose a population.");
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      SignedInVisitor.signIn(visitor, people, "dora", Role.AUTHOR);
      Page page = visitor.open(FORM);
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
      visitor.screenshot("populations-" + width + "-" + scheme);
      page.locator("#patients").fill("10");
      press(page, "Begin");
      assertThat(page.locator("#state")).hasText("Done.", PATIENTLY);
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
      visitor.screenshot("population-run-" + width + "-" + scheme);
      visitor.assertContent();
    }
  }
}
