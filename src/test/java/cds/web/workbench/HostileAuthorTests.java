package cds.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.people.People;
import cds.people.Role;
import cds.web.people.Guest;
import cds.web.people.QuickHashes;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an author types cannot run, leave the rules, reach a page as HTML, or stall the service. */
@SpringBootTest(
    classes = {Application.class, QuickHashes.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.warm-up=0",
      "spring.datasource.url=jdbc:h2:mem:hostile;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/hostile",
      "cds.record.keys=target/hostile/keys.json"
    })
class HostileAuthorTests {

  private static final String HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>";
  private static final String RULE = "/rules/eligibility/trial-entry";

  @LocalServerPort private int port;
  @Autowired private People people;

  private Guest ann;
  private String draft = "";

  @BeforeEach
  void aDraft() {
    if (people.find("ann").isEmpty()) {
      Guest.known(people, "ann", Role.AUTHOR);
    }
    ann = new Guest(port);
    ann.signIn("ann", Guest.PASSWORD);
    HttpResponse<String> begun =
        ann.submit("/workbench", "/workbench/drafts", "title", HTML, "rule", "");
    draft = Guest.location(begun).replaceAll("^https?://[^/]+", "");
    assertThat(draft).startsWith("/workbench/drafts/");
  }

  private String page(String path) {
    HttpResponse<String> page = ann.get(path);
    assertThat(page.statusCode()).as(path).isEqualTo(200);
    return page.body();
  }

  private HttpResponse<String> file(String action, String path, String text) {
    return ann.submit(
        draft + "/files", draft + "/files" + action, "path", path, "text", text, "seen", "0");
  }

  private void assertNoHtml(String page) {
    assertThat(page)
        .contains("&lt;script&gt;")
        .doesNotContain("<script>alert", "<img src=x", "onerror=alert(1)>\"");
  }

  @Test
  void whatIsTypedIsTextOnEveryPage() {
    String cells = draft + RULE + "/tables/treatment";
    assertNoHtml(page(draft));
    assertNoHtml(page("/workbench"));
    assertNoHtml(page("/workbench/actions"));
    assertNoHtml(page("/workbench?search=" + URLEncoder.encode(HTML, StandardCharsets.UTF_8)));
    assertNoHtml(page(draft + "/compare"));

    ann.submit(cells, cells, cells(HTML));
    assertNoHtml(page(cells));
    assertNoHtml(page(draft));
    ann.submit(draft, draft + "/undo");
    ann.submit(draft + RULE + "/texts", draft + RULE + "/texts", "seen", "0", "text.title", HTML);
    assertNoHtml(page(draft + RULE));
    assertNoHtml(page(draft + RULE + "/texts"));
    assertNoHtml(page(draft + "/files?path=rules/eligibility/trial-entry/rule.yaml"));
    assertNoHtml(page(draft + "/try"));
  }

