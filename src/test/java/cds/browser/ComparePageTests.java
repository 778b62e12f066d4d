package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.authoring.Draft;
import cds.authoring.Drafts;
import cds.decide.Decisions;
import cds.people.People;
import cds.people.Role;
import cds.web.Eventually;
import cds.web.people.QuickHashes;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** An informatician compares a draft with the rules in force, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.policies=trial-entry",
      "spring.datasource.url=jdbc:h2:mem:compare-page"
    })
class ComparePageTests {

  private static final String PARAMETERS = "rules/dictionary/parameters.yaml";
  private static final String FORM = "/workbench/drafts/d1/compare";

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Drafts drafts;
  @Autowired private Decisions decisions;
  @Autowired private JdbcTemplate database;

  private String run = "";

  @BeforeAll
  void start() {
    Instant now = Instant.now();
    Draft draft =
        drafts.begin(
            new Draft(
                "d1",
                "Raise the EASI cut-off",
                decisions.release().hash(),
                "ann",
                Draft.State.OPEN,
                now,
                now));
    String text = drafts.base(draft).text(PARAMETERS).orElseThrow();
    String raised = text.replace("trial_easi: {value: 16", "trial_easi: {value: 20");
    assertThat(raised).isNotEqualTo(text);
    drafts.save(draft, 0, PARAMETERS, raised, "16 becomes 20", "ann", now);
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  @Order(1)
  void theCohortIsComparedWhileThePageTellsHowFarItIs() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      Page page = visitor.open(FORM);
      assertThat(page.locator("#policy-trial-entry")).isChecked();
      assertThat(page.locator("#policy-nice-ta534")).not().isChecked();
      press(page, "Compare");
      assertThat(page.locator("progress, #state")).hasCount(1);
      assertThat(page.locator("#state")).hasText("Done.");

      run = page.url().substring(page.url().indexOf("/workbench"));
      assertThat(page.locator("#groups tbody tr").first()).containsText("verdict of trial-entry");
      assertThat(page.locator("#groups tbody tr").first()).containsText("NOT_ELIGIBLE");
      visitor.assertContent();
    }
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      String address = "http://127.0.0.1:" + port + run + "/patients.csv";
      String csv = visitor.page().request().get(address).text();
      long patients = csv.lines().skip(1).map(line -> line.split(",")[0]).distinct().count();
      assertThat(visitor.open(run).locator("#sum")).containsText(patients + " of");
      assertThat(csv).startsWith("patient,service,change,about,before,after\r\n");
    }
  }

  @ParameterizedTest
  @Order(2)
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      check(visitor, FORM, "form", width, scheme);
      Page page = check(visitor, run, "run", width, scheme);
      page.locator("#groups a").first().click();
      page.waitForURL("**/examples/*");
      check(visitor, run + "/examples/0", "example", width, scheme);
      assertThat(page.locator("#before article")).not().hasCount(0);
      assertThat(page.locator("#after article")).not().hasCount(0);
      assertThat(page.locator("#changes li").first()).isVisible();
      visitor.assertContent();
    }
  }

  private static Page check(
      Visitor visitor, String path, String name, int width, ColorScheme scheme) {
    Page page = visitor.open(path);
    visitor.screenshot("workbench-compare-" + name + "-" + width + "-" + scheme);
    assertThat(visitor.barriers()).isEmpty();
    visitor.assertFits();
    return page;
  }

  @Test
  @Order(3)
  void anUploadIsComparedAndCancelledWithoutScripts() {
    String lines =
        IntStream.range(0, 4_000).mapToObj(ComparePageTests::lines).collect(Collectors.joining());
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      Page page = visitor.open(FORM);
      page.locator("#source-upload").check();
      page.locator("#files")
          .setInputFiles(
              new FilePayload(
                  "all.ndjson",
                  "application/ndjson",
                  (lines + "no JSON\n").getBytes(StandardCharsets.UTF_8)));
      page.locator("#at").fill("2025-06-16");
      press(page, "Compare");
      assertThat(page.locator("progress")).isVisible();
      assertThat(page.locator("main")).containsText("an upload of 4000 patients");
      Eventually.get(
          () -> {
            page.getByText("Refresh").click();
            page.waitForLoadState();
            boolean begun = !page.locator("#run").textContent().contains("being read");
            return begun ? Optional.of(true) : Optional.empty();
          });
      press(page, "Cancel");
      Eventually.get(
          () -> {
            page.reload();
            return page.locator("#state").count() > 0 ? Optional.of(true) : Optional.empty();
          });

      assertThat(page.locator("#state")).containsText("Cancelled after");
      assertThat(page.locator("#notes")).containsText("File all.ndjson, line 12001: not JSON.");
    }
  }

  private static String lines(int i) {
    return """
        {"resourceType":"Patient","id":"p%1$d","birthDate":"1980-02-01"}
        {"resourceType":"Condition","id":"c%1$d","subject":{"reference":"Patient/p%1$d"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"24079001"}]}}
        {"resourceType":"Observation","id":"o%1$d","status":"final","subject":{"reference":"Patient/p%1$d"},"effectiveDateTime":"2025-06-02","code":{"coding":[{"system":"https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity","code":"easi"}]},"valueQuantity":{"value":17,"unit":"{score}","system":"http://unitsofmeasure.org","code":"{score}"}}
        """
        .formatted(i);
  }

  @Test
  @Order(4)
  void recordedDecisionsAreCompared() {
    String request = read("src/test/resources/examples/eligible-adult/request.json");
    assertThat(new Server(port).post("dupilumab-eligibility", request).status()).isEqualTo(200);
    Eventually.get(
        () -> {
          Long count = database.queryForObject("select count(*) from decision", Long.class);
          return count != null && count > 0 ? Optional.of(count) : Optional.empty();
        });
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      Page page = visitor.open(FORM);
      page.locator("#source-recorded").check();
      // The decision is of today, whatever day is decided for.
      press(page, "Compare");
      assertThat(page.locator("#state")).hasText("Done.");
      assertThat(page.locator("#sum")).containsText("1 of 1 patients");
      assertThat(page.locator("#notes")).containsText("Sentences and suggested orders are not on");
      page.locator("#groups a").first().click();
      assertThat(page.locator("#after .said").first()).containsText("EASI_BELOW_16");
      assertThat(visitor.barriers()).isEmpty();
      visitor.assertContent();
    }
  }

  @Test
  @Order(5)
  void whatCannotBeComparedIsSaid() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR);
      Page page = visitor.open(FORM);
      page.locator("#source-upload").check();
      press(page, "Compare");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Choose at least one file");
      assertThat(page.locator("#runs tbody tr").count()).isEqualTo(3);
    }
  }

  @Test
  @Order(6)
  void nobodyElseSeesIt() {
    try (Visitor ann = Visitor.withoutScripts(chromium, port);
        Visitor bob = Visitor.withoutScripts(chromium, port);
        Visitor nobody = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(ann, people, "ann", Role.AUTHOR);
      SignedInVisitor.signIn(bob, people, "bob", Role.AUTHOR);
      assertThat(status(nobody, FORM)).isEqualTo(303);
      assertThat(status(nobody, run)).isEqualTo(303);
      assertThat(status(bob, run)).isEqualTo(404);
      assertThat(status(bob, run + "/patients.csv")).isEqualTo(404);
      assertThat(status(bob, run + "/examples/0")).isEqualTo(404);
      assertThat(status(ann, run + "/examples/9999")).isEqualTo(404);
      assertThat(status(ann, "/workbench/drafts/other/compare")).isEqualTo(404);
      assertThat(status(ann, run)).isEqualTo(200);
    }
  }

  private int status(Visitor visitor, String path) {
    return visitor
        .page()
        .request()
        .get("http://127.0.0.1:" + port + path, RequestOptions.create().setMaxRedirects(0))
        .status();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }
}
