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
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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

/**
 * Every page of the workbench on wide and narrow screens, light and dark, with and without keys.
 */
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.warm-up=0",
      "spring.datasource.url=jdbc:h2:mem:pages;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/pages",
      "cds.record.keys=target/pages/keys.json"
    })
class WorkbenchPagesTests {

  private static final String DRAFT = "/workbench/drafts/d1";
  private static final String RULE = DRAFT + "/rules/eligibility/trial-entry";
  private static final List<String> PAGES =
      List.of(
          "/workbench",
          "/workbench/rules/monitoring/ocular",
          "/workbench/rules/monitoring/ocular/proof",
          DRAFT,
          RULE,
          RULE + "/proof",
          RULE + "/tables/easi",
          RULE + "/cases?table=easi",
          RULE + "/parameters/trial_easi",
          RULE + "/texts",
          DRAFT + "/files",
          DRAFT + "/files?path=rules/reasons.yaml",
          DRAFT + "/try",
          DRAFT + "/try/patient",
          RULE + "/cards",
          DRAFT + "/rules/new",
          DRAFT + "/elements/new?kind=score",
          DRAFT + "/valuesets",
          DRAFT + "/valuesets/ad-score",
          "/workbench/rules/monitoring/joints/cards",
          "/workbench/releases");

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Drafts drafts;
  @Autowired private LiveRules live;

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

  /** With a gap, so that problems are on the pages, too. */
  @BeforeEach
  void aDraft() {
    if (drafts.find("d1").isEmpty()) {
      Instant now = Instant.now();
      Draft draft =
          drafts.begin(
              new Draft("d1", "EASI", live.release().hash(), "ann", Draft.State.OPEN, now, now));
      String path = "rules/eligibility/trial-entry/easi.csv";
      String text = drafts.base(draft).text(path).orElseThrow();
      drafts.save(
          draft,
          0,
          path,
          text.replaceFirst("\\[\\{trial_easi}\\.\\.\\)", "[20..)"),
          "20",
          "ann",
          now);
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) {
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      for (String path : PAGES.stream().filter(path -> !path.contains("/cases")).toList()) {
        Page page = visitor.open(path);
        page.waitForLoadState();
        assertThat(page.locator("h1")).hasCount(1);
        visitor.assertFits();
        visitor.screenshot(
            "workbench" + path.replaceAll("[^a-z0-9]+", "-") + "-" + width + "-" + scheme);
        assertThat(visitor.barriers()).as(path).isEmpty();
        ColorScheme other = scheme == ColorScheme.LIGHT ? ColorScheme.DARK : ColorScheme.LIGHT;
        assertThat(visitor.contrasts(other)).as(path).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      }
      visitor.assertContent();
    }
  }

  @Test
  void casesWaitUntilThereIsNothingToMend() {
    try (Visitor visitor = Visitor.of(chromium, port, 390, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open(RULE + "/cases?table=easi");
      assertThat(page.locator("main")).containsText("problems to mend first");
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
    }
  }

  /** Fetched when it comes into view; without scripts it is a page of its own. */
  @Test
  void theProofOfARuleNamesWhatNoCaseWouldNotice() {
    begin("d4");
    String path = "rules/monitoring/ocular/cases.yaml";
    Draft draft = drafts.find("d4").orElseThrow();
    String text = drafts.base(draft).text(path).orElseThrow();
    drafts.save(
        draft, 0, path, text.substring(0, text.lastIndexOf("\n- ")), "one", "ann", Instant.now());
    String rule = "/rules/monitoring/ocular";
    try (Visitor visitor = Visitor.of(chromium, port, 390, ColorScheme.LIGHT);
        Visitor plain = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open("/workbench" + rule);
      page.locator("#proof-title").scrollIntoViewIfNeeded();
      assertThat(page.locator("#proved")).containsText("turn a case red (100 %)");
      assertThat(page.locator("#proved")).not().containsText("No case would notice");
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
      visitor.open("/workbench/drafts/d4" + rule);
      page.locator("#proof-title").scrollIntoViewIfNeeded();
      assertThat(page.locator("#proved")).containsText("No case would notice");
      assertThat(page.locator("#proved li").first()).containsText("monitoring/ocular/");
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
      visitor.screenshot("workbench-proof-390");
      visitor.assertContent();

      SignedInVisitor.signIn(plain, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page without = plain.open("/workbench/drafts/d4" + rule);
      without.locator("#proved a").click();
      assertThat(without.locator("#proved")).containsText("No case would notice");
    }
  }

  @Test
  void theCatalogueComesToKnowWhatCasesNotice() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open("/workbench");
      for (int i = 0; i < 60 && !page.locator("main").textContent().contains("100 %"); i++) {
        page.waitForTimeout(500);
        page.reload();
      }
      assertThat(page.locator("table.catalogue").first()).containsText("Mistakes noticed");
      assertThat(page.locator("table.catalogue").first()).containsText("100 %");
      visitor.screenshot("workbench-catalogue-proved");
    }
  }

