package cds.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No code without evidence, and every drug class finds its products. */
class TerminologyTests {

  private static final Path PRODUCTS = ProfileFiles.FOLDER.resolve("terminology/drug-products.csv");
  private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

  /** A precise ingredient; its products stand under the ingredient itself. */
  private static final Set<String> PRECISE = Set.of("236077");

  @TempDir private Path temp;

  @Test
  void everyCodeIsVerified() {
    CodeAudit audit = new CodeAudit(ProfileFiles.FOLDER);
    assertThat(audit.uses()).hasSizeGreaterThan(600);
    assertThat(audit.problems()).isEmpty();
  }

  @Test
  void everyVerifiedCodePassesItsCheckDigit() {
    List<String> checked =
        new CodeAudit(ProfileFiles.FOLDER)
            .verified().keySet().stream()
                .filter(key -> key.startsWith("http://snomed") || key.startsWith("http://loinc"))
                .toList();
    assertThat(checked).hasSizeGreaterThan(200);
    assertThat(checked)
        .allMatch(
            key ->
                CheckDigits.valid(
                    key.substring(0, key.indexOf('|')), key.substring(key.indexOf('|') + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    // two digits swapped: evidence and check digit both object
    "valuesets/hiv.json, 86406008, 86460008, has a wrong check digit",
    "valuesets/score-poem.json, 89870-0, 89780-0, has a wrong check digit",
    // a real code of another meaning
    "valuesets/hiv.json, 86406008, 71388002, is not a verified code",
    "valuesets/hiv.json, '\"B20\"', '\"B19\"', is not a verified code",
    "valuesets/score-easi.json, '\"easi\"', '\"easy\"', is not a verified code",
    "valuesets/score-observation-status.json, '\"amended\"', '\"mended\"', is not a verified code",
    // the code stays, its evidence or its name does not
    "terminology/codes.csv, '),verified,', '),unverified,', is not a verified code",
    "valuesets/hiv.json, immune deficiency, immunodeficiency, should read"
  })
  void plantedErrorIsFound(String file, String from, String to, String problem) throws IOException {
    copyTo(temp);
    Path target = temp.resolve(file);
    String before = ProfileFiles.text(target);
    assertThat(new CodeAudit(temp).problems()).isEmpty();
    assertThat(before).contains(from);
    Files.writeString(target, before.replace(from, to));
    assertThat(new CodeAudit(temp).problems())
        .anySatisfy(found -> assertThat(found).contains(problem));
  }

  private static void copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(ProfileFiles.FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(ProfileFiles.FOLDER.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  @Test
  void productsAreWellFormed() {
    List<CSVRecord> rows = ProfileFiles.rows(PRODUCTS);
    assertThat(rows).hasSizeGreaterThan(900);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.get("rxcui")).matches("\\d+");
              assertThat(row.get("ingredient")).matches("\\d+");
              assertThat(row.get("tty")).isIn("SCD", "SBD", "GPCK", "BPCK");
              assertThat(row.get("components")).isIn("single", "multi");
              assertThat(row.get("potency"))
                  .isIn("none", "weak", "moderate", "potent", "very potent");
              if (!row.get("potency").equals("none")) {
                assertThat(row.get("route")).isEqualTo("topical");
                assertThat(row.get("components")).isEqualTo("single");
              }
            });
    assertThat(rows.stream().map(row -> row.get("rxcui") + "|" + row.get("ingredient")))
        .doesNotHaveDuplicates();
    assertThat(rows.stream().map(row -> row.get("route")).distinct())
        .contains("topical", "oral", "injectable", "inhaled", "ophthalmic", "nasal", "rectal");
  }

  @Test
  void everyIngredientHasProducts() {
    Set<String> known =
        ProfileFiles.rows(PRODUCTS).stream()
            .map(row -> row.get("ingredient"))
            .collect(Collectors.toSet());
    List<CodeAudit.Use> ingredients =
        new CodeAudit(ProfileFiles.FOLDER)
            .uses().stream()
                .filter(use -> use.valueSet().endsWith("-ingredient"))
                .filter(use -> !PRECISE.contains(use.code()))
                .toList();
    assertThat(ingredients).hasSizeGreaterThan(40);
    assertThat(ingredients)
        .allSatisfy(
            use -> {
              assertThat(use.system()).isEqualTo(RXNORM);
              assertThat(known).contains(use.code());
            });
  }

  @Test
  void everyDupilumabProductIsInTheTable() {
    Set<String> products =
        ProfileFiles.rows(PRODUCTS).stream()
            .filter(row -> row.get("ingredient_name").equals("dupilumab"))
            .map(row -> row.get("rxcui"))
            .collect(Collectors.toSet());
    assertThat(products).hasSize(10);
    assertThat(
            new CodeAudit(ProfileFiles.FOLDER)
                .uses().stream()
                    .filter(use -> use.valueSet().matches("dupilumab-\\d+mg-.*"))
                    .filter(use -> use.system().equals(RXNORM))
                    .map(CodeAudit.Use::code))
        .containsExactlyInAnyOrderElementsOf(products);
  }
}
