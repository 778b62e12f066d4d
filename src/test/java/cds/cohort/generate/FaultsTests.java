package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Faults that exports have are as frequent as the shipped model states, and none is in a clean one.
 */
class FaultsTests {

  private static final int PATIENTS = 3_000;
  private static final double NO_CHANCE = 1e-6;
  private static final String UUID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

  @TempDir private static Path folder;
  private static Map<String, String> dirty;
  private static Map<String, String> clean;

  @BeforeAll
  static void make() {
    dirty = Made.texts(folder.resolve("dirty"), Made.shipped(false), PATIENTS, 5);
    clean = Made.texts(folder.resolve("clean"), Made.shipped(true), PATIENTS, 5);
  }

  private static void stated(long of, long hits, double percent) {
    assertThat(Binomial.tail((int) of, hits, percent / 100))
        .as("%d of %d where %s %% are stated", hits, of, percent)
        .isGreaterThan(NO_CHANCE);
  }

  private static long lines(Map<String, String> of, String type, String holding) {
    Pattern pattern = Pattern.compile(holding);
    return of.get(type).lines().filter(line -> pattern.matcher(line).find()).count();
  }

  @Test
  void patientsAreReferredToInSeveralWays() {
    long uuids = lines(dirty, "Patient", "\"id\":\"" + UUID + "\"");
    List<String> conditions = dirty.get("Condition").lines().toList();
    long plain = lines(dirty, "Condition", "\"reference\":\"Patient/p-\\d{7}\"");
    long absolute = lines(dirty, "Condition", "\"https://ehr.example/fhir/Patient/p-\\d{7}\"");
    long asUuid = lines(dirty, "Condition", "\"urn:uuid:" + UUID + "\"");

    stated(lines(dirty, "Patient", "birthDate"), uuids, 2);
    stated(plain + absolute, absolute, 5);
    assertThat(asUuid).isPositive();
    assertThat(plain + absolute + asUuid).isEqualTo(conditions.size());
  }

  @Test
  void someLinesStandThereTwiceAndSomePatientsHaveNoneOfTheirOwn() {
    Map<String, Integer> patients = new HashMap<>();
    for (JsonNode patient : Made.resources(dirty.get("Patient"))) {
      patients.merge(patient.path("id").asString(), 1, Integer::sum);
    }
    List<String> observations = dirty.get("Observation").lines().toList();
    long different = observations.stream().distinct().count();

    stated(PATIENTS, PATIENTS - patients.size(), 0.1);
    stated(different, observations.size() - different, 0.2);
  }

  @Test
  void valuesHaveTheirFaults() {
    stated(PATIENTS, lines(dirty, "MedicationStatement", "cream from the pharmacy"), 4 * 0.975);
    assertThat(lines(dirty, "Observation", "\"effectiveDateTime\":\"2025-07-16\"")).isPositive();
    assertThat(lines(dirty, "Observation", "\"value\":42,")).isPositive();
    assertThat(lines(dirty, "Observation", "\"valueQuantity\":\\{\"value\":[\\d.]+\\}"))
        .isPositive();
  }

  @Test
  void nothingOfItIsInACleanPopulation() {
    assertThat(lines(clean, "Patient", "\"id\":\"p-\\d{7}\"")).isEqualTo(PATIENTS);
    assertThat(clean.values())
        .allSatisfy(
            text ->
                assertThat(text)
                    .doesNotContain("urn:uuid", "ehr.example", "pharmacy", "2025-07-16")
                    .doesNotContainPattern("\"value\":[\\d.]+\\}"));
    assertThat(clean.get("Observation").lines()).doesNotHaveDuplicates();
  }

  /** A clean population is the dirty one without its dirt, not another one. */
  @Test
  void theSamePatientsAreBehindBoth() {
    Map<String, String> births = new HashMap<>();
    for (JsonNode patient : Made.resources(dirty.get("Patient"))) {
      births.put(patient.path("id").asString(), patient.path("birthDate").asString());
    }
    long same =
        Made.resources(clean.get("Patient")).stream()
            .filter(
                patient ->
                    patient
                        .path("birthDate")
                        .asString()
                        .equals(births.get(patient.path("id").asString())))
            .count();

    assertThat(same).isGreaterThan(PATIENTS * 95 / 100);
  }
}
