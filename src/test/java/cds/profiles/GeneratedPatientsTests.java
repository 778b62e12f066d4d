package cds.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.generate.Model;
import cds.cohort.generate.Population;
import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is made up is FHIR R4, and what a profile of this project is for keeps to it. */
class GeneratedPatientsTests {

  private static final int PATIENTS = 300;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final RuleFiles FILES = new RuleFiles(Release.texts());

  @TempDir private static Path folder;
  private static ProfileValidator validator;

  @BeforeAll
  static void definitions() {
    validator =
        new ProfileValidator(
            Stream.of("codesystems", "valuesets", "questionnaires", "profiles")
                .flatMap(name -> ProfileFiles.json(ProfileFiles.FOLDER.resolve(name)).stream())
                .map(file -> (MetadataResource) ProfileFiles.parse(file))
                .toList());
  }

  private static List<JsonNode> resources(String name, boolean clean, int patients)
      throws IOException {
    Path output = folder.resolve(name);
    Model model = Model.read(Model.SHIPPED, Model.shipped(), FILES, clean);
    Population.write(
        new Population.Plan(model, output, patients, 1, LocalDate.parse("2025-06-16"), false),
        done -> {});
    List<JsonNode> resources = new ArrayList<>();
    for (String type : model.types()) {
      for (String line : Files.readAllLines(output.resolve(type + ".ndjson"))) {
        resources.add(JSON.readTree(line));
      }
    }
    return resources;
  }

  /** The profile that a resource is to keep to; empty when it is that of FHIR itself. */
  private static String profile(JsonNode resource) {
    return switch (resource.path("resourceType").asString()) {
      case "Observation" -> observation(resource);
      case "MedicationStatement" ->
          resource.has("statusReason") ? "ad-therapy-outcome-statement" : "";
      case "QuestionnaireResponse" -> "monitoring-response";
      default -> "";
    };
  }

  private static String observation(JsonNode resource) {
    JsonNode coding = resource.at("/code/coding/0");
    if (coding.path("system").asString().equals(ProfileFiles.BASE + "CodeSystem/ad-severity")) {
      return "ad-score-observation";
    }
    return coding.path("code").asString().equals("29463-7") ? "ad-body-weight" : "";
  }

  private static List<String> errors(JsonNode resource) throws IOException {
    String profile = profile(resource);
    ObjectNode claimed = (ObjectNode) resource.deepCopy();
    if (!profile.isEmpty()) {
      claimed
          .withObject("meta")
          .withArray("profile")
          .add(ProfileFiles.BASE + "StructureDefinition/" + profile);
    }
    return validator.errors(Files.writeString(folder.resolve("one.json"), claimed.toString()));
  }

  /**
   * What the validator looks at: neither which patient and resource it is, nor which day, if it is
   * a day, nor the digits of a value.
   */
  private static String shape(JsonNode resource) {
    String text =
        resource
            .toString()
            .replaceFirst("\"id\":\"[A-Za-z0-9.-]{1,64}\"", "\"id\":\"x\"")
            .replaceFirst("Patient/p-\\d+", "Patient/x")
            .replaceFirst("\"value\":\\d+(\\.\\d+)?,", "\"value\":1,");
    return DAY.matcher(text)
        .replaceAll(day -> LocalDate.parse(day.group()).isAfter(LocalDate.MIN) ? "day" : "none");
  }

  @Test
  void everyLineOfACleanPopulationIsValid() throws IOException {
    Map<String, Integer> seen = new TreeMap<>();
    Map<String, String> wrong = new TreeMap<>();
    Set<String> shapes = new HashSet<>();
    for (JsonNode resource : resources("clean", true, PATIENTS)) {
      seen.merge(
          resource.path("resourceType").asString() + " " + profile(resource), 1, Integer::sum);
      if (shapes.add(shape(resource))) {
        for (String error : errors(resource)) {
          wrong.putIfAbsent(error, resource.toString());
        }
      }
    }
    assertThat(shapes).as("lines that differ for the validator").hasSizeBetween(100, 2_000);

    assertThat(wrong).isEmpty();
    assertThat(seen.keySet())
        .containsExactlyInAnyOrder(
            "AllergyIntolerance ",
            "Condition ",
            "Immunization ",
            "Medication ",
            "MedicationAdministration ",
            "MedicationRequest ",
            "MedicationStatement ",
            "MedicationStatement ad-therapy-outcome-statement",
            "Observation ",
            "Observation ad-body-weight",
            "Observation ad-score-observation",
            "Patient ",
            "QuestionnaireResponse monitoring-response");
    assertThat(seen.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan(25 * PATIENTS);
  }

  /** The validator sees what is planted: a code, a missing day, a status, an unknown question. */
  @Test
  void whatIsPlantedIsFound() throws IOException {
    Map<String, JsonNode> first = new TreeMap<>();
    for (JsonNode resource : resources("planted", true, 60)) {
      first.putIfAbsent(
          resource.path("resourceType").asString() + " " + profile(resource), resource);
    }

    assertThat(first).hasSizeGreaterThan(10);
    for (Map.Entry<String, JsonNode> one : first.entrySet()) {
      ObjectNode broken = (ObjectNode) one.getValue().deepCopy();
      switch (one.getKey().replaceFirst(" .*", "")) {
        case "Patient" -> broken.put("birthDate", "1990-13-01");
        case "Observation" -> broken.put("status", "finished");
        case "MedicationStatement" -> broken.remove("effectivePeriod");
        case "QuestionnaireResponse" ->
            ((ObjectNode) broken.at("/item/0")).put("linkId", "eye.colour");
        case "AllergyIntolerance", "Immunization" -> broken.remove("patient");
        case "Medication" -> broken.put("status", "finished");
        default -> broken.remove("subject");
      }
      if (one.getKey().equals("MedicationStatement ")) {
        broken.remove("status");
      }
      assertThat(seen(broken)).as(one.getKey()).isTrue();
    }
  }

  /** Whether something is wrong, for the parser or for the validator. */
  private static boolean seen(JsonNode resource) throws IOException {
    try {
      return !errors(resource).isEmpty();
    } catch (ca.uhn.fhir.parser.DataFormatException e) {
      return true;
    }
  }

  /** What is dirt is dirty: a weight without a unit is no weight of the profile. */
  @Test
  void dirtIsNotValid() throws IOException {
    List<String> errors = new ArrayList<>();
    for (JsonNode resource : resources("dirty", false, 200)) {
      if (profile(resource).equals("ad-body-weight")
          && resource.at("/valueQuantity/unit").isMissingNode()) {
        errors.addAll(errors(resource));
      }
    }

    assertThat(errors).isNotEmpty();
  }
}
