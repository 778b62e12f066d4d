package cds.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clinical content is data: the Java code names no drug, disease, test or code. The forbidden words
 * are taken from the published vocabulary itself, so that they grow with it.
 */
class ClinicalWordsTests {

  private static final Pattern WORD = Pattern.compile("[A-Z]{3,}(?![a-z])|[A-Z]?[a-z]{2,}");
  private static final Pattern DIGITS = Pattern.compile("(?<![\\w.])\\d{4,}(?:-\\d)?(?![\\w.])");
  private static final Pattern COMMENT_DATE = Pattern.compile("\\d{4}-\\d\\d(-\\d\\d)?");
  private static final String FORMULAS = "src/main/java/cds/derive/formula/";

  /** Verdicts and the policy finding are words of the contract, not of a disease. */
  private static final Set<String> CONTRACT_CODES =
      Set.of("ELIGIBLE", "NOT_ELIGIBLE", "INSUFFICIENT_DATA", "PROFILE_NOT_MET");

  /** The key of our card extension is the product's own name. */
  private static final String EXTENSION_KEY = "io.github.dupilumab-cds";

  /** Words of our own code systems that the contract fixes: outcome of a trial, kinds of data. */
  private static final Set<String> CONTRACT_WORDS =
      words("allergy allergies eligible eligibility verdict policy label dosing loading uncoded");

  /** Words of FHIR and CDS Hooks that stand in displays too. */
  private static final Set<String> PROTOCOL_WORDS =
      words(
          """
          amended auto cards child clinical coded component conditions confirmed controller corrected
          device devices discharge entered error excluded final finding findings group intended modified
          observation observations patient policy preliminary reaction related severe severity
          status substance topics vaccine value values variable
          """);

  /** Words of every language about measurement and time, and of plain English. */
  private static final Set<String> PLAIN_WORDS =
      words(
          """
          about above account accepted active actual add adequate adult after age agent all already
          ask band card cell class done drop live met near outcome too
          already and any apply area are art avoid baseline because before below between body both
          but can case category cause change clinician code codes combined common complete
          contradict count counts course current data date dates day days decrease degree depends
          derived different differ differs disease enough estimated hours pre strong worst younger does dose drug due each effect either end entry
          event events ever existing factor failure field filled first following for form from full
          general given grade has have head high history holding hold holds how inadequate increase
          incomplete index instrument interval intervals into its known large last late left less
          level life light like limit list local long longer low lower main mass may mean measured
          medication method mild missing mixed moderate month months more most much multiple name
          needed needs neither never new next nodes non none nor not number off old older one only
          open order organ original other out over overlaps own part partial past pattern per
          percent period person plan point points positive possible potency present presence
          previous primary problem procedure product products prior rate raises range ratio reason
          reasons recent reduced reference region related report reported response result review
          right route safe same scale score scores second see self set severity short side sign
          signs single site situation skip small some specified stage state step stopped strength
          such sum symptom symptoms system systems table target taken test than that the their them
          then there this three tie time times today total treated treatment treatments trial two
          type types under unit units unknown unspecified until upper usable use used using via was
          week weeks weight when which while who whole with within without word words work would
          wrong yes you your conflict another answered applicable ago ahead height impossible weak checked duplicate higher loss sleep stopping
          """);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void theCodeNamesNoDrugDiseaseTestOrFinding() {
    Set<String> forbidden = forbiddenWords();
    Map<String, String> sources = sources();
    assertThat(sources).as("files seen").hasSizeGreaterThan(60);
    assertThat(forbidden)
        .as("words taken from the vocabulary")
        .hasSizeGreaterThan(400)
        .contains("dupilumab", "mometasone", "atopic", "keratitis", "easi", "scorad", "asthma");

    Map<String, Set<String>> leaks = new TreeMap<>();
    sources.forEach((path, text) -> leak(leaks, path, said(text, forbidden)));

    assertThat(leaks).isEmpty();
  }

  @Test
  void theCodeHoldsNoCodeOfATerminologyAndNoFindingCode() {
    Set<String> codes = codes();
    assertThat(codes).hasSizeGreaterThan(500).contains("24079001", "29463-7", "OCULAR_RED_FLAG");

    Map<String, Set<String>> leaks = new TreeMap<>();
    sources().forEach((path, text) -> leak(leaks, path, coded(text, codes)));

    assertThat(leaks).isEmpty();
  }

  /** A planted drug, disease, instrument, code and finding are each found. */
  @Test
  void whatIsPlantedIsFound() {
    Set<String> forbidden = forbiddenWords();
    assertThat(said("boolean hasKeratitis", forbidden)).containsExactly("keratitis");
    assertThat(said("/** As in \"mometasone, once\". */", forbidden)).containsExactly("mometasone");
    assertThat(said("EASI_LIMIT", forbidden)).containsExactly("easi");
    assertThat(said("scoradTotal", forbidden)).containsExactly("scorad");
    assertThat(said("List<String> lines = read(path);", forbidden)).isEmpty();
    assertThat(coded("code.equals(\"24079001\")", codes())).containsExactly("24079001");
    assertThat(coded("\"29463-7\"", codes())).containsExactly("29463-7");
    assertThat(coded("raise(\"OCULAR_RED_FLAG\")", codes())).containsExactly("OCULAR_RED_FLAG");
  }

