package cds.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cds.cohort.report.MadeUpResults;
import cds.cohort.report.Recount;
import cds.cohort.report.Report;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report of a screened population, opened from its file in a real browser: its numbers are
 * those that another computation over the CSV files gives.
 */
class ReportPageTests {

  private static final List<String> DOSE_CODES =
      List.of("DOSE_DIFFERS_FROM_LABEL", "DOSE_LATE", "WEIGHT_IMPLAUSIBLE_FOR_AGE");

  private static Chromium chromium;

  @TempDir private static Path folder;

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

  private static Path reported(String name, MadeUpResults made, int small) throws IOException {
    Path results = made.write(folder.resolve(name));
    Report.write(results, MadeUpResults.RULES, small);
    return results;
  }

  private static Visitor visitor(Path results, int width, ColorScheme scheme) {
    Visitor visitor = Visitor.ofFiles(chromium, results, width, scheme);
    visitor.open("report.html");
    return visitor;
  }

  private static Visitor visitor(Path results) {
    return visitor(results, 1280, ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void nobodyIsShutOut(int width, ColorScheme scheme) throws IOException {
    Path results = reported("many" + width + scheme, MadeUpResults.many(3000, 11), 5);
    try (Visitor visitor = visitor(results, width, scheme)) {
      visitor.screenshot("report-" + width + "-" + scheme);

      assertThat(visitor.page().locator(".plot svg").count()).isEqualTo(4);
      assertThat(visitor.page().locator("#by-policy .bar rect").count()).isEqualTo(9);
      assertThat(visitor.page().locator("#alerts .bar rect").count()).isGreaterThan(5);
      assertThat(visitor.page().locator("path.median").getAttribute("d")).contains("L");
      visitor.assertSelfContained();
      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10})
  void everyNumberIsThatOfAnotherComputation(int small) throws IOException {
    Path results = reported("numbers" + small, MadeUpResults.many(1500, 23), small);
    Recount recount = new Recount(results);
    Told told = new Told(small);
    try (Visitor visitor = visitor(results)) {
      Page page = visitor.page();
      assertThat(page.locator(".tiles strong").allTextContents().subList(0, 6))
          .isEqualTo(told.all(recount.tiles()));
      assertThat(rows(page, "refusals")).isEqualTo(told.values(recount.refusals()));
      for (int i = 0; i < MadeUpResults.POLICIES.size(); i++) {
        policy(page, i, recount, told);
      }
      assertThat(rows(page, "dosing"))
          .isEqualTo(told.values(recount.findings(DOSE_CODES::contains)));
      for (String urgency : List.of("emergency", "urgent", "soon", "routine", "info")) {
        assertThat(rows(page, "findings-" + urgency))
            .isEqualTo(told.values(recount.findings(urgency)));
      }
      assertThat(counts(page, "#by-urgency")).isEqualTo(told.all(recount.urgencies()));
      recount
          .spreads()
          .forEach((id, counts) -> assertThat(counts(page, "#" + id)).isEqualTo(told.all(counts)));
      course(page, recount.course(), told);
    }
  }

  private static void policy(Page page, int i, Recount recount, Told told) {
    String policy = MadeUpResults.POLICIES.get(i);
    String id = "#policy-" + (i + 1);
    List<String> funnel = told.all(recount.funnel(policy));
    assertThat(recount.funnel(policy)).as("everybody is somewhere").doesNotContain(0L);
    assertThat(page.locator(id).getAttribute("data-policy")).isEqualTo(policy);
    assertThat(
            Stream.of("judged", "diagnosed", "without", "not-known", "eligible")
                .map(part -> page.locator(id + " strong." + part).textContent()))
        .isEqualTo(funnel.subList(0, 5));
    assertThat(
            page
                .locator("#by-policy tbody tr:nth-child(" + (i + 1) + ") td")
                .allTextContents()
                .stream()
                .map(cell -> cell.strip().split("\\s")[0]))
        .containsExactly(funnel.get(0), funnel.get(1), funnel.get(4), funnel.get(5), funnel.get(6));
    for (String verdict : List.of("NOT_ELIGIBLE", "INSUFFICIENT_DATA")) {
      assertThat(rows(page, "policy-" + (i + 1) + "-" + verdict.toLowerCase(Locale.ROOT)))
          .isEqualTo(told.values(recount.reasons(policy, verdict)));
    }
    assertThat(rows(page, "policy-" + (i + 1) + "-missing"))
        .isEqualTo(told.values(inWords(recount.missing(policy))));
  }

  /** As the page says it: the element, and why in words. */
  private static Map<String, Long> inWords(Map<String, Long> missing) {
    Map<String, String> why =
        Map.of(
            "absent", " not on record", "stale", " too old", "invalid", " not usable as recorded");
    Map<String, Long> words = new TreeMap<>();
    missing.forEach(
        (key, count) -> {
          String[] parts = key.split(":");
          words.put(parts[0] + (parts.length > 1 ? why.get(parts[1]) : ""), count);
        });
    return words;
  }

  private static void course(Page page, Map<Integer, Recount.Period> periods, Told told) {
    assertThat(periods).hasSizeGreaterThan(10);
    List<String> weeks =
        page.locator("#course tbody tr").all().stream()
            .map(row -> row.getAttribute("data-from"))
            .toList();
    assertThat(weeks).isEqualTo(periods.keySet().stream().map(String::valueOf).toList());
    periods.forEach(
        (week, period) -> {
          List<String> cells =
              page.locator("#course tr[data-from='" + week + "'] td").allTextContents();
          assertThat(cells.get(0)).isEqualTo(told.of(period.patients()));
          for (int i = 0; i < 3; i++) {
            if (told.small > 1 && period.patients() < 10) {
              assertThat(cells.get(i + 1)).isEqualTo("–");
            } else {
              assertThat(Double.parseDouble(cells.get(i + 1).replace("−", "-").replace(" %", "")))
                  .isCloseTo(period.quartiles().get(i), within(0.5001));
            }
          }
          assertThat(cells.get(4)).isEqualTo(told.of(period.good()));
        });
  }

  /** Shares are computed from the counts beside them. */
  @Test
  void sharesAreThoseOfTheCountsThatAreShown() throws IOException {
    Path results = reported("shares", MadeUpResults.many(800, 5), 1);
    Recount recount = new Recount(results);
    try (Visitor visitor = visitor(results)) {
      Page page = visitor.page();
      List<Long> funnel = recount.funnel("us-label");
      assertThat(page.locator("#by-policy tbody tr:first-child .share").allTextContents())
          .containsExactly(
              percent(funnel.get(4), funnel.get(1)),
              percent(funnel.get(5), funnel.get(1)),
              percent(funnel.get(6), funnel.get(1)));
      List<Long> urgencies = recount.urgencies();
      assertThat(page.locator("#by-urgency .share").allTextContents())
          .isEqualTo(
              urgencies.stream().map(count -> percent(count, recount.tiles().get(1))).toList());
      assertThat(page.locator("#told-all").isVisible()).isTrue();
      assertThat(page.locator("#told").count()).isZero();
    }
  }

  private static String percent(long part, long whole) {
    long percent = Math.round(100.0 * part / whole);
    return percent == 0 && part > 0 ? "<1 %" : percent + " %";
  }

  @Test
  void codesAreSaidInTheWordsOfTheRules() throws IOException {
    Path results = reported("words", MadeUpResults.many(500, 7), 1);
    try (Visitor visitor = visitor(results)) {
      Page page = visitor.page();
      assertThat(page.locator("#alerts").textContent())
          .contains("Eye red flag", "Dose differs from the label", "emergency", "soon");
      assertThat(page.locator("#policy-1").textContent())
          .contains(
              "US label, who may have dupilumab for atopic dermatitis",
              "below moderate severity",
              "topical history missing",
              "The label gives no number for moderate.");
      assertThat(page.locator("#policy-1-missing").textContent())
          .contains("topical treatment", "not on record", "affected body surface");
      assertThat(page.locator("#not-found").textContent()).contains("Weight band crossed");
      assertThat(page.locator("#made").textContent()).contains(MadeUpResults.RULES.release());
    }
  }

  @Test
  void nobodyAtAllIsAReportToo() throws IOException {
    Path results = reported("empty", new MadeUpResults(), 5);
    try (Visitor visitor = visitor(results, 390, ColorScheme.LIGHT)) {
      Page page = visitor.page();
      visitor.screenshot("report-empty");
      assertThat(page.locator("#tile-patients").textContent().strip()).startsWith("0");
      assertThat(page.locator("#response").textContent())
          .contains("No patient has an EASI before and on treatment.");
      assertThat(page.locator("#doses").textContent()).contains("None was found.");
      assertThat(page.locator("#missing").textContent()).contains("Nothing is missing.");
      visitor.assertSelfContained();
      assertThat(visitor.barriers()).isEmpty();
      visitor.assertFits();
    }
  }

  @Test
  void whereNobodyIsEligibleThePageSaysZero() throws IOException {
    MadeUpResults made = MadeUpResults.many(200, 9);
    made.verdicts.removeIf(row -> row.get("verdict").equals("ELIGIBLE"));
    Path results = reported("nobody", made, 5);
    try (Visitor visitor = visitor(results)) {
      assertThat(visitor.page().locator("#policy-1 strong.eligible").textContent()).isEqualTo("0");
      assertThat(
              visitor
                  .page()
                  .locator("#by-policy tr:nth-child(1) td[data-tone=eligible]")
                  .textContent())
          .contains("0 %");
      visitor.assertSelfContained();
    }
  }

  /** Results of a screen that wrote no data elements give what they can, and the page says so. */
  @Test
  void resultsWithoutDataElementsAreToldAsFarAsTheyGo() throws IOException {
    MadeUpResults made = MadeUpResults.many(200, 9);
    made.elements = List.of();
    made.manifest.withArray("kinds").removeAll();
    made.manifest.withArray("kinds").add("PATIENT");
    made.manifest.withArray("lost").add("CONDITIONS");
    made.manifest.put("synthetic", true);
    Path results = reported("older", made, 5);
    try (Visitor visitor = visitor(results)) {
      Page page = visitor.page();
      assertThat(page.locator("#not-whole").isVisible()).isTrue();
      assertThat(page.locator("#not-sent").textContent()).contains("AllergyIntolerance");
      assertThat(page.locator("#lost").textContent()).contains("Condition could not be read");
      assertThat(page.locator("main").textContent()).contains("Made-up patients.");
      assertThat(page.locator("#alerts tbody tr").count()).isGreaterThan(3);
      assertThat(page.locator("#tile-diagnosed strong").textContent()).isEqualTo("0");
      visitor.assertSelfContained();
    }
  }

  @Test
  void whatCellsHoldStaysText() throws IOException {
    MadeUpResults made = MadeUpResults.many(60, 4);
    String hostile = "\"><script>document.title='taken'</script><img src=x onerror=alert(1)>";
    for (Map<String, String> row : made.patients) {
      row.put("patient", row.get("patient") + hostile);
      row.computeIfPresent("refused", (key, why) -> why + hostile);
      row.put("treatment_status", hostile);
    }
    for (List<Map<String, String>> rows : List.of(made.verdicts, made.findings)) {
      rows.forEach(row -> row.put("patient", row.get("patient") + hostile));
    }
    made.verdicts.forEach(
        row -> {
          row.put("policy", "x' OR 1=1 --" + hostile.replace(" ", ""));
          row.put("reasons", hostile.replace(" ", "") + " ${T(java.lang.Runtime)} [[${7*7}]]");
          row.put("missing", hostile.replace(" ", "") + ":" + hostile.replace(" ", ""));
        });
    made.findings.forEach(row -> row.put("finding", hostile + "\r\nline, two"));
    Path results = reported("hostile", made, 1);
    try (Visitor visitor = visitor(results, 390, ColorScheme.LIGHT)) {
      Page page = visitor.page();
      assertThat(page.title()).startsWith("A screened population");
      assertThat(page.locator("main script, main img").count()).isZero();
      assertThat(page.locator("#alerts").textContent()).contains("<script>document.title");
      assertThat(page.locator("main").textContent())
          .contains("${T(java.lang.Runtime)}", "[[${7*7}]]", "x' OR 1=1 --");
      visitor.assertSelfContained();
      visitor.assertFits();
    }
  }

  /** Even a script that came into the page would not run: only the two that belong to it may. */
  @Test
  void noOtherScriptRuns() throws IOException {
    Path results = reported("policy", MadeUpResults.many(20, 4), 5);
    Path page = results.resolve("report.html");
    java.nio.file.Files.writeString(
        page,
        java.nio.file.Files.readString(page)
            .replace("</main>", "<script>document.title='taken'</script></main>"));
    try (Visitor visitor = visitor(results)) {
      assertThat(visitor.page().title()).startsWith("A screened population");
      assertThat(visitor.page().locator(".plot svg").count()).isPositive();
    }
  }

  /** Codes and notes of the rows of a figure with their counts; labels where there is no code. */
  private static Map<String, String> rows(Page page, String id) {
    Map<String, String> rows = new LinkedHashMap<>();
    page.locator("#" + id + " tbody tr")
        .all()
        .forEach(
            row -> {
              String code = text(row, ".code");
              String note = text(row, ".note");
              String key = code.isEmpty() ? text(row, ".label") : code;
              rows.put(
                  note.isEmpty() ? key : key + " " + note, row.locator("td").first().textContent());
            });
    return new TreeMap<>(rows);
  }

  private static String text(com.microsoft.playwright.Locator row, String part) {
    return String.join("", row.locator(part).allTextContents());
  }

  private static List<String> counts(Page page, String table) {
    return page.locator(table + " tbody td:nth-child(2)").allTextContents();
  }

  /** How counts are told, said once more. */
  private record Told(int small) {

    String of(long count) {
      if (small > 1 && count > 0 && count < small) {
        return "<" + small;
      }
      long multiple = small > 1 ? Math.floorDiv(2 * count + small, 2L * small) * small : count;
      return String.format(Locale.ROOT, "%,d", multiple);
    }

    List<String> all(List<Long> counts) {
      return counts.stream().map(this::of).toList();
    }

    Map<String, String> values(Map<String, Long> counts) {
      Map<String, String> told = new TreeMap<>();
      counts.forEach((key, count) -> told.put(key, of(count)));
      return told;
    }
  }
}
