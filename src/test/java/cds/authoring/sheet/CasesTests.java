package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTests {

  private static final Map<String, String> FILES = RuleTexts.ending("/cases.yaml");
  private static final String AGE =
      """
      # Proof.
      - {case: "6 months are enough",
         table: age, given: {age_months: 6},
         then: {criterion: met}}
      # Boundaries below.
      - {case: "5 months are not",
         table: age, given: {age_months: 5, hiv: "yes"},
         then: none}
      """;
  private static final RuleCase SEVEN =
      new RuleCase("7 are", "a/b/age", Map.of("age_months", "7"), Map.of("criterion", "met"));

  @Test
  void theCasesAreReadAsTheRulesReadThem() {
    Problems problems = new Problems();
    int seen = 0;
    for (Rule rule : Release.rules().rules()) {
      String text = FILES.getOrDefault("rules/" + rule.id() + "/cases.yaml", "");
      List<RuleCase> cases =
          Cases.read(text).stream()
              .map(c -> new RuleCase(c.says(), rule.id() + "/" + c.table(), c.given(), c.then()))
              .toList();
      assertThat(cases).isEqualTo(RuleCase.read(new RuleFiles(Release.texts()), rule, problems));
      seen += cases.size();
    }
    assertThat(seen).isGreaterThan(1000);
  }

  /** Who saves a case without a change changes no byte; cases are written as people wrote them. */
  @Test
  void everyCaseOfTheReleaseIsWrittenAsItStands() {
    assertThat(FILES).hasSizeGreaterThan(30);
    FILES.forEach(
        (path, text) -> {
          for (RuleCase one : Cases.read(text)) {
            assertThat(joined(text)).as(path).contains("- " + Cases.written(one, ", ") + "\n");
          }
          RuleCase first = Cases.read(text).get(0);
          assertThat(Cases.replace(text, first.table(), first.says(), first)).isEqualTo(text);
        });
  }

  /** The text with each case on one line, and "nothing" always said in the same way. */
  private static String joined(String text) {
    return text.replace(",\n   ", ", ").replace("then: {}}", "then: none}");
  }

  @Test
  void anEditOfAnyFileChangesOneCaseAndNoOtherLine() {
    FILES.forEach(
        (path, text) -> {
          List<RuleCase> cases = Cases.read(text);
          for (int place : new int[] {0, cases.size() / 2, cases.size() - 1}) {
            RuleCase one = cases.get(place);
            RuleCase other =
                new RuleCase(one.says() + ": \"y\" #", one.table(), one.given(), one.then());
            assertThat(Cases.replace(text, one.table(), one.says(), other))
                .as(path)
                .isEqualTo(
                    text.replace(
                        YamlWords.quoted(one.says()) + ",", YamlWords.quoted(other.says()) + ","));
            assertThat(joined(Cases.remove(text, one.table(), one.says())))
                .as(path)
                .isEqualTo(joined(text).replace("- " + Cases.written(one, ", ") + "\n", ""));
          }
          String more = Cases.append(text, SEVEN);
          assertThat(more).startsWith(text);
          assertThat(Cases.remove(more, "age", "7 are")).isEqualTo(text);
        });
  }

  @Test
  void aCaseIsWrittenAsPeopleWriteIt() {
    assertThat(Cases.append(AGE, SEVEN))
        .isEqualTo(
            AGE
                + """
                - {case: "7 are",
                   table: age, given: {age_months: 7},
                   then: {criterion: met}}
                """);
    assertThat(Cases.append("", SEVEN)).startsWith("- {case: \"7 are\",\n   table: age,");
    assertThat(Cases.append("# Proof.", SEVEN)).startsWith("# Proof.\n- {case: \"7 are\",\n");
    assertThat(Cases.replace(AGE, "age", "5 months are not", SEVEN))
        .isEqualTo(
            """
            # Proof.
            - {case: "6 months are enough",
               table: age, given: {age_months: 6},
               then: {criterion: met}}
            # Boundaries below.
            - {case: "7 are",
               table: age, given: {age_months: 7},
               then: {criterion: met}}
            """);
    assertThat(Cases.remove(AGE, "age", "6 months are enough"))
        .startsWith("# Proof.\n# Boundaries below.\n- {case: \"5 months");
    assertThat(Cases.remove(Cases.append("# Proof.\n", SEVEN), "age", "7 are"))
        .isEqualTo("# Proof.\n");
  }

  @Test
  void casesInLinesOfTheirOwnAreChangedToo() {
    String lines =
        """
        - case: one
          table: age
          given:
            age_months: 6 # half a year
          then: none

        # The other.
        - case: two
          table: age
          then: none
        """;

    assertThat(Cases.remove(lines, "age", "one"))
        .isEqualTo("\n# The other.\n- case: two\n  table: age\n  then: none\n");
    assertThat(Cases.replace(lines, "age", "one", SEVEN))
        .isEqualTo(
            lines
                .replace("case: one", "case: \"7 are\"")
                .replace("age_months: 6", "{age_months: 7}")
                .replaceFirst("then: none", "then: {criterion: met}"));
    assertThat(Cases.replace(lines, "age", "two", SEVEN))
        .endsWith(
            """
            # The other.
            - {case: "7 are",
               table: age, given: {age_months: 7},
               then: {criterion: met}}
            """);
  }

  /** Whatever an author types, it stays a text of that case. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "say \"no\" to it's",
        "a: b, {c: d}",
        "x\", table: other, given: {}, then: none}\n- {case: \"injected",
        "{easi} # no comment",
        "- {case: x}",
        "two\nlines\n",
        "!!java.lang.Runtime x",
        "&a *a",
        "back\\slash \\n \\\"",
        "é 漢字 \uD83D\uDE00 \u2028 end",
        "---",
        "...",
        "null",
        " ",
        "yes",
      })
  void anyTextSurvives(String text) {
    RuleCase odd = new RuleCase(text, "age", Map.of("age_months", text), Map.of("criterion", text));

    for (String file : List.of(AGE, AGE.replace("6 months", "\uD83D\uDE00 6 months"))) {
      String more = Cases.append(file, odd);
      assertThat(Cases.read(more)).hasSize(3).contains(odd);
      assertThat(more).startsWith(file);
      List<RuleCase> cases = new ArrayList<>(Cases.read(file));
      RuleCase first = cases.set(0, odd);
      assertThat(Cases.read(Cases.replace(file, "age", first.says(), odd))).isEqualTo(cases);
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThatThrownBy(() -> Cases.remove(AGE, "x/age", "8"))
        .hasMessage("table age has no case '8'");
    assertThatThrownBy(() -> Cases.remove(AGE + AGE, "age", "5 months are not"))
        .hasMessageContaining("stands here twice");
    assertThatThrownBy(() -> Cases.append("a: b\n", SEVEN))
        .hasMessage("the file must hold a list of cases");
    assertThatThrownBy(() -> Cases.append("[{case: x}]\n", SEVEN))
        .hasMessageContaining("cannot be changed here");
    assertThatThrownBy(() -> Cases.append(AGE + "...\n", SEVEN))
        .hasMessageContaining("cannot be changed here");
    assertThatThrownBy(() -> Cases.append("- {case: \"x\n", SEVEN))
        .hasMessageStartingWith("line 2: not readable as YAML");
    assertThatThrownBy(() -> Cases.append("[".repeat(100_000), SEVEN))
        .hasMessageContaining("nested or linked");
    assertThatThrownBy(() -> Cases.append(AGE, new RuleCase("a\u0007", "age", Map.of(), Map.of())))
        .hasMessageContaining("U+0007");
  }
}
