package cds.cohort.generate;

import cds.knowledge.Problems;
import cds.knowledge.Terminology;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The courses of made-up patients, read from what was written of them. */
final class Courses {

  private static final Terminology TERMINOLOGY = Terminology.read(Made.FILES, new Problems());
  private static final String WEIGHT = "29463-7";

  /** One patient. */
  static final class Course {

    private final long ageMonths;
    private final Set<String> conditions = new HashSet<>();
    private final NavigableMap<LocalDate, Double> easi = new TreeMap<>();
    private final NavigableMap<LocalDate, Double> weights = new TreeMap<>();
    private LocalDate firstDose;

    private Course(LocalDate born) {
      this.ageMonths = ChronoUnit.MONTHS.between(born, Made.DAY);
    }

    long ageMonths() {
      return ageMonths;
    }

    boolean isTreated() {
      return firstDose != null;
    }

    NavigableMap<LocalDate, Double> easi() {
      return easi;
    }

    NavigableMap<LocalDate, Double> weights() {
      return weights;
    }

    boolean has(String valueSet) {
      return conditions.contains(valueSet);
    }

    /** The last EASI before the first dose, if there is one of 31 days. */
    Optional<Double> baseline() {
      return firstDose == null || easi.isEmpty()
          ? Optional.empty()
          : easi.subMap(firstDose.minusDays(31), true, firstDose, false).values().stream()
              .reduce((a, b) -> b);
    }

    /** By which share the EASI fell until the first visit of some days on treatment. */
    Optional<Double> fall(int from, int to) {
      return baseline()
          .flatMap(
              before ->
                  easi
                      .subMap(firstDose.plusDays(from), true, firstDose.plusDays(to), true)
                      .values()
                      .stream()
                      .findFirst()
                      .map(now -> 1 - now / before));
    }
  }

  private Courses() {}

  /** The courses of a clean population, whose references are relative. */
  static List<Course> of(Map<String, String> texts) {
    Map<String, Course> courses = new TreeMap<>();
    for (JsonNode patient : Made.resources(texts.get("Patient"))) {
      courses.put(
          "Patient/" + patient.path("id").asString(),
          new Course(LocalDate.parse(patient.path("birthDate").asString())));
    }
    for (JsonNode condition : Made.resources(texts.get("Condition"))) {
      courses
          .get(condition.at("/subject/reference").asString())
          .conditions
          .addAll(
              TERMINOLOGY.holding(
                  condition.at("/code/coding/0/system").asString(),
                  condition.at("/code/coding/0/code").asString()));
    }
    for (JsonNode order : Made.resources(texts.get("MedicationRequest"))) {
      if (order.has("dosageInstruction") && order.path("status").asString().equals("active")) {
        courses.get(order.at("/subject/reference").asString()).firstDose =
            LocalDate.parse(order.path("authoredOn").asString());
      }
    }
    for (JsonNode observation : Made.resources(texts.get("Observation"))) {
      Course course = courses.get(observation.at("/subject/reference").asString());
      LocalDate day = LocalDate.parse(observation.path("effectiveDateTime").asString());
      double value = observation.at("/valueQuantity/value").asDouble();
      switch (observation.at("/code/coding/0/code").asString()) {
        case "easi" -> course.easi.put(day, value);
        case WEIGHT -> course.weights.put(day, value);
        default -> {}
      }
    }
    return List.copyOf(courses.values());
  }
}
