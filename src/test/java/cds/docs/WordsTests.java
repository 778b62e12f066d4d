package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;

import cds.authoring.words.CellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a page says of a cell or an element means what the cell or element says. */
class WordsTests {

  @TempDir private Path rules;
  private Dictionary dictionary;

  @BeforeEach
  void write() throws IOException {
    Path elements = Files.createDirectories(rules.resolve("dictionary/elements"));
    Files.writeString(
        elements.resolve("some.yaml"),
        """
        weight: {type: number, unit: kg, label: body weight, domain: "(0..650]", kind: newest, of: body-weight, max-age-days: "{days}", rounding: up}
        age: {type: integer, unit: mo, label: age, domain: "[0..1500)", kind: tarot, deck: full, cards: [sun, moon]}
        count: {type: number, unit: /uL, label: count, kind: newest, of: unheard-of}
        score: {type: number, unit: "{score}", label: score, domain: "[0..72]", kind: score, instrument: easi}
        state: {type: code, values: [starter, stopped], label: treatment, kind: table}
        """);
    Files.writeString(rules.resolve("reasons.yaml"), "{}\n");
    Files.writeString(
        rules.resolve("dictionary/instruments.yaml"), "easi: {title: EASI, codes: score-easi}\n");
    dictionary =
        new Dictionary(
            rules,
            Map.of(
                "days", new YAMLMapper().readTree("{value: 90, unit: d}"),
                "seven", new YAMLMapper().readTree("{value: '7.0', unit: '{score}'}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "weight; [15..30); body weight: 15 kg or more, below 30 kg",
        "weight; (15..30] | missing; body weight: above 15 kg, up to 30 kg or not known",
        "weight; (0..); body weight: any value",
        "weight; [..15); body weight: below 15 kg",
        "weight; >= {days}; body weight: 90 kg (`days`) or more",
        "weight; any; ''",
        "age; [0..6); age: below 6 months",
        "age; [72..216); age: 6 years or more, below 18 years",
        "age; [6..30); age: 6 months or more, below 30 months",
        "age; missing:stale | missing:absent; age: too old or not recorded",
        "count; [1500..); 'count: 1,500/µL or more'",
        "count; 10000; 'count: 10,000/µL'",
        "score; ({seven}..72]; score: above 7.0 (`seven`)",
        "score; < 4; score: below 4",
        "score; (0..4]; score: above 0, up to 4",
        "score; [50..72); score: 50 or more, below 72",
        "score; [0..100]; score: any value",
        "age; [{unheard}..6); age: {unheard} months (`unheard`) or more, below 6 months",
        "state; starter | stopped | missing; 'treatment: starter, stopped or not known'",
      })
  void aCellIsReadAsItSays(String element, String cell, String words) {
    assertThat(new CellWords(dictionary, Dictionary.MARKS).condition(element, cell))
        .isEqualTo(words);
  }

  /** A kind or key that nobody put into words yet is named, never left out. */
  @Test
  void whatHasNoWordsYetIsNamed() {
    ElementWords words =
        new ElementWords(
            dictionary, new Vocabulary(Path.of("fhir-profiles"), rules), name -> "table " + name);

    assertThat(words.derived("age")).isEqualTo("`tarot` (deck `full`, cards `[sun,moon]`)");
    assertThat(words.derived("weight"))
        .startsWith("newest usable value of the last 90 days (`days`): [")
        .endsWith("(rounding `up`)");
    assertThat(words.derived("count")).contains("`unheard-of`");
    assertThat(words.derived("score")).isEqualTo("newest valid EASI");
    assertThat(words.derived("state")).isEqualTo("given by table state");
    assertThat(words.derived("no-such-element")).isEqualTo("``");
    assertThat(List.of(words.form("age"), words.form("state")))
        .containsExactly("whole number in months; possible `[0..1500)`", "starter or stopped");
  }
}