  /** An exception that nothing needs any more must go: each word is forbidden without it. */
  @Test
  void contractExceptionsAreStillUsed() {
    String all = String.join("\n", sources().values());
    CONTRACT_CODES.forEach(code -> assertThat(all).contains(code));
    assertThat(String.join("\n", SourceFiles.main().values())).contains(EXTENSION_KEY);
  }

  private static void leak(Map<String, Set<String>> leaks, String path, Set<String> found) {
    if (!found.isEmpty()) {
      leaks.put(path, found);
    }
  }

  private static Set<String> said(String text, Set<String> forbidden) {
    Set<String> said = new TreeSet<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String lower = word.group().toLowerCase(Locale.ROOT);
      if (forbidden.contains(lower)) {
        said.add(lower);
      }
    }
    return said;
  }

  private static Set<String> coded(String text, Set<String> codes) {
    Set<String> coded = new TreeSet<>();
    Matcher digits = DIGITS.matcher(COMMENT_DATE.matcher(text).replaceAll("date"));
    for (String source : List.of(text, COMMENT_DATE.matcher(text).replaceAll("date"))) {
      digits = DIGITS.matcher(source);
      while (digits.find()) {
        if (codes.contains(digits.group())) {
          coded.add(digits.group());
        }
      }
    }
    Matcher word = Pattern.compile("\\b[A-Z][A-Z0-9_.]{3,}\\b").matcher(text);
    while (word.find()) {
      if (codes.contains(word.group())) {
        coded.add(word.group());
      }
    }
    return coded;
  }

  /** All sources but the published formulas of two instruments. */
  private static Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>();
    SourceFiles.main()
        .forEach(
            (path, text) -> {
              if (!path.startsWith(FORMULAS)) {
                sources.put(path, text.replace(EXTENSION_KEY, ""));
              }
            });
    return sources;
  }

  private static Set<String> forbiddenWords() {
    Set<String> words = new TreeSet<>();
    for (JsonNode vocabulary : vocabularies()) {
      List<String> texts = new ArrayList<>(List.of(vocabulary.path("title").asString("")));
      concepts(vocabulary).forEach(c -> texts.add(c.path("display").asString("")));
      if (vocabulary.path("id").asString("").equals("ad-severity")) {
        concepts(vocabulary).forEach(c -> texts.add(c.path("code").asString("")));
      }
      texts.forEach(text -> addWords(text, words));
    }
    ingredients().forEach(name -> addWords(name, words));
    words.removeAll(PLAIN_WORDS);
    words.removeAll(PROTOCOL_WORDS);
    words.removeAll(CONTRACT_WORDS);
    return words;
  }

  private static void addWords(String text, Set<String> words) {
    Matcher word = Pattern.compile("[A-Za-z]{3,}").matcher(text);
    while (word.find()) {
      words.add(word.group().toLowerCase(Locale.ROOT));
    }
  }

  private static Set<String> codes() {
    Set<String> codes = new HashSet<>();
    for (JsonNode vocabulary : vocabularies()) {
      concepts(vocabulary)
          .forEach(
              concept -> {
                String code = concept.path("code").asString("");
                if (code.matches("\\d{4,}(-\\d)?|[A-Z]\\d\\d[\\w.]*|[A-Z][A-Z0-9_]{3,}")) {
                  codes.add(code);
                }
              });
    }
    table("drug-products.csv").forEach(cells -> codes.add(cells[0]));
    codes.removeAll(CONTRACT_CODES);
    return codes;
  }

  private static Set<String> ingredients() {
    Set<String> names = new TreeSet<>();
    Matcher name =
        Pattern.compile("(?m),(\\d+),([a-z][^,\"]*),(?:topical|oral|inhaled|injectable)")
            .matcher(
                SourceFiles.under(Path.of("fhir-profiles/terminology"), "products.csv")
                    .values()
                    .iterator()
                    .next());
    while (name.find()) {
      names.add(name.group(2));
    }
    assertThat(names).hasSizeGreaterThan(20);
    return names;
  }

  private static List<String[]> table(String suffix) {
    return SourceFiles.under(Path.of("fhir-profiles/terminology"), suffix)
        .values()
        .iterator()
        .next()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .toList();
  }

  private static List<JsonNode> vocabularies() {
    List<JsonNode> vocabularies = new ArrayList<>();
    for (String folder : List.of("codesystems", "valuesets")) {
      SourceFiles.under(Path.of("fhir-profiles", folder), ".json")
          .values()
          .forEach(text -> vocabularies.add(JSON.readTree(text)));
    }
    assertThat(vocabularies).hasSizeGreaterThan(100);
    return vocabularies;
  }

  private static List<JsonNode> concepts(JsonNode vocabulary) {
    List<JsonNode> concepts = new ArrayList<>();
    vocabulary.path("concept").forEach(concepts::add);
    vocabulary
        .path("compose")
        .path("include")
        .forEach(include -> include.path("concept").forEach(concepts::add));
    return concepts;
  }

  private static Set<String> words(String text) {
    return Set.copyOf(new TreeSet<>(List.of(text.strip().split("\\s+"))));
  }
}