  /** What a card says is Markdown of the plain kind: nothing else comes onto a page or a card. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        HTML,
        "[a](javascript:alert(1))",
        "![a](http://example.org/track.png)",
        "<a href=http://example.org>a</a>",
        "[a](<javascript:alert(1)>)",
        "[a](//example.org)",
        "[a][b]\n\n[b]: javascript:alert(1)"
      })
  void aCardSaysPlainWordsOnly(String text) {
    String texts = draft + "/rules/monitoring/joints/texts";
    HttpResponse<String> checked =
        ann.submit(texts, texts + "/check", "text.findings.MSK_ENTHESITIS.detail", text);
    assertThat(checked.body())
        .contains("MSK_ENTHESITIS")
        .doesNotContain("These texts fit", "<img src=x", "<script>alert", "href=\"javascript");

    ann.submit(texts, texts, "seen", "0", "text.findings.MSK_ENTHESITIS.detail", text);
    assertThat(page(draft + "/rules/monitoring/joints/cards"))
        .contains("once there is nothing to mend");
    assertThat(page(draft + "/rules/monitoring/joints"))
        .doesNotContain("<img src=x", "<script>alert", "href=\"javascript");
    assertThat(page(draft)).doesNotContain("Submit for review");
  }

  /** The rows of the table, the first with another text in its first input. */
  private static String[] cells(String text) {
    List<String> fields = new ArrayList<>(List.of("columns", "6", "seen", "0", "act", "save"));
    for (String cell : List.of("one", text, "met", "none", "project", "proposal")) {
      fields.addAll(List.of("cell", cell));
    }
    return fields.toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "rules/../../etc/passwd.yaml",
        "rules/a/..%2f..%2fb.yaml",
        "src/main/java/cds/Evil.java",
        "rules/a/evil.jsp",
        "rules/.hidden/a.yaml",
        "C:\\a.yaml",
        "http://example.org/rules/a.yaml"
      })
  void aFileStaysAmongTheRules(String path) {
    assertThat(file("", path, "a: 1").statusCode()).isEqualTo(400);
    assertThat(file("/check", path, "a: 1").statusCode()).isEqualTo(400);
    assertThat(page(draft)).contains("The draft changes nothing yet.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]",
        "a: ${jndi:ldap://127.0.0.1:1/x}\nb: #{T(java.lang.Runtime).getRuntime()}",
        "a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {}}}}}}}}}}}}",
        "\u0001\u202e",
        "a: 1\na: 2",
        "a: 1e999999999",
        "a: .inf",
        "- {case: x, table: y}"
      })
  void aTextIsRefusedWithASentence(String text) {
    HttpResponse<String> checked = file("/check", "rules/eligibility/trial-entry/rule.yaml", text);
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body())
        .contains("rules/eligibility/trial-entry/rule.yaml")
        .doesNotContain("Everything fits together", "Exception");
  }

  @Test
  void tooMuchToCheckIsRefusedBeforeItIsRun() {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      cases.append(
          "- {case: \"c%d\", table: easi, given: {treatment_status: starter | stopped, "
              .formatted(i));
      cases.append(
          "age_months: 1 | 2 | 3 | 4 | 5, easi_recent: 1 | 2 | 3 | 4 | 5}, then: {criterion:"
              + " met}}\n");
    }
    assertThat(file("/check", "rules/eligibility/trial-entry/cases.yaml", cases.toString()).body())
        .contains("more than 20000 situations");
    StringBuilder rows =
        new StringBuilder("id,treatment_status,>criterion,>reason,source,confidence\n");
    for (int i = 0; i < 5_001; i++) {
      rows.append("r%d,any,met,none,project,proposal\n".formatted(i));
    }
    assertThat(
            file("/check", "rules/eligibility/trial-entry/treatment.csv", rows.toString()).body())
        .contains("at most 5000 rows");
  }

  /** It fits together, and to try every mistake in it would take minutes. */
  @Test
  void tooMuchToTryIsGivenUp() {
    StringBuilder rows =
        new StringBuilder("id,age_months [mo],>finding,>urgency,source,confidence\n");
    rows.append("missing,missing,none,none,project,proposal\n");
    for (int i = 0; i < 1_400; i++) {
      rows.append("r%d,[%d..%s),".formatted(i, i, i == 1_399 ? "" : i + 1));
      rows.append("none,none,project,proposal\n");
    }
    file("", "rules/baseline/age/recheck.csv", rows.toString());
    assertThat(page(draft + "/rules/baseline/age/proof")).contains("large to try", "recheck");
    assertThat(page(draft + "/rules/baseline/allergy/proof")).contains("turn a case red (100 %)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\": \"Patient\"}",
        "{\"resourceType\": \"ValueSet\", \"compose\": {\"include\": [{\"system\":"
            + " \"http://snomed.info/sct\"}]}}",
        "{\"resourceType\": \"ValueSet\", \"compose\": {\"include\": [{\"system\":"
            + " \"http://snomed.info/sct\", \"filter\": [{\"property\": \"concept\", \"op\":"
            + " \"is-a\", \"value\": \"\"}]}]}}",
        "{\"resourceType\": \"ValueSet\", \"compose\": {\"include\": [{\"system\":"
            + " \"http://snomed.info/sct\", \"concept\": [{\"code\": \"138875005\", \"display\":"
            + " \"made up\"}]}]}}",
        "{\"resourceType\": \"ValueSet\", \"compose\": {\"include\": [{\"system\":"
            + " \"http://hl7.org/fhir/sid/icd-10\", \"filter\": [{\"property\": \"concept\","
            + " \"op\": \"is-a\", \"value\": \"L\"}]}]}}"
      })
  void aValueSetHoldsVerifiedCodesOnly(String text) {
    HttpResponse<String> checked = file("/check", "fhir-profiles/valuesets/made-up.json", text);
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(checked.body())
        .contains("fhir-profiles/valuesets/made-up.json")
        .doesNotContain("Everything fits together");
  }

  @Test
  void aFormWithoutItsTokenChangesNothing() {
    assertThat(ann.post(draft + "/discard").statusCode()).isEqualTo(403);
    assertThat(page(draft)).contains(">open<");
  }
}
