package cds.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Members dropped, replaced and retyped at random: never an exception, never a hang. */
class GarbageTests {

  private static final int ROUNDS = 1500;

  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "-1",
          "24.6",
          "1e20000000",
          "123456789012345678901234567890",
          "\"\"",
          "\"x\"",
          "\"2025-13-45\"",
          "\"2025-06\"",
          "\"#a\"",
          "[]",
          "{}",
          "[[[1]]]",
          "[null, 3]",
          "{\"reference\": \"Patient/q\"}",
          "{\"resourceType\": \"Patient\"}",
          "[{\"coding\": [{\"code\": 5}]}]",
          "{\"modifierExtension\": [{\"url\": \"u\"}]}");

  private static final String ITEMS =
      """
      {"observations": [
         {"resourceType": "Observation", "id": "o", "status": "final", "subject": {"reference": "Patient/p"},
          "code": {"coding": [{"system": "urn:s", "code": "a"}], "text": "t"}, "effectivePeriod": {"start": "2025-01-01"},
          "valueQuantity": {"value": 3.5, "unit": "kg", "code": "kg"}, "issued": "2025-06-10T09:00:00Z",
          "component": [{"code": {"coding": [{"system": "urn:s", "code": "z"}]}, "valueInteger": 2}]}],
       "conditions": [
         {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"}, "onsetAge": {"value": 3, "code": "a"},
          "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"coding": [{"system": "urn:c", "code": "111"}]}}],
       "medications": [
         {"resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order", "subject": {"reference": "Patient/p"},
          "contained": [{"resourceType": "Medication", "id": "a", "ingredient": [{"itemReference": {"reference": "#a"}}]}],
          "medicationReference": {"reference": "#a"}, "authoredOn": "2025-01-01",
          "dosageInstruction": [{"sequence": 1, "timing": {"repeat": {"boundsPeriod": {"start": "2025-01-01"}, "count": 1,
            "frequency": 1, "period": 2, "periodUnit": "wk"}}, "doseAndRate": [{"doseQuantity": {"value": 300, "code": "mg"}}]}]},
         {"resourceType": "Medication", "id": "med", "code": {"text": "x"}}],
       "medicationStatements": [
         {"resourceType": "MedicationStatement", "id": "s", "status": "active", "subject": {"reference": "Patient/p"},
          "medicationReference": {"reference": "Medication/med"}, "effectivePeriod": {"start": "2025-01-01", "end": "2025-02-01"}}],
       "administrations": [
         {"resourceType": "MedicationAdministration", "id": "d", "status": "completed", "subject": {"reference": "Patient/p"},
          "medicationCodeableConcept": {"coding": [{"system": "urn:rx", "code": "11"}]}, "effectiveDateTime": "2025-01-01",
          "dosage": {"dose": {"value": 300, "code": "mg"}}}],
       "immunizations": [
         {"resourceType": "Immunization", "id": "i", "status": "completed", "patient": {"reference": "Patient/p"},
          "vaccineCode": {"coding": [{"system": "urn:c", "code": "222"}]}, "occurrenceDateTime": "2025-01-01"}],
       "allergies": [
         {"resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/p"},
          "code": {"coding": [{"system": "urn:rx", "code": "10"}]}, "reaction": [{"substance": {"text": "x"}, "manifestation": [{"text": "y"}]}]}],
       "questionnaires": [
         {"resourceType": "QuestionnaireResponse", "id": "q", "status": "completed", "subject": {"reference": "Patient/p"},
          "questionnaire": "https://example.org/check-in|1", "authored": "2025-06-10",
          "item": [{"linkId": "g", "item": [{"linkId": "x", "answer": [{"valueBoolean": true}]}]}]}]}\
      """;

  @Test
  void theUnspoiledRequestIsReadWhole() {
    Chart chart = read(prefetch(), new ArrayList<>());
    assertThat(chart.completeness().values()).containsOnly(Completeness.COMPLETE);
    assertThat(chart.observations()).hasSize(1);
    assertThat(chart.medications()).hasSize(3);
    assertThat(chart.answers()).hasSize(1);
  }

  @Test
  void spoiledRequestsNeverThrowAndNeverHang() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(3),
        () -> {
          int hurt = 0;
          for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            ObjectNode prefetch = prefetch();
            ObjectNode order = (ObjectNode) prefetch.at("/medications/entry/0/resource").deepCopy();
            int spoils = 1 + random.nextInt(6);
            for (int i = 0; i < spoils; i++) {
              spoil(prefetch, random);
              spoil(order, random);
            }
            Chart chart;
            try {
              chart = read(prefetch, List.of(order));
            } catch (PatientMismatch | OtherRelease e) {
              // The exceptions that are meant: the Patient's id or the order's type was spoiled.
              continue;
            } catch (RuntimeException e) {
              throw new AssertionError("seed " + seed, e);
            }
            assertThat(chart.completeness()).containsOnlyKeys(DataKind.values());
            hurt += chart.unused().isEmpty() ? 0 : 1;
          }
          // The mutator must have done something for the rest to mean anything.
          assertThat(hurt).isGreaterThan(ROUNDS / 4);
        });
  }

  @Test
  void aSpoiledEntryLeavesItsNeighbourWhole() {
    for (int seed = 0; seed < ROUNDS / 3; seed++) {
      Random random = new Random(seed);
      ObjectNode prefetch = prefetch();
      ArrayNode entries = (ArrayNode) prefetch.at("/conditions/entry");
      entries.add(entries.get(0).deepCopy());
      spoil((ObjectNode) entries.get(0).get("resource"), random);
      assertThat(read(prefetch, List.of()).conditions()).as("seed %d", seed).isNotEmpty();
    }
  }

  private static Chart read(ObjectNode prefetch, List<ObjectNode> orders) {
    Instant at = Instant.parse("2025-06-16T12:00:00Z");
    return Fixtures.READER.read(
        new ReadInput(
            "p",
            Prefetch.of(prefetch),
            EnumSet.allOf(DataKind.class),
            orders,
            false,
            at,
            ZoneOffset.UTC));
  }

  /** A request of which every resource can be read. */
  static ObjectNode prefetch() {
    ObjectNode prefetch = Fixtures.object(ITEMS);
    for (String key : List.copyOf(prefetch.propertyNames())) {
      List<String> resources = new ArrayList<>();
      prefetch.get(key).forEach(resource -> resources.add(resource.toString()));
      prefetch.set(key, Fixtures.JSON.readTree(Fixtures.bundle(resources.toArray(String[]::new))));
    }
    prefetch.set(
        "patient",
        Fixtures.JSON.readTree(
            "{\"resourceType\": \"Patient\", \"id\": \"p\", \"birthDate\": \"1990-01-01\"}"));
    return prefetch;
  }

  /** Changes one member or item somewhere in the tree. */
  static void spoil(ObjectNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode place = containers.get(random.nextInt(containers.size()));
    JsonNode junk = Fixtures.JSON.readTree(JUNK.get(random.nextInt(JUNK.size())));
    if (place instanceof ObjectNode object) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(4)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name, Fixtures.JSON.createArrayNode().add(object.get(name)));
        case 2 -> object.set(names.get(random.nextInt(names.size())), object.get(name).deepCopy());
        default -> object.set(name, junk);
      }
    } else if (place instanceof ArrayNode array) {
      if (random.nextBoolean()) {
        array.add(junk);
      } else {
        array.set(random.nextInt(array.size()), junk);
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
