package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class TextsTests {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, String> FILES = files();
  private static final String RULE =
      """
      title: HIV # the name
      version: 1.1.0
      when: >-
        HIV infection
        is on record.
      findings:
        HIV_REVIEW:
          topic: infection
          summary: "HIV on record"
          action: 'Involve the specialist.'

      # The end.
      """;

  private static Map<String, String> files() {
    Map<String, String> files = RuleTexts.ending("/rule.yaml");
    files.putAll(RuleTexts.ending("/reasons.yaml"));
    return files;
  }

  /** Every text of every rule: unchanged it changes nothing, changed it changes alone. */
  @Test
  void everyTextOfTheReleaseCanBeChanged() {
    int texts = 0;
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      String yaml = file.getValue();
      ObjectNode root = (ObjectNode) YAML.readTree(yaml);
      for (String path : paths(root, "")) {
        String old = Texts.at(yaml, path).orElseThrow();
        String where = file.getKey() + " " + path;
        assertThat(Texts.with(yaml, path, old)).as(where).isSameAs(yaml);
        if (texts++ % 5 == 0) {
          String other = old + " {easi}: \"10 %\" or more # not a comment";
          JsonNode changed = YAML.readTree(Texts.with(yaml, path, other));
          assertThat(changed.at(pointer(path)).asString()).as(where).isEqualTo(other);
          assertThat(with(changed, path, old)).as(where).isEqualTo(root);
        }
      }
    }
    assertThat(texts).isGreaterThan(800);
  }

  private static List<String> paths(JsonNode node, String above) {
    List<String> paths = new ArrayList<>();
    node.properties()
        .forEach(
            entry -> {
              String path = above + entry.getKey();
              if (entry.getValue().isString()) {
                paths.add(path);
              }
              paths.addAll(paths(entry.getValue(), path + "."));
            });
    return paths;
  }

  private static String pointer(String path) {
    return "/" + path.replace('.', '/');
  }

  private static JsonNode with(JsonNode root, String path, String text) {
    String parent = path.contains(".") ? pointer(path.substring(0, path.lastIndexOf('.'))) : "";
    ((ObjectNode) root.at(parent)).put(path.substring(path.lastIndexOf('.') + 1), text);
    return root;
  }

  @Test
  void aTextIsWrittenAsTheOldOneWas() {
    assertThat(Texts.with(RULE, "title", "HIV infection"))
        .isEqualTo(RULE.replace("title: HIV #", "title: HIV infection #"));
    assertThat(Texts.with(RULE, "title", "HIV: yes"))
        .isEqualTo(RULE.replace("title: HIV #", "title: \"HIV: yes\" #"));
    assertThat(Texts.with(RULE, "version", "1.2")).isEqualTo(RULE.replace("1.1.0", "\"1.2\""));
    assertThat(Texts.with(RULE, "findings.HIV_REVIEW.summary", "HIV: \"active\""))
        .isEqualTo(RULE.replace("\"HIV on record\"", "\"HIV: \\\"active\\\"\""));
    assertThat(Texts.with(RULE, "findings.HIV_REVIEW.action", "Write: {hiv.because}."))
        .isEqualTo(RULE.replace("'Involve the specialist.'", "\"Write: {hiv.because}.\""));
    assertThat(Texts.with(RULE, "when", "word ".repeat(30) + "end: {easi} # \"10 %\""))
        .isEqualTo(
            RULE.replace(
                "  HIV infection\n  is on record.\n",
                "  "
                    + "word ".repeat(19).strip()
                    + "\n  "
                    + "word ".repeat(11)
                    + "end: {easi} # \"10 %\"\n"));
    assertThat(Texts.with(RULE, "when", "two\nlines"))
        .isEqualTo(RULE.replace(">-\n  HIV infection\n  is on record.", "\"two\\nlines\""));
  }

  @Test
  void aTextThatIsNotThereYetComesAfterItsNeighbours() {
    assertThat(Texts.with(RULE, "findings.HIV_REVIEW.detail", "Found: {hiv.because}"))
        .isEqualTo(
            RULE.replace("specialist.'\n", "specialist.'\n    detail: \"Found: {hiv.because}\"\n"));
    assertThat(Texts.with("a: {b: c}\nd: {}\n", "a.e", "f, g"))
        .isEqualTo("a: {b: c, e: \"f, g\"}\nd: {}\n");
    assertThat(Texts.with("a: {b: c}\nd: {}\n", "d.e", "f"))
        .isEqualTo("a: {b: c}\nd: {e: \"f\"}\n");
  }

  /** A text that tries to be more than a text stays one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\nstatus: active",
        "x\"\nstatus: active #",
        "!!java.net.URL [http://x]",
        "!tag x",
        "&anchor x",
        "*alias",
        "<<: {a: b}",
        "- x",
        "? x",
        "| x",
        "> x",
        "# x",
        "x # y",
        "x: y",
        "{a: b}",
        "[a]",
        "%YAML 1.1",
        "---",
        "...",
        "@x",
        "`x`",
        "'x'",
        "\"x\"",
        "\\x \\u0041",
        "null",
        "true",
        "12",
        "1.0",
        "",
        " ",
        " padded ",
        "two  spaces",
        "line\n\nline\n",
        "{easi} of {a.because}, 10 %",
        "é 漢字 \uD83D\uDE00 \u2028",
      })
  void anyTextStaysOneText(String text) {
    for (String path : List.of("title", "when", "findings.HIV_REVIEW.summary")) {
      ObjectNode expected = (ObjectNode) YAML.readTree(RULE);
      String changed = Texts.with(RULE, path, text);

      assertThat(YAML.readTree(changed)).isEqualTo(with(expected, path, text));
      assertThat(Texts.at(changed, path)).contains(text);
    }
  }

  @Test
  void whatCannotBeDoneIsSaid() {
    assertThat(Texts.at(RULE, "findings")).isEmpty();
    assertThatThrownBy(() -> Texts.with(RULE, "findings", "x"))
        .hasMessage("there is no text findings here");
    assertThatThrownBy(() -> Texts.with(RULE, "findings.NONE.summary", "x"))
        .hasMessage("there is no text findings.NONE.summary here");
    assertThatThrownBy(() -> Texts.with(RULE, "a: b\nc", "x")).isInstanceOf(SheetRefused.class);
    assertThatThrownBy(() -> Texts.with(RULE, "title", "a\tb")).hasMessageContaining("U+0009");
    assertThatThrownBy(() -> Texts.with("a: &x b\nc: *x\n", "c", "d"))
        .isInstanceOf(SheetRefused.class);
    assertThatThrownBy(() -> Texts.with("a: b\na: c\n", "a", "d"))
        .hasMessage("line 2: the key 'a' stands here twice");
  }
}
