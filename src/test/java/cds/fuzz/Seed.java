package cds.fuzz;

import static cds.acceptance.Fhir.atopicDermatitis;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabGiven;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Fhir.scorad;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.viga;
import static cds.acceptance.Fhir.weight;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.born;

import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call from which others are made.
 *
 * @param path what follows {@code /cds-services/}
 * @param body a body that is valid JSON
 */
record Seed(String path, JsonNode body) {

  private static final Path RESOURCES = Path.of("src/test/resources");

  private static final Map<String, List<String>> SERVICES =
      Map.of(
          "patient-view", List.of("dupilumab-eligibility", "dupilumab-monitoring"),
          "order-select", List.of("dupilumab-order-select"),
          "order-sign", List.of("dupilumab-order-sign"),
          "medication-refill", List.of("dupilumab-refill"));

  /** Patients of our own before, on and after treatment, and the examples of others. */
  static List<Seed> all() {
    List<Seed> seeds = new ArrayList<>(people());
    for (JsonNode body : files("examples", "request")) {
      seeds.addAll(calls(body));
    }
    for (JsonNode body : files("cds-hooks", "request")) {
      seeds.addAll(calls(body));
    }
    for (JsonNode body : files("cds-hooks", "feedback")) {
      seeds.add(new Seed("dupilumab-eligibility/feedback", body));
    }
    return List.copyOf(seeds);
  }

  private static List<Seed> people() {
    Person candidate =
        adult()
            .weighing("82 kg")
            .scored(easi("24.6"), viga("3"), scorad("55"))
            .having(tacrolimus("2025-01-01", "2025-04-01"), eosinophils("450"));
    Person child = born("2016-02-02").having(weight("31 kg")).scored(easi("30"));
    Person treated =
        adult()
            .scored(easi("24").on("2025-01-10"), easi("6"))
            .having(dupilumabOrder("300", "2", "2025-01-15"), dupilumabGiven("2025-06-01"))
            .having(checkIn("eye.redness", "skin.honey-crusts", "joint.pain"))
            .having(Fhir.allergy("active", "confirmed"), atopicDermatitis());
    List<Seed> seeds = new ArrayList<>();
    for (Person person : List.of(candidate, child, treated)) {
      person.described("name", "[{'family':'" + Canaries.NAME + "','given':['Ada']}]");
      seeds.add(new Seed("dupilumab-eligibility", trusted(person.patientView())));
      seeds.add(new Seed("dupilumab-monitoring", trusted(person.monitoring())));
      seeds.add(new Seed("dupilumab-order-select", trusted(person.orderSelect(draft("1876376")))));
      seeds.add(
          new Seed(
              "dupilumab-order-sign",
              trusted(
                  person.orderSign(draft("1876401"), dupilumabOrder("300", "4", "2025-06-16")))));
      seeds.add(
          new Seed(
              "dupilumab-refill",
              trusted(person.refill(dupilumabOrder("300", "2", "2025-01-15")))));
    }
    return seeds;
  }

  /** With a FHIR server and a token, neither of which is any use. */
  private static ObjectNode trusted(ObjectNode request) {
    request.put("fhirServer", "https://ehr.invalid/fhir");
    request
        .putObject("fhirAuthorization")
        .put("access_token", Canaries.TOKEN)
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("scope", "patient/Observation.rs")
        .put("subject", "cds")
        .put("patient", "pat-1");
    return request.deepCopy();
  }

  private static List<Seed> calls(JsonNode body) {
    return SERVICES.getOrDefault(body.path("hook").asString(""), List.of()).stream()
        .map(service -> new Seed(service, body))
        .toList();
  }

  private static List<JsonNode> files(String folder, String name) {
    try (Stream<Path> walk = Files.walk(RESOURCES.resolve(folder))) {
      List<JsonNode> bodies = new ArrayList<>();
      for (Path file :
          walk.filter(file -> file.toString().endsWith(".json"))
              .filter(file -> file.getFileName().toString().contains(name))
              .sorted()
              .toList()) {
        bodies.add(Json.read(Files.readString(file)));
      }
      return bodies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
