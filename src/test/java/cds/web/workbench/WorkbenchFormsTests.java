package cds.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.authoring.sheet.ReleaseFolder;
import cds.knowledge.RuleFiles;
import cds.people.People;
import cds.people.Role;
import cds.web.people.Guest;
import cds.web.people.QuickHashes;
import cds.web.start.LiveRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What is made by a form fits together at once: rules, data elements, value sets, releases. */
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.warm-up=0",
      "spring.datasource.url=jdbc:h2:mem:forms;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/forms",
      "cds.record.keys=target/forms/keys.json"
    })
class WorkbenchFormsTests {

  private static final String RULE = "/rules/eligibility/trial-entry";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private LiveRules live;

  private Guest ann;
  private String draft = "";

  @BeforeEach
  void aDraft() {
    ann = guest("ann", Role.AUTHOR);
    draft = begin(ann, "a draft of ann");
  }

  private Guest guest(String name, Role... roles) {
    if (people.find(name).isEmpty()) {
      Guest.known(people, name, roles);
    }
    Guest guest = new Guest(port);
    guest.signIn(name, Guest.PASSWORD);
    return guest;
  }

  private static String begin(Guest guest, String title) {
    HttpResponse<String> begun =
        guest.submit("/workbench", "/workbench/drafts", "title", title, "rule", "");
    return Guest.location(begun).replaceAll("^https?://[^/]+", "");
  }

  private String page(String path) {
    HttpResponse<String> page = ann.get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }

  private HttpResponse<String> alert(String name, String code, String column, String cell) {
    String page = draft + "/rules/new";
    return ann.submit(
        page,
        page + "/alert",
        "topic",
        "monitoring",
        "name",
        name,
        "title",
        "A low weight",
        "owner",
        "the clinic",
        "column",
        column,
        "cell",
        cell,
        "source",
        "project",
        "code",
        code,
        "urgency",
        "soon",
        "cardTopic",
        "joints",
        "summary",
        "The weight is low",
        "action",
        "Weigh again.",
        "services",
        "dupilumab-monitoring");
  }

  @Test
  void anAlertIsMadeAndWaitsForItsCaseOnly() {
    HttpResponse<String> made = alert("low-weight", "LOW_WEIGHT", "weight_kg [kg]", "< 10");

    assertThat(Guest.location(made)).endsWith("/rules/monitoring/low-weight");
    assertThat(page(draft))
        .contains("2 rows or boundaries without a case")
        .doesNotContain("to mend.");
    String cases = draft + "/rules/monitoring/low-weight/cases";
    List<String> accepted = new ArrayList<>(List.of("table", "alert", "seen", "99"));
    Matcher proposed =
        Pattern.compile("<input type=\"checkbox\" name=\"says\"[^>]* value=\"([^\"]+)\"")
            .matcher(page(cases + "?table=alert"));
    while (proposed.find()) {
      accepted.addAll(List.of("says", proposed.group(1).replace("&lt;", "<")));
    }
    ann.submit(cases + "?table=alert", cases + "/accept", accepted.toArray(String[]::new));
    assertThat(page(draft)).contains("All checks are green");
  }

  @ParameterizedTest
  @CsvSource({
    "Low, LOW, weight_kg [kg], < 10, is no name for a folder",
    "low-weight, ELIGIBLE, weight_kg [kg], < 10, is a finding already",
    "low-weight, low, weight_kg [kg], < 10, is no code for a finding",
    "low-weight, LOW, weight_kgs [kg], < 10, unknown column",
    "low-weight, LOW, weight_kg [lb], < 10, wrong unit",
    "low-weight, LOW, weight_kg [kg], light, is no number",
    "joints, LOW, weight_kg [kg], < 10, is a rule already"
  })
  void anAlertThatDoesNotFitIsNotMade(
      String name, String code, String column, String cell, String says) {
    HttpResponse<String> refused = alert(name, code, column, cell);

    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("Nothing was saved", says, "A low weight");
    assertThat(page(draft)).contains("The draft changes nothing yet");
  }