  @Test
  void aPatientIsTriedAndSavedAsACaseWithoutScripts() {
    begin("d2");
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open("/workbench/drafts/d2/try");
      page.getByLabel("trial-entry").check();
      button(page, "Decide");
      assertThat(page.locator("#answer")).containsText("Eligible for dupilumab");
      assertThat(page.locator("main")).containsText("ad_confirmed");
      visitor.screenshot("workbench-tried");
      assertThat(page.locator("#why-title")).isVisible();
      page.locator("#table").selectOption("eligibility/trial-entry/easi");
      page.locator("#says").fill("the adult of the example has enough");
      button(page, "Save as a case");
      assertThat(page.locator("main")).containsText("the adult of the example has enough");
      visitor.assertContent();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "390, DARK"})
  void aPatientIsDescribedAndDecidedAbout(int width, ColorScheme scheme) {
    begin("d4" + width);
    try (Visitor visitor = Visitor.of(chromium, port, width, scheme)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open("/workbench/drafts/d4" + width + "/try");
      page.getByText("Describe a patient in a form").click();
      page.getByLabel("Age", new Page.GetByLabelOptions().setExact(true)).fill("thirty");
      page.getByLabel("EASI, value").fill("24.6");
      page.getByLabel("Condition", new Page.GetByLabelOptions().setExact(true))
          .first()
          .selectOption("atopic-dermatitis");
      button(page, "Decide");
      assertThat(page.locator("#age")).hasAttribute("aria-invalid", "true");
      assertThat(page.locator("#age-wrong")).containsText("whole number");
      visitor.assertFits();
      assertThat(visitor.barriers()).isEmpty();
      page.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK).focus();
      page.keyboard().press("Enter");
      page.keyboard().press("Tab");
      page.locator("#age").fill("37");
      page.locator("#age").press("Enter");
      assertThat(page.locator("#answer")).containsText("Cannot tell yet");
      assertThat(page.locator("#request")).containsText("24.6");
      visitor.assertFits();
      visitor.screenshot("workbench-described-" + width + "-" + scheme);
      assertThat(visitor.barriers()).isEmpty();
      button(page, "Back to the form of this patient");
      assertThat(page.getByLabel("EASI, value")).hasValue("24.6");
    }
  }

  /** A Bundle that holds nothing but the patient says nothing of conditions. */
  @Test
  void whatABundleDoesNotHoldIsNotKnown() {
    try (Visitor visitor = Visitor.withoutScripts(chromium, port)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      begin("d3");
      Page page = visitor.open("/workbench/drafts/d3/try");
      page.locator("#request")
          .fill(
              """
              {"resourceType": "Bundle", "type": "collection", "entry": [
                {"resource": {"resourceType": "Patient", "id": "p", "birthDate": "1980-01-01"}},
                {"resource": {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"},
                 "code": {"coding": [{"system": "http://snomed.info/sct", "code": "24079001"}]}}}]}
              """);
      button(page, "Decide");
      assertThat(page.locator("#answer")).containsText("Cannot tell yet");
      assertThat(
              page.locator(
                  "tr", new Page.LocatorOptions().setHas(page.getByText("observations_state"))))
          .containsText("unknown");
      assertThat(
              page.locator(
                  "tr", new Page.LocatorOptions().setHas(page.getByText("conditions_state"))))
          .not()
          .containsText("unknown");
    }
  }

  /** From the first key on the page to the saved cell and back, without a mouse. */
  @Test
  void aCellIsChangedAndSavedByKeyboardAlone() {
    begin("keys");
    String draft = "/workbench/drafts/keys";
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open(draft + "/rules/eligibility/trial-entry/tables/easi");
      visitor.tabTo("[aria-label='EASI, row 2']");
      assertThat(page.locator(":focus")).hasValue("[{trial_easi}..)");
      assertThat(visitor.showsFocus()).isTrue();
      page.keyboard().press("Control+a");
      page.keyboard().type("[20..)");
      assertThat(page.locator("#checked")).containsText("easi_recent 16");
      page.keyboard().press("Enter");
      page.waitForURL("**/tables/easi");
      assertThat(page.getByLabel("EASI, row 2", new Page.GetByLabelOptions().setExact(true)))
          .hasValue("[20..)");
      visitor.tabTo("[aria-label='Add a row after row 1']");
      assertThat(visitor.showsFocus()).isTrue();
      page.keyboard().press("Enter");
      assertThat(page.locator(".grid tbody tr")).hasCount(12);
      visitor.open(draft);
      assertThat(page.locator("#history-title ~ ol li")).hasCount(2);
      for (int left = 2; left > 0; left--) {
        visitor.tabTo("form[action$='/undo'] button");
        page.keyboard().press("Enter");
        assertThat(page.locator("#history-title ~ ol em")).hasCount(3 - left);
      }
      assertThat(page.locator("main")).containsText("The draft changes nothing yet.");
    }
  }

  @Test
  void aNameIsCompletedByKeyboardAfterABrace() {
    begin("names");
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open("/workbench/drafts/names/rules/monitoring/joints/texts");
      Locator summary = page.getByLabel("findings.MSK_ENTHESITIS.summary");
      summary.fill("");
      summary.pressSequentially("Joints {first_dose");
      assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("first_dose_day");
      assertThat(visitor.barriers()).isEmpty();
      page.keyboard().press("ArrowDown");
      assertThat(page.getByRole(AriaRole.OPTION).first()).hasAttribute("aria-selected", "true");
      visitor.screenshot("workbench-complete");
      page.keyboard().press("Enter");
      assertThat(summary).hasValue("Joints {first_dose_day}");
      page.keyboard().type(" {no_such_thing");
      assertThat(page.getByRole(AriaRole.OPTION)).hasCount(0);
      page.keyboard().type("}");
      assertThat(page.locator("#checked")).containsText("no_such_thing");
      visitor.assertContent();
    }
  }

  @Test
  void aTableIsTakenAlongAndBroughtBack() {
    try (Visitor visitor = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(visitor, people, "ann", Role.AUTHOR, Role.REVIEWER);
      Page page = visitor.open(DRAFT + "/rules/baseline/eyes/tables/baseline");
      String address = page.url();
      byte[] excel = page.request().get(address + "/file.xlsx").body();
      assertThat(new String(excel, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
      String csv = page.request().get(address + "/file.csv").text();
      page.locator("#file")
          .setInputFiles(
              new FilePayload(
                  "t.csv",
                  "text/csv",
                  csv.replace("confirmed", "unconfirmed").getBytes(StandardCharsets.UTF_8)));
      button(page, "Bring it in");
      page.waitForLoadState();
      assertThat(page.request().get(address + "/file.csv").text())
          .isEqualTo(csv.replace("confirmed", "unconfirmed"));
      page.locator("#file")
          .setInputFiles(
              new FilePayload("t.xlsx", "application/zip", new byte[] {80, 75, 3, 4, 9}));
      button(page, "Bring it in");
      assertThat(page.locator("main")).containsText("Nothing was saved");
    }
  }

  private void begin(String id) {
    Instant now = Instant.now();
    drafts.begin(new Draft(id, "try", live.release().hash(), "ann", Draft.State.OPEN, now, now));
  }

  private static void button(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }
}
