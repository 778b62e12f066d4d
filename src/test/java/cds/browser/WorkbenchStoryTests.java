package cds.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.authoring.compare.CountedFromTheFile;
import cds.people.People;
import cds.people.Role;
import cds.web.people.QuickHashes;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The ten-minute story: an informatician raises a cut-off, sees a gap and mends it, sees whom it
 * affects, cannot approve it herself; a colleague approves and releases it; the card changes; and
 * it is taken back.
 */
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.policies=trial-entry",
      "spring.datasource.url=jdbc:h2:mem:story;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/story",
      "cds.record.keys=target/story/keys.json"
    })
class WorkbenchStoryTests {

  /** The reason for which the policy is not met, as the answer names it. */
  private static final String TOO_LOW = "EASI_BELOW_16";

  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private People people;

  private int pictures;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  private static final String NOTES = "Trial entry asks for an EASI of 20.";

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aCutOffIsRaisedCheckedApprovedReleasedAndTakenBack() throws IOException {
    try (Visitor ann = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT);
        Visitor bob = Visitor.of(chromium, port, 1280, ColorScheme.LIGHT)) {
      SignedInVisitor.signIn(ann, people, "ann", Role.AUTHOR, Role.REVIEWER);
      SignedInVisitor.signIn(bob, people, "bob", Role.REVIEWER);
      assertThat(card()).contains("trial-entry").doesNotContain(TOO_LOW);

      String draft = beginADraft(ann);
      aGapAppearsWhileTypingAndIsMended(ann, draft);
      theNumberIsRaised(ann, draft);
      theCasesAreMended(ann, draft);
      exactlyThosePatientsChangeWhomAnIndependentCountFinds(ann, draft);
      whoeverWroteItCannotApproveIt(ann, draft);
      aColleagueApprovesAndReleases(bob, draft);
      assertThat(card()).contains(TOO_LOW);

      theReleaseIsTakenBack(bob);
      assertThat(card()).contains("trial-entry").doesNotContain(TOO_LOW);
    }
  }

  private String beginADraft(Visitor ann) {
    Page page = ann.open("/workbench");
    picture(ann, "catalogue");
    page.getByLabel("What do you want to change?").fill("EASI from 20");
    page.getByLabel("In which rule?").selectOption("eligibility/trial-entry");
    button(page, "Begin a draft").click();
    page.waitForURL("**/rules/eligibility/trial-entry");
    picture(ann, "rule");
    return page.url().replaceAll("^https?://[^/]+|/rules/.*$", "");
  }

  /** The cell alone leaves patients between 16 and 20 without a row: the checks name one. */
  private void aGapAppearsWhileTypingAndIsMended(Visitor ann, String draft) {
    Page page = ann.open(draft + "/rules/eligibility/trial-entry/tables/easi");
    Locator cell = page.getByLabel("EASI, row 2", new Page.GetByLabelOptions().setExact(true));
    assertThat(cell).hasValue("[{trial_easi}..)");
    assertThat(page.locator("#checked")).containsText("Every patient finds a row");
    cell.fill("[20..)");
    assertThat(page.locator("#checked")).containsText("gap: no row for treatment_status starter");
    assertThat(page.locator("#checked")).containsText("easi_recent 16");
    picture(ann, "gap");
    cell.fill("[20..ten)");
    assertThat(page.locator(".wrong:not(:empty)")).containsText("is no number");
    picture(ann, "cell");

    cell.fill("[20..)");
    button(page, "Save in the draft").click();
    page.waitForLoadState();
    assertThat(page.locator("#checked")).containsText("gap");
    ann.open(draft);
    assertThat(page.locator("main")).containsText("2 problems to mend.");
    assertThat(button(page, "Submit for review")).hasCount(0);
    button(page, "Undo").click();
    assertThat(page.locator("main")).containsText("The draft changes nothing yet.");
  }

  private void theNumberIsRaised(Visitor ann, String draft) {
    Page page = ann.open(draft + "/rules/eligibility/trial-entry");
    page.getByLabel("Change trial_easi", new Page.GetByLabelOptions().setExact(true)).click();
    page.locator("#value").fill("20");
    page.locator("#source").selectOption("project");
    page.locator("#confidence").selectOption("proposal");
    button(page, "Save in the draft").click();
    page.waitForURL("**/rules/eligibility/trial-entry");
    assertThat(page.locator("main")).containsText("fails");
    picture(ann, "number");
  }

  /** Cases at the old cut-off fail, and the new one has none: both are answered one by one. */
  private void theCasesAreMended(Visitor ann, String draft) {
    Page page = ann.open(draft);
    assertThat(page.locator("main")).containsText("3 failing cases to answer.");
    ann.open(draft + "/rules/eligibility/trial-entry/cases?table=easi");
    picture(ann, "cases");
    button(page, "Accept the chosen ones").click();
    page.waitForLoadState();
    for (int left = 2; left > 0; left--) {
      Locator right =
          page.getByText("That is right now", new Page.GetByTextOptions().setExact(true));
      assertThat(right).hasCount(left);
      right.first().click();
      page.waitForLoadState();
    }
    // Of several situations one is another now: this case is edited.
    page.getByLabel("Edit: under 6 and from 12 years EASI 16 is enough").click();
    Locator given = page.locator("#given-easi_recent");
    assertThat(given).hasValue("16 | 21");
    given.fill("20 | 21");
    page.locator("#says").fill("under 6 and from 12 years EASI 20 is enough");
    picture(ann, "case");
    button(page, "Save the case").click();
    assertThat(page.locator("#cases-title + ul")).not().containsText("fails");
    ann.open(draft);
    assertThat(page.locator("main")).containsText("All checks are green");
    assertThat(page.getByLabel("Words to change"))
        .containsText("still name 16, but trial_easi is 20 now.");
    picture(ann, "green");
  }

  /** The page's list is fetched as the spreadsheet that an informatician would open. */
  private void exactlyThosePatientsChangeWhomAnIndependentCountFinds(Visitor ann, String draft) {
    Page page = ann.open(draft + "/compare");
    button(page, "Compare").click();
    assertThat(page.locator("#state")).hasText("Done.");
    picture(ann, "compared");
    String csv = page.request().get(page.url() + "/patients.csv").text();
    Set<String> changed =
        csv.lines().skip(1).map(line -> line.replaceAll(",.*", "")).collect(Collectors.toSet());
    assertThat(changed)
        .hasSizeGreaterThan(20)
        .isEqualTo(CountedFromTheFile.untreatedWithEasi(16, 20));
    page.locator("#groups a").first().click();
    page.waitForURL("**/examples/*");
    picture(ann, "side-by-side");

    ann.open(draft);
    assertThat(page.getByLabel("Versions")).containsText("becomes version 1.1.0");
    page.locator("#submit-says").fill(NOTES);
    button(page, "Submit for review").click();
    assertThat(page.locator("main")).containsText("A second person reads");
  }

  private void whoeverWroteItCannotApproveIt(Visitor ann, String draft) {
    Page page = ann.open(draft);
    page.locator("#words").check();
    button(page, "Approve").click();
    assertThat(page.locator("main")).containsText("Who wrote a draft cannot review it");
    picture(ann, "refused");
  }

  private void aColleagueApprovesAndReleases(Visitor bob, String draft) {
    Page page = bob.open(draft);
    assertThat(page.locator("#in-words")).containsText("number trial_easi");
    assertThat(page.locator("#in-words ins").first())
        .containsText("20 {score} (project, proposal)");
    Locator changed = page.locator("#changes-title ~ details");
    assertThat(changed.first()).containsText(NOTES);
    assertThat(changed.filter(new Locator.FilterOptions().setHasText("value: 20"))).hasCount(1);
    assertThat(changed.filter(new Locator.FilterOptions().setHasText("version: 1.1.0")))
        .hasCount(1);
    picture(bob, "review");
    button(page, "Approve").click();
    assertThat(page.locator("main")).containsText("Words on cards still name a number");
    picture(bob, "words");
    bob.open(draft);
    page.locator("#words").check();
    button(page, "Approve").click();
    assertThat(page.getByLabel("What a clinician will notice")).hasValue(NOTES);
    button(page, "Release").click();
    assertThat(page.locator(".state").first()).hasText("released");
    bob.open("/workbench/releases");
    assertThat(page.locator("tbody tr").first()).containsText("in force");
    assertThat(page.locator("tbody tr").first()).containsText("holds");
    picture(bob, "released");
  }

  private void theReleaseIsTakenBack(Visitor bob) {
    Page page = bob.open("/workbench/releases");
    page.getByLabel("Why").fill("Not agreed with the clinic yet.");
    button(page, "Return to it").click();
    assertThat(page.locator("tbody tr")).hasCount(2);
    assertThat(page.locator("tbody tr").first()).containsText("Not agreed with the clinic yet.");
    picture(bob, "taken-back");
    bob.open("/workbench/actions");
    assertThat(page.locator("main")).containsText("rolled back");
    assertThat(page.locator("main")).containsText("was refused");
    picture(bob, "actions");
  }

  /** What the EHR shows: an adult with an EASI of 18.4. */
  private String card() throws IOException {
    String request =
        Files.readString(Path.of("src/test/resources/examples/eligible-adult/request.json"));
    return new Server(port).post("dupilumab-eligibility", request).body();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void picture(Visitor visitor, String name) {
    visitor.assertFits();
    assertThat(visitor.barriers()).as(name).isEqualTo(List.of());
    visitor.screenshot("story-%02d-%s".formatted(++pictures, name));
  }
}
