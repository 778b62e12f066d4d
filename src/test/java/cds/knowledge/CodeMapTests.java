package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.DataKind;
import cds.rules.Release;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and checking of code maps: what is wrong is said, with the place and what is allowed. */
class CodeMapTests {

  private static final String MAP =
      """
      owner: Clinic
      reviewed: "2026-11-01"
      codes:
        - system: urn:site
          code: "1"
          display: IGA
          score: viga-ad
          scale: 0-4
          value: string
          transform:
            answers: {3 - Moderate: 3}
          cases: {3 - Moderate: 3, "3": unreadable}
        - system: urn:site
          code: "2"
          display: EASI total
          score: easi
          scale: 0-72
          value: quantity
          range: "[0..72]"
          cases: {"72": 72}
      """;

  private static final String ONE =
      """
      owner: Clinic
      reviewed: "2026-11-01"
      codes:
        - system: urn:site
          code: "1"
          display: a row
      """;

  @Test
  void aMapWithoutFaultIsUnderstood() {
    assertThat(faults(MAP)).isEmpty();
    CodeMap map = CodeMapReader.read("maps/city.yaml", MAP, new Problems());

    assertThat(map.owner()).isEqualTo("Clinic");
    assertThat(map.codes()).extracting(SiteCode::name).containsExactly("urn:site|1", "urn:site|2");
  }

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "owner: Clinic ~ ohner: Clinic ~ column ohner: unknown key; did you mean 'owner'?",
        "owner: Clinic ~ ohner: Clinic ~ column owner: must be given as text",
        "owner: Clinic ~ owner: ' ' ~ column owner: '\" \"' is no text",
        "\"2026-11-01\" ~ 1st of May ~ column reviewed: '1st of May' is no date; allowed:"
            + " 2026-11-21",
        "code: \"2\" ~ code: \"1\" ~ row 1, column code: stands here twice with this system",
        "code: \"2\" ~ code: 12 ~ column code: '12' is no text; must be given as text, in quotes",
        "code: \"2\" ~ code: \"a  b\" ~ column code: 'a  b' is not allowed; allowed: a FHIR code",
        "code: \"2\" ~ code: \" a\" ~ column code: ' a' is not allowed; allowed: a FHIR code",
        "system: urn:site ~ system: city ~ column system: 'city' is not allowed; allowed: an"
            + " absolute URI",
        "display: IGA ~ titel: IGA ~ row 1, column titel: unknown key",
        "display: IGA ~ titel: IGA ~ row 1, column display: must be given",
        "score: easi ~ score: eazi ~ row 2, column score: no score 'eazi'; did you mean 'easi'?",
        "scale: 0-4 ~ scale: 0-5 ~ '0-5' is not the scale of viga-ad, which is 0-4; scores of 0-5:"
            + " iga-0-5",
        "scale: 0-4 ~ note: x ~ row 1, column scale: '' is not the scale of viga-ad, which is 0-4",
        "value: string ~ value: strings ~ column value: 'strings' is not allowed; allowed:"
            + " quantity, integer, numeric-string, string, coded",
        "value: quantity ~ value: string ~ row 2, column transform: value: string needs answers",
        "value: quantity ~ value: coded ~ row 2, column transform: value: coded needs answers",
        "value: string ~ value: quantity ~ row 1, column transform: answers do not go with value:"
            + " quantity",
        "range: \"[0..72]\" ~ note: x ~ row 2, column range: must be given, as in [0..72]",
        "range: \"[0..72]\" ~ range: \"[0..72)\" ~ column range: '[0..72)' is not allowed; allowed:"
            + " both ends",
        "range: \"[0..72]\" ~ range: \"[9..1]\" ~ column range: '[9..1]' is no range",
        "range: \"[0..72]\" ~ range: \"[0..73]\" ~ column range: 73 becomes 73, and easi goes from"
            + " 0 to 72",
        "range: \"[0..72]\" ~ {range: \"[0..72]\", x: 1} ~ not readable as YAML",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    transform: {factor: 0} ~ 'factor 0' is not allowed; allowed: a factor above 0",
        "\"[0..72]\" ~ \"[0..72]\"\\n    transform: {factor: -1} ~ 'factor -1' is not allowed",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    transform: {factor: 10} ~ 72 becomes 720, and easi goes from 0 to 72",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    transform: {faktor: 1} ~ column faktor: unknown key; did you mean 'factor'?",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    transform: {factor: 1, answers: {a: 1}} ~ allowed: none, {factor: 100} or"
            + " {answers: {…}}",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    answer-system: urn:a ~ answer-system: goes with value: coded only",
        "\"[0..72]\" ~ \"[0..72]\"\\n"
            + "    unit: kilo ~ row 2, column unit: 'kilo' is no unit of easi; allowed: {score},"
            + " score, 1",
        "\"[0..72]\" ~ \"[0..72]\"\\n    unit: kg ~ row 2, column unit: 'kg' is no unit of easi",
        "answers: {3 - Moderate: 3} ~ answers: {} ~ column answers: '{}' is not allowed; allowed: a"
            + " number for each answer",
        "answers: {3 - Moderate: 3} ~ answers: {3 - Moderate: three} ~ allowed: a number",
        "{3 - Moderate: 3} ~ {3 - Moderate: 3, 9 - x: 5} ~ '9 - x' becomes 5, and viga-ad has"
            + " values from 0 to 4 in steps of 1",
        "{3 - Moderate: 3} ~ {3 - Moderate: 3, 9 - x: 2.5} ~ '9 - x' becomes 2.5, and viga-ad has"
            + " values",
        "{3 - Moderate: 3} ~ {3 - Moderate: 3, 3 - Moderate: 4} ~ not readable as YAML",
        "{3 - Moderate: 3} ~ {3 - Moderate: 3, ' 3 - Moderate': 4} ~ each answer once, whatever"
            + " blanks",
        "value: string ~ value: integer ~ '3 - Moderate' is not allowed; allowed: whole numbers",
        "cases: {3 - Moderate: 3, ~ cases: {3 - Moderate: 2, ~ row 1, column cases: '3 - Moderate'"
            + " should be 2 and is 3",
        "\"3\": unreadable ~ \"3\": 3 ~ row 1, column cases: '3' should be 3 and is unreadable"
            + " (unknown answer)",
        "\"3\": unreadable ~ \"3\": perhaps ~ column cases: '3: \"perhaps\"' is not allowed;"
            + " allowed: a number or unreadable",
        "{\"72\": 72} ~ {\"72.1\": 72} ~ '72.1' should be 72 and is unreadable (out of range)",
        "{\"72\": 72} ~ {\"7 kg\": 7} ~ '7 kg' should be 7 and is unreadable (other unit)",
        "{\"72\": 72} ~ {seven: 7} ~ 'seven' should be 7 and is unreadable (other form)",
      })
  void aFaultIsNamed(String right, String wrong, String message) {
    String faulty = MAP.replace(right, wrong.replace("\\n", "\n"));

    assertThat(faulty).isNotEqualTo(MAP);
    assertThat(faults(faulty))
        .anySatisfy(fault -> assertThat(fault).startsWith("maps/city.yaml, ").contains(message));
  }

  @Test
  void theMapThatTheGuideShowsIsOneThatLoads() throws IOException {
    String guide = Files.readString(Path.of("fhir-profiles/README.md"));
    String shown = guide.substring(guide.indexOf("```yaml\n") + 8, guide.lastIndexOf("\n```"));

    assertThat(shown).contains("code: \"99000001\"");
    assertThat(faults(shown)).isEmpty();
  }

  @Test
  void aMapMustListCodes() {
    assertThat(faults("owner: Clinic\nreviewed: '2026-11-01'\n"))
        .containsExactly("maps/city.yaml, column codes: must list at least one code");
    assertThat(faults("- a")).containsExactly("maps/city.yaml: must hold keys and values");
    assertThat(faults("{}")).hasSize(3);
  }

  @ParameterizedTest(name = "{0}|{1} as {2}: {3}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "http://loinc.org ~ 29463-7 ~ easi ~ already means something else here: body-weight",
        "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity ~ scorad ~ easi ~ already"
            + " means",
        "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity ~ easy ~ easi ~ same at every"
            + " site",
        "http://loinc.org ~ 1-8 ~ easi ~ is a code system whose codes mean the same at every site",
        "http://snomed.info/sct ~ 1 ~ easi ~ is a code system whose codes mean the same at every"
            + " site",
      })
  void aPublicCodeKeepsItsMeaning(String system, String code, String score, String message) {
    String map =
        MAP.replace(
                "system: urn:site\n    code: \"2\"", "system: " + system + "\n    code: " + code)
            .replace("score: easi", "score: " + score);

    assertThat(faults(map.replace("code: " + code, "code: \"" + code + "\"")))
        .singleElement()
        .asString()
        .contains(message);
  }

  @Test
  void aPublicCodeMayBeMappedToWhatItMeans() {
    String system = "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity";

    assertThat(faults(MAP.replace("urn:site\n    code: \"2\"", system + "\n    code: easi")))
        .isEmpty();
  }

  @Test
  void aMeasurementNeedsItsUnitAndHasNoScale() {
    String weight = ONE + "    score: body-weight\n    value: quantity\n    range: \"[1..300]\"\n";

    assertThat(faults(weight))
        .singleElement()
        .asString()
        .contains("unit: must be given; allowed: kg");
    assertThat(faults(weight + "    unit: '%'\n"))
        .singleElement()
        .asString()
        .contains("allowed: kg");
    assertThat(faults(weight + "    unit: kg\n    scale: 0-1\n"))
        .singleElement()
        .asString()
        .contains("body-weight is a measurement without a scale; leave it out");
    assertThat(faults(weight + "    unit: kg\n    cases: {\"82\": 82}\n")).isEmpty();
    assertThat(faults(weight + "    unit: '[lb_av]'\n    cases: {\"100\": 45.359237}\n")).isEmpty();
    assertThat(faults(weight.replace("[1..", "[0..") + "    unit: kg\n"))
        .singleElement()
        .asString()
        .contains("0 becomes 0, and body-weight goes from 0 to 650");
  }

  @Test
  void aSurfaceNeedsItsUnitEvenIfItIsAScore() {
    String surface =
        ONE
            + "    score: bsa-involved\n"
            + "    scale: 0-100\n"
            + "    value: integer\n"
            + "    range: \"[0..9]\"\n";

    assertThat(faults(surface)).singleElement().asString().contains("unit: must be given");
    assertThat(faults(surface + "    unit: '%'\n")).isEmpty();
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    String map = MAP.replace("score: easi", "score: eazi").replace("scale: 0-4", "scale: 0-5");

    assertThat(faults(map)).hasSize(2);
  }

  @Test
  void theHashChangesWithTheTextAndNotWithLineEnds() {
    String hash = CodeMapReader.read("a", MAP, new Problems()).sha256();

    assertThat(hash).matches("sha256:[0-9a-f]{64}");
    assertThat(CodeMapReader.read("b", MAP.replace("\n", "\r\n"), new Problems()).sha256())
        .isEqualTo(hash);
    assertThat(CodeMapReader.read("a", MAP + " ", new Problems()).sha256()).isNotEqualTo(hash);
  }

  @Test
  void theTemplateOfObservationsAsksForTheSitesCodesInOrder() {
    ServiceDefinition service = Release.rules().services().values().iterator().next();
    SiteCodes site = site(MAP);
    String template = site.templates(service).get(DataKind.OBSERVATIONS);
    List<String> tokens = Arrays.asList(template.split("&code=")[1].split(","));

    assertThat(tokens).isSorted().contains("urn:site|1", "urn:site|2", "http://loinc.org|29463-7");
    assertThat(tokens).hasSize(service.prefetch().get(DataKind.OBSERVATIONS).split(",").length + 2);
    assertThat(site.templates(service).get(DataKind.PATIENT))
        .isEqualTo(service.prefetch().get(DataKind.PATIENT));
    assertThat(SiteCodes.NONE.templates(service)).isSameAs(service.prefetch());
  }

  @ParameterizedTest(name = "{0}|{1} is asked for as {2}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "urn:site ~ a|b ~ urn:site|a%5C%7Cb",
        "urn:site ~ a,b ~ urn:site|a%5C%2Cb",
        "urn:site ~ a$b ~ urn:site|a%5C%24b",
        "urn:site ~ a\\b ~ urn:site|a%5C%5Cb",
        "urn:site ~ a&b=c#d?e+f%g ~ urn:site|a%26b%3Dc%23d%3Fe%2Bf%25g",
        "urn:site ~ a b ~ urn:site|a%20b",
        "urn:site ~ {{context.userId}} ~ urn:site|%7B%7Bcontext.userId%7D%7D",
        "urn:site ~ é ~ urn:site|%C3%A9",
        "https://ehr.example/a,b?c=d ~ 1 ~ https://ehr.example/a%5C%2Cb%3Fc%3Dd|1",
      })
  void noCodeCanBreakTheTemplate(String system, String code, String token) {
    String map =
        MAP.replace("system: urn:site\n    code: \"2\"", "system: SYSTEM\n    code: 'CODE'")
            .replace("SYSTEM", "'" + system + "'")
            .replace("CODE", code);
    ServiceDefinition service = Release.rules().services().values().iterator().next();

    assertThat(
            site(map).templates(service).get(DataKind.OBSERVATIONS).split("&code=")[1].split(","))
        .contains(token);
  }

  @Test
  void aMapIsToldInWords() {
    assertThat(site(MAP).explain())
        .containsExactly(
            "Observation “IGA” (code 1 of urn:site) is read as vIGA-AD, scale 0 to 4. A string: “3"
                + " - Moderate” is 3. No answer gives 0, 1, 2, 4. Everything else is unreadable.",
            "Observation “EASI total” (code 2 of urn:site) is read as EASI, scale 0 to 72. A"
                + " Quantity from 0 to 72. Everything else is unreadable.");
    assertThat(
            site(MAP.replace("[0..72]", "[0..50]").replace("{\"72\": 72}", "{}")).explain().get(1))
        .contains("from 0 to 50 (the score itself goes from 0 to 72).");
  }

  static Stream<Path> examples() {
    return Stream.of("epic-like", "oracle-health-like")
        .map(name -> Path.of("fhir-profiles/code-maps/" + name + ".yaml"));
  }

  /** Every answer, both ends of every range and something beyond them have a case. */
  @ParameterizedTest
  @MethodSource("examples")
  void aShippedExampleProvesItself(Path file) throws IOException {
    SiteCodes site = site(Files.readString(file));

    assertThat(site.all()).hasSizeGreaterThan(4);
    for (SiteScore score : site.all()) {
      SiteCode code = score.code();
      List<String> cased = List.copyOf(code.cases().keySet());
      assertThat(cased).as(code.name()).containsAll(code.answers().keySet());
      assertThat(code.cases().values()).as(code.name()).anyMatch(Optional::isEmpty);
      Range range = code.range();
      if (range != null) {
        assertThat(cased).contains(text(range.low()), text(range.high()));
        assertThat(refused(code))
            .as(code.name() + " below")
            .anyMatch(n -> n.compareTo(range.low()) < 0);
        assertThat(refused(code))
            .as(code.name() + " above")
            .anyMatch(n -> n.compareTo(range.high()) > 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"quantity", "integer", "numeric-string", "string", "coded"})
  void theExamplesShowEveryForm(String word) throws IOException {
    StringBuilder texts = new StringBuilder();
    for (Path example : examples().toList()) {
      texts.append(Files.readString(example));
    }
    assertThat(texts).contains("value: " + word + "\n");
  }

  private static List<BigDecimal> refused(SiteCode code) {
    return code.cases().entrySet().stream()
        .filter(each -> each.getValue().isEmpty() && each.getKey().matches("-?[0-9.]+"))
        .map(each -> new BigDecimal(each.getKey()))
        .toList();
  }

  private static String text(BigDecimal number) {
    return number.toPlainString();
  }

  private static SiteCodes site(String text) {
    Problems problems = new Problems();
    CodeMap map = CodeMapReader.read("maps/city.yaml", text, problems);
    SiteCodes site = SiteCodes.of(map, Release.rules(), problems);
    problems.refuseIfAny();
    return site;
  }

  private static List<String> faults(String text) {
    Problems problems = new Problems();
    CodeMap map = CodeMapReader.read("maps/city.yaml", text, problems);
    SiteCodes.of(map, Release.rules(), problems);
    return problems.found().stream().map(Problem::toString).toList();
  }
}
