package cds.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the results of a population hold. */
class ScreenOutputTests {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] KEY = "sixteen bytes are enough".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private int runs;

  private static List<CSVRecord> rows(Map<String, String> results, String table)
      throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(String.valueOf(results.get(table))))
        .getRecords();
  }

  private Map<String, String> run(Population population, Identity identity) throws IOException {
    runs++;
    Path input = population.write(folder.resolve("in" + runs));
    Path output = folder.resolve("out" + runs);
    Screen.run(
        new Screen.Plan(
            input, output, Population.AT, Population.FILES, Population.CALLER, identity, 6, 2),
        told -> {});
    return Population.results(output);
  }

  @Test
  void aVerdictStandsWithTheElementsThatItsCriteriaRead() throws IOException {
    List<CSVRecord> verdicts = rows(run(Population.of(1000), Identity.OWN), "verdicts.csv");

    assertThat(verdicts).hasSizeGreaterThan(200);
    assertThat(verdicts.get(0).toMap()).containsKeys("age_months", "easi_recent", "ad_confirmed");
    for (CSVRecord verdict : verdicts) {
      if (verdict.get("policy").equals("trial-entry")
          && verdict.get("verdict").equals("ELIGIBLE")
          && verdict.get("treatment_status").equals("starter")
          && Integer.parseInt(verdict.get("age_months")) >= 216) {
        assertThat(Double.parseDouble(verdict.get("easi_recent"))).isGreaterThanOrEqualTo(16);
      }
      for (String missing : verdict.get("missing").split(" ")) {
        // What is missing has no value, and says why.
        if (missing.contains(":") && verdict.isMapped(missing.split(":")[0])) {
          assertThat(verdict.get(missing.split(":")[0])).as(missing).isEmpty();
          assertThat(missing.split(":")[1])
              .isIn("absent", "stale", "invalid", "discordant", "unreadable");
        }
      }
    }
    assertThat(verdicts.stream().map(row -> row.get("missing")))
        .anyMatch(missing -> missing.contains(":absent"))
        .anyMatch(missing -> missing.contains(":stale"));
  }

  @Test
  void findingsAreDetectedIssuesOfFhir() throws IOException {
    Map<String, String> results = run(Population.of(120), Identity.OWN);
    IParser strict = FhirContext.forR4Cached().newJsonParser();
    strict.setParserErrorHandler(new StrictErrorHandler());
    Set<String> ids = new HashSet<>();
    Set<String> said = new TreeSet<>();
    for (String line : results.get("DetectedIssue.ndjson").lines().toList()) {
      DetectedIssue issue = strict.parseResource(DetectedIssue.class, line);
      assertThat(ids.add(issue.getIdPart())).as("an id of its own").isTrue();
      assertThat(issue.getStatus().toCode()).isEqualTo("final");
      assertThat(issue.getCode().getCodingFirstRep().getDisplay()).isNotEmpty();
      assertThat(issue.getSeverity().toCode()).isIn("high", "moderate", "low");
      assertThat(issue.getImplicated()).allMatch(one -> one.getReference().contains("/"));
      said.add(
          issue.getPatient().getReference().replace("Patient/", "")
              + " "
              + issue.getCode().getCodingFirstRep().getCode());
    }
    Set<String> found = new TreeSet<>();
    for (CSVRecord row : rows(results, "findings.csv")) {
      if (row.get("policy").isEmpty()) {
        found.add(row.get("patient") + " " + row.get("finding"));
      }
    }
    assertThat(said).hasSizeGreaterThan(100).isEqualTo(found);
  }

  @Test
  void pseudonymsTellNobodyAndNoDay() throws IOException {
    Population population = Population.of(100);
    Map<String, String> own = run(population, Identity.OWN);
    Map<String, String> named = run(population, Identity.pseudonyms(KEY));

    Set<String> ids = new TreeSet<>();
    for (String lines : population.lines.values().stream().map(Object::toString).toList()) {
      for (String part : lines.split("\"id\":\"")) {
        ids.add(part.replaceAll("\".*", ""));
      }
    }
    ids.removeIf(id -> !id.matches("patient-\\d+|.*\\d.*") || id.length() < 3 || id.contains("["));
    assertThat(ids).hasSizeGreaterThan(100);
    named.remove(SetAside.FILE);
    named.forEach(
        (file, text) -> {
          assertThat(text).as(file).doesNotContain("patient-");
          assertThat(text.replace("2025-06-16T12:00:00Z", ""))
              .as(file)
              .doesNotContainPattern("20\\d\\d-\\d\\d-\\d\\d");
        });
    assertThat(named.get("DetectedIssue.ndjson")).doesNotContain("implicated");
    assertThat(rows(named, "patients.csv"))
        .hasSameSizeAs(rows(own, "patients.csv"))
        .allMatch(row -> row.get("patient").matches("[0-9a-f]{32}"))
        .allMatch(
            row ->
                row.get("age_months").isEmpty()
                    || Integer.parseInt(row.get("age_months")) % 12 == 0);
    // With the day by which was judged, a number of days is a date.
    for (String days : List.of("days_on_treatment", "easi_response_day")) {
      assertThat(rows(own, "patients.csv").stream().map(row -> row.get(days)))
          .as(days)
          .anyMatch(cell -> !cell.isEmpty() && Integer.parseInt(cell) % 28 != 0);
      assertThat(rows(named, "patients.csv").stream().map(row -> row.get(days)))
          .as(days)
          .anyMatch(cell -> !cell.isEmpty())
          .allMatch(cell -> cell.isEmpty() || Integer.parseInt(cell) % 28 == 0);
    }
    assertThat(run(population, Identity.pseudonyms(KEY))).containsAllEntriesOf(named);
    assertThatThrownBy(() -> Identity.pseudonyms(new byte[15])).hasMessageContaining("16 bytes");
  }

  /** The drug is named by a Medication that stands anywhere in the export. */
  @Test
  void referredMedicationsCountAsIfTheyStoodInTheOrder() throws IOException {
    Population population = Population.of(120);
    Map<String, String> plain = run(population, Identity.OWN);
    List<String> orders = population.lines.get("MedicationRequest");
    List<String> referring = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      ObjectNode order = (ObjectNode) JSON.readTree(orders.get(i));
      ObjectNode medication = JSON.createObjectNode().put("resourceType", "Medication");
      medication.put("id", "m" + i).set("code", order.remove("medicationCodeableConcept"));
      String form = i % 2 == 0 ? "Medication/m" : "https://ehr.example/fhir/Medication/m";
      order.putObject("medicationReference").put("reference", form + i);
      referring.add(order.toString());
      population.add(medication.toString());
    }
    population.lines.put("MedicationRequest", referring);

    Map<String, String> referred = run(population, Identity.OWN);

    assertThat(orders).hasSizeGreaterThan(15);
    assertThat(referred.get("verdicts.csv")).isEqualTo(plain.get("verdicts.csv"));
    assertThat(referred.get("findings.csv")).isEqualTo(plain.get("findings.csv"));

    population.lines.remove("Medication");
    assertThat(run(population, Identity.OWN).get("findings.csv"))
        .as("a drug that nobody names is not known")
        .isNotEqualTo(plain.get("findings.csv"));
  }
}