  @Test
  void aPolicyIsCopiedWithItsCasesAndItsVerdict() {
    String form = draft + "/rules/new";
    HttpResponse<String> made =
        ann.submit(
            form,
            form + "/policy",
            "of",
            "eligibility/trial-entry",
            "name",
            "our-trial",
            "title",
            "Our own trial",
            "owner",
            "the clinic");

    assertThat(Guest.location(made)).endsWith("/rules/eligibility/our-trial");
    assertThat(page(draft)).contains("All checks are green");
    assertThat(page(draft + "/files?path=rules/dictionary/elements/policies.yaml"))
        .contains("our_trial_verdict");
  }

  private HttpResponse<String> element(String name, String arguments) {
    String form = draft + "/elements/new?kind=score";
    return ann.submit(
        form,
        draft + "/elements/new",
        "kind",
        "score",
        "name",
        name,
        "label",
        "EASI of a year",
        "type",
        "number",
        "unit",
        "{score}",
        "domain",
        "[0..72]",
        "values",
        "",
        "file",
        "rules/dictionary/elements/severity.yaml",
        "arguments",
        arguments);
  }

  @Test
  void aDataElementIsMadeLikeThoseOfItsKind() {
    assertThat(page(draft + "/elements/new?kind=score")).contains("instrument: ", "max-age-days: ");

    HttpResponse<String> made = element("easi_year", "instrument: easi\nmax-age-days: 365");

    assertThat(made.statusCode()).as(made.body()).isEqualTo(302);
    assertThat(page(draft))
        .contains("easi_year: {type: number, unit: &quot;{score}&quot;, label: EASI of a year,")
        .contains("All checks are green");
  }

  @ParameterizedTest
  @CsvSource({
    "Easi, instrument: easi, is no name for a data element",
    "easi_recent, instrument: easi, is the name of a data element already",
    "easi_year, instrument: easy, easi",
    "easi_year, instruments: easi, instrument",
    "easi_year, 'instrument: easi, always: true', has no value that can stand on a line",
    "easi_year, 'instrument: easi} # x', has no value that can stand on a line",
    "easi_year, 'kind: answer', easi_year",
    "easi_year, instrument, is no argument"
  })
  void aDataElementThatDoesNotFitIsNotMade(String name, String arguments, String says) {
    HttpResponse<String> refused = element(name, arguments);

    assertThat(refused.statusCode()).isEqualTo(200);
    assertThat(refused.body()).contains("Nothing was saved", says);
    assertThat(page(draft)).contains("The draft changes nothing yet");
  }

  @Test
  void aValueSetTakesVerifiedCodesInAndLeavesThemOut() {
    assertThat(page(draft + "/valuesets")).contains("ad-score");
    String set = draft + "/valuesets/ad-score";
    assertThat(page(set)).contains("http://snomed.info/sct|24079001");

    ann.submit(set, set + "/add", "seen", "0", "code", "http://snomed.info/sct|24079001");
    assertThat(page(set)).contains("<code>24079001</code>");
    assertThat(page(draft)).contains("takes in 24079001");
    HttpResponse<String> madeUp =
        ann.submit(set, set + "/add", "seen", "99", "code", "http://snomed.info/sct|1");
    assertThat(madeUp.body()).contains("no code that was verified");

    ann.submit(
        set, set + "/remove", "seen", "99", "system", "http://snomed.info/sct", "code", "24079001");
    assertThat(page(set)).doesNotContain("<code>24079001</code>");
    assertThat(page(draft)).contains("The draft changes nothing yet");
  }

  @Test
  void whoElseChangesTheRuleIsTold() {
    Guest bea = guest("bea", Role.AUTHOR);
    String hers = begin(bea, "a draft of bea");
    bea.submit(
        hers + RULE + "/texts", hers + RULE + "/texts", "seen", "0", "text.title", "Her title");

    assertThat(page(draft + RULE)).contains("changes this rule too", "the draft a draft of bea");
    assertThat(page(draft + RULE + "/tables/easi")).contains("changes this rule too");
    assertThat(page(draft + "/rules/monitoring/joints")).doesNotContain("changes this rule too");
    assertThat(page(hers + RULE)).contains("In this draft", "texts: title");
    assertThat(bea.get(hers + RULE).body()).doesNotContain("In this draft");
  }

