package cds.authoring.words;

import static org.assertj.core.api.Assertions.assertThat;

import cds.authoring.sheet.Grid;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import cds.rules.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowWordsTests {

  private static final RuleSet RULES = Release.rules();

  private static RowWords words(String rule) {
    return RowWords.of(RULES, RULES.rule(rule).orElseThrow());
  }

  private static Grid grid(String path) {
    return Grid.ofCsv(Release.texts().get("rules/" + path + ".csv"));
  }

  @Test
  void aRowIsASentence() {
    RowWords words = words("eligibility/trial-entry");
    Grid easi = grid("eligibility/trial-entry/easi");
    List<String> said = new ArrayList<>();
    for (int row = 0; row < easi.rows().size(); row++) {
      said.add(words.when(easi.cells(row)) + " → " + words.then(easi.cells(row)));
    }

    assertThat(said)
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains("EASI: 16 (trial_easi) or more")
                    .contains("criterion met"));
    assertThat(words.when(Map.of("id", "x", "age_months [mo]", "[144..)")))
        .isEqualTo("age: 12 years or more");
    assertThat(words.then(Map.of("id", "x", ">criterion", "met", ">reason", "none")))
        .isEqualTo("criterion met");
  }

  /** The catalogue, which people review, and the pages on which they edit say the same. */
  @Test
  void allRowsOfTheReleaseAreToldAsInTheCatalogue() throws Exception {
    String catalogue =
        Files.readString(Path.of("docs/catalogue.md"))
            .replaceAll("\\(findings\\.md#[a-z0-9_-]+\\)", "")
            .replaceAll("[\\\\`*]", "")
            .replaceAll("\\[([A-Z0-9_]+)]", "$1");
    int rows = 0;
    for (Rule rule : RULES.rules()) {
      RowWords words = RowWords.of(RULES, rule);
      for (Table table : rule.tables()) {
        Grid grid = Grid.ofCsv(Release.texts().get(table.file()));
        for (int row = 0; row < grid.rows().size(); row++, rows++) {
          Map<String, String> cells = grid.cells(row);
          assertThat(catalogue)
              .as(table.id())
              .contains(
                  "| %s | %s | %s |"
                      .formatted(cells.get("id"), words.when(cells), words.then(cells)));
        }
      }
    }
    assertThat(rows).isGreaterThan(500);
  }

  /** While an author types, a row is told as far as it can be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "[..",
        "[15..30",
        "99999999999999999999",
        "{",
        "{no_such}",
        ">=",
        "> x",
        "|",
        "missing:",
        "missing:why",
        "<script>",
        "1e99",
        "[1..2] | [3..4) | x | missing",
        "..",
        "[{a}..{b}]"
      })
  void aRowThatIsWrongIsToldToo(String cell) {
    RowWords words = words("eligibility/trial-entry");

    for (String column : List.of("age_months [mo]", "easi_recent", "no_such", "treatment_status")) {
      assertThat(words.when(Map.of(column, cell))).isNotBlank();
      assertThat(words.then(Map.of(">" + column, cell))).isNotBlank();
    }
    assertThat(words.then(Map.of(">finding", cell, ">criterion", cell))).isNotNull();
  }

  @Test
  void anOwnNumberOfARuleComesBeforeTheSharedOne() {
    Rule rule = RULES.rule("eligibility/trial-entry").orElseThrow();
    var shared = RULES.parameters().get("trial_easi");
    Rule own =
        new Rule(
            rule.id(),
            rule.kind(),
            rule.title(),
            rule.owner(),
            rule.status(),
            rule.version(),
            rule.reviewDue(),
            rule.prose(),
            Map.of(
                "trial_easi",
                new cds.knowledge.Parameter(
                    "trial_easi",
                    new java.math.BigDecimal("18.50"),
                    shared.unit(),
                    shared.since(),
                    shared.source(),
                    shared.confidence(),
                    List.of())),
            rule.tables(),
            rule.criteria(),
            rule.findings(),
            rule.extra());

    assertThat(Names.of(RULES, rule).parameter("trial_easi")).contains("16");
    assertThat(Names.of(RULES, own).parameter("trial_easi")).contains("18.50");
    assertThat(Names.of(RULES, own).parameter("trial_bsa")).contains("10");
    assertThat(
            RULES.elements().keySet().stream()
                .map(name -> Names.of(RULES, rule).label(name))
                .collect(Collectors.toSet()))
        .doesNotContain("")
        .noneMatch(label -> label.contains("_"));
  }
}
