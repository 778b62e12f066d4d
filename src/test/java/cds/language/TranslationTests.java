package cds.language;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.Catalogue;
import cds.knowledge.Problem;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.rules.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with a catalogue is said with file, line, key, what was read and what is nearest.
 */
class TranslationTests {

  private static final String SUMMARY =
      "Pen ordered under 2 years: the label allows the syringe only";
  private static final String CATALOGUE = Pseudo.catalogue();

  private static List<String> problems(Map<String, String> texts) {
    Problems problems = new Problems();
    RuleSetReader.read(new RuleFiles(texts), problems);
    return problems.found().stream().map(Problem::toString).toList();
  }

  private static List<String> problems(String catalogue) {
    Map<String, String> texts = Release.texts();
    texts.put(Pseudo.FILE, catalogue);
    return problems(texts);
  }

  private static String changed(String from, String to) {
    assertThat(CATALOGUE).contains(from);
    return CATALOGUE.replace(from, to);
  }

  @Test
  void theMadeUpLanguageHasNoProblem() {
    assertThat(problems(CATALOGUE)).isEmpty();
  }

  @Test
  void aTextWithoutTranslationIsSaid() {
    assertThat(problems(changed(Pseudo.translated(SUMMARY), " ")))
        .singleElement()
        .asString()
        .startsWith(Pseudo.FILE)
        .contains("rules/dosing/", "DEVICE_NOT_FOR_AGE, summary")
        .contains("declared complete, but 'Pen ordered under 2 years")
        .contains("has no translation");
  }

  @Test
  void aTranslationOfATextThatWasChangedIsNeverShown() {
    Map<String, String> texts = Release.texts();
    texts.put(Pseudo.FILE, CATALOGUE);
    texts.replaceAll(
        (path, text) -> path.equals(Pseudo.FILE) ? text : text.replace(SUMMARY, SUMMARY + "!"));
    assertThat(problems(texts))
        .hasSize(2)
        .anySatisfy(
            stale ->
                assertThat(stale)
                    .matches("(?s)" + Pseudo.FILE + ", row line \\d+, column english: .*")
                    .contains("is no text of the rules any more; did you mean '" + SUMMARY + "!'?"))
        .anySatisfy(missing -> assertThat(missing).contains("has no translation"));
  }

  @Test
  void aProblemNamesItsLine() {
    String line = "  - english: \"" + SUMMARY + "\"";
    long number = CATALOGUE.lines().takeWhile(l -> !l.equals(line)).count() + 1;
    assertThat(problems(changed(Pseudo.translated(SUMMARY), "<b>Pen</b>")))
        .singleElement()
        .asString()
        .contains("row line " + number + ",", "no HTML");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "óń {date}⟧ | óń {day}⟧ | must have the placeholders",
        "complete: true | complete: false | a language is reviewed when it is complete",
        "reviewed: {by: nobody, on: 2026-11-22} | reviewed: {by: nobody} | must be the day of the"
            + " review",
        "reviewed: {by: nobody, on: 2026-11-22} | reviewed: {on: 2026-11-22} | must name who"
            + " reviewed",
        "dd.MM.yyyy | dd.MM. | the pattern does not tell",
        "dd.MM.yyyy | dd.MM.yy | the pattern does not tell the whole date",
        "dd.MM.yyyy | dd.QQ.bbb{ | is no pattern of a date; an example: dd.MM.yyyy",
        "decimal: \",\" | decimal: \"\" | must be the one sign before the decimals",
        "name: Pseudo | nam: Pseudo | unknown key; did you mean 'name'?"
      })
  void aMistakeInTheCatalogueIsSaid(String from, String to, String message) {
    assertThat(problems(changed(from, to)))
        .anySatisfy(problem -> assertThat(problem).contains(Pseudo.FILE, message));
  }

  @Test
  void aSummaryThatIsTooLongIsSaid() {
    assertThat(problems(changed(Pseudo.translated(SUMMARY), "é".repeat(140))))
        .singleElement()
        .asString()
        .contains("longer than 139 characters");
    assertThat(problems(changed(Pseudo.translated(SUMMARY), "é".repeat(139)))).isEmpty();
  }

  @Test
  void aTextTranslatedTwiceIsSaid() {
    String twice = "  - english: \"" + SUMMARY + "\"\n    translated: \"a\"\n";
    assertThat(problems(CATALOGUE + twice))
        .singleElement()
        .asString()
        .contains(
            "'Pen ordered under 2 years: the label allows the syringe only' is translated twice");
  }

  @Test
  void aKeyTwiceIsSaid() {
    assertThat(problems("name: Again\n" + CATALOGUE))
        .anySatisfy(p -> assertThat(p).contains(Pseudo.FILE, "Duplicate"));
  }

  @Test
  void aFileThatIsNamedForNoLanguageIsSaid() {
    Map<String, String> texts = Release.texts();
    texts.put(
        "rules/languages/de_AT.yaml",
        "name: x\n"
            + "complete: false\n"
            + "formats: {decimal: \",\", day: dd.MM.yyyy, month: MM.yyyy, year: yyyy}\n");
    assertThat(problems(texts)).singleElement().asString().contains("is no language tag");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~  no-order: no order\\n~ | ~~ | column no-order: the phrase has no words",
        "~  no-order:~ | ~  no-ordr:~ | no such phrase; did you mean 'no-order'?",
        "born {date} | born | must have the placeholders [date], has []",
        "~  otic: otic\\n~ | ~~ | column otic: the code has no words"
      })
  void englishMustHaveEveryPhraseAndCode(String from, String to, String message) {
    Map<String, String> texts = Release.texts();
    String english = texts.get("rules/languages/en.yaml");
    String read = from.replace("\\n", "\n");
    assertThat(english).contains(read);
    texts.put("rules/languages/en.yaml", english.replace(read, to));
    assertThat(problems(texts)).anySatisfy(problem -> assertThat(problem).contains(message));
  }

  @Test
  void aLanguageThatNobodyReviewedCannotBeChosen() {
    Map<String, String> texts = Release.texts();
    texts.put(Pseudo.FILE, changed("reviewed: {by: nobody, on: 2026-11-22}\n", ""));
    assertThat(Release.parse(texts).languages().tags()).containsExactly(Languages.ENGLISH);
    assertThat(Release.parse(Pseudo.texts()).languages().tags())
        .containsExactlyInAnyOrder(Languages.ENGLISH, Pseudo.TAG);
  }

  /**
   * {@code mvn test -Dtest=TranslationTests -Dlanguage.write=de} writes an empty catalogue, or a
   * new one that keeps the translations which still fit.
   */
  @Test
  void aCatalogueCanBeWrittenAndFilledIn(@TempDir Path folder) throws IOException {
    String tag = System.getProperty("language.write", "");
    Path file =
        tag.isEmpty() ? folder.resolve("kw.yaml") : Path.of("rules/languages", tag + ".yaml");
    RuleSet rules = Release.rules();
    Collection<Catalogue.Text> texts = Catalogue.of(rules).values();
    Files.writeString(file, CatalogueFile.updated(file, texts));

    Map<String, String> release = Release.texts();
    release.put("rules/languages/" + file.getFileName(), Files.readString(file));
    assertThat(problems(release)).isEmpty();
    assertThat(texts).hasSizeGreaterThan(700);

    Path filled = folder.resolve("filled.yaml");
    Files.writeString(filled, CATALOGUE);
    assertThat(CatalogueFile.updated(filled, texts)).isEqualTo(CATALOGUE);
  }
}