  @Test
  void theCardsOfARuleAreShown() {
    assertThat(page("/workbench/rules/monitoring/ocular/cards"))
        .contains("OCULAR_RED_FLAG", "class=\"card critical\"", "Override because");
    assertThat(page(draft + RULE + "/cards")).contains("Policy not met: trial entry criteria");
    assertThat(page("/workbench/rules/severity/bands/cards")).contains("As an EHR shows them");
  }

  @Test
  void aRuleTellsItsEvidenceAndTheValuesItsNumbersHad() {
    String number = draft + RULE + "/parameters/trial_easi";
    ann.submit(
        number,
        number,
        "seen",
        "0",
        "value",
        "18",
        "since",
        "2027-01-01",
        "source",
        "project",
        "confidence",
        "proposal");

    assertThat(page(draft + RULE)).contains("; before: 16 since 2026-11-22");
    assertThat(page("/workbench/rules/monitoring/ocular")).contains("Nordic expert consensus");
    assertThat(page("/workbench/rules/monitoring/ocular")).contains("No release made here");
    assertThat(ann.get("/workbench" + RULE + "/tables/easi/file.dmn").body())
        .contains("decisionTable");
  }

  private byte[] release(String path, String text) {
    Map<String, String> texts = new TreeMap<>(live.now().files().texts());
    texts.put(path, text);
    return ReleaseFolder.zip(new RuleFiles(texts), Map.of("release-1.txt", "a statement"));
  }

  private HttpResponse<String> bringIn(byte[] zip) {
    return ann.upload("/workbench/releases", "/workbench/releases/import", "r.zip", zip);
  }

  @Test
  void aReleaseIsBroughtInAsADraft() {
    String log = "# What a clinician will notice\n\n## 9.9.9 (2030-01-01)\n\n- Brought in.\n";

    String made = Guest.location(bringIn(release("rules/CHANGELOG.md", log)));

    assertThat(page(made.replaceAll("^https?://[^/]+", "")))
        .contains("Imported release", "Brought in.", "All checks are green");
    assertThat(
            bringIn(
                    release(
                        "rules/README.md",
                        live.now().files().text("rules/README.md").orElseThrow()))
                .body())
        .contains("says the same as the rules in force");
  }

  @Test
  void aReleaseWithoutProfilesLeavesThemAsTheyAre() {
    Map<String, String> texts = new TreeMap<>(live.now().files().texts());
    texts.keySet().removeIf(path -> path.startsWith("fhir-profiles/"));
    texts.merge("rules/CHANGELOG.md", "\n", String::concat);
    String made = Guest.location(bringIn(ReleaseFolder.zip(new RuleFiles(texts), Map.of())));

    assertThat(page(made.replaceAll("^https?://[^/]+", "")))
        .contains("All checks are green")
        .doesNotContain("fhir-profiles/");
  }

  @Test
  void aHostileZipIsRefused() throws IOException {
    assertThat(bringIn("no zip".getBytes(StandardCharsets.UTF_8)).body())
        .contains("Nothing was saved", "holds no rules/services.yaml");
    assertThat(bringIn(zip("rules/services.yaml", 3_000_000)).body())
        .contains("has more than 2 MB");
    assertThat(bringIn(zip("../rules/../../services.yaml", 10)).body())
        .contains("holds no rules/services.yaml");
    String made =
        Guest.location(bringIn(release("rules/../../../evil.yaml", "a: 1")))
            .replaceAll("^https?://[^/]+", "");
    assertThat(made).isEqualTo("nowhere");
    assertThat(bringIn(new byte[11_000_000]).statusCode()).isIn(400, 413);
  }

  private static byte[] zip(String name, int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(new byte[size]);
    }
    return bytes.toByteArray();
  }

  @Test
  void textsAreCheckedWhileTheyAreTyped() {
    String texts = draft + RULE + "/texts";
    HttpResponse<String> checked =
        ann.submit(texts, texts + "/check", "text.findings.ELIGIBLE.summary", "x".repeat(200));

    assertThat(checked.body()).contains("ELIGIBLE", "longer than 139").doesNotContain("<html");
    assertThat(page(draft)).contains("The draft changes nothing yet");
  }
}
