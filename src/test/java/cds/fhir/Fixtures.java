package cds.fhir;

import cds.chart.Chart;
import cds.chart.DataKind;
import cds.knowledge.Drugs;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.Terminology;
import cds.knowledge.Units;
import cds.knowledge.Vocabulary;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small knowledge of made-up codes, and requests built from it. System {@code urn:c} stands for
 * any clinical code system, {@code urn:s} for that of the scores, {@code urn:rx} for products.
 */
final class Fixtures {

  static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static final ChartReader READER = reader();

  private Fixtures() {}

  /** A request under construction. */
  static final class Request {

    private final ObjectNode prefetch = JSON.createObjectNode();
    private final List<ObjectNode> orders = new ArrayList<>();
    private Instant at = Instant.parse("2025-06-16T12:00:00Z");
    private ZoneId zone = ZoneId.of("UTC");

    Request with(DataKind kind, String... resources) {
      return value(kind, bundle(resources));
    }

    Request value(DataKind kind, String json) {
      prefetch.set(kind.key(), JSON.readTree(json));
      return this;
    }

    Request order(String json) {
      orders.add(object(json));
      return this;
    }

    Request at(String instant, String zoneId) {
      at = Instant.parse(instant);
      zone = ZoneId.of(zoneId);
      return this;
    }

    Chart read() {
      return READER.read(
          new ReadInput(
              "p", Prefetch.of(prefetch), EnumSet.allOf(DataKind.class), orders, false, at, zone));
    }
  }

  /** A request for patient p, born in 1990. */
  static Request request() {
    return new Request()
        .value(
            DataKind.PATIENT,
            """
            {"resourceType": "Patient", "id": "p", "birthDate": "1990-04-02", "gender": "female"}""");
  }

  /** A searchset Bundle of resources. */
  static String bundle(String... resources) {
    return """
    {"resourceType": "Bundle", "type": "searchset", "entry": [%s]}"""
        .formatted(
            String.join(
                ",", List.of(resources).stream().map(r -> "{\"resource\":" + r + "}").toList()));
  }

  /** A final Observation of score "a" on 2025-06-10, with these members instead or besides. */
  static String score(String members) {
    return merged(
        """
        {"resourceType": "Observation", "id": "o", "status": "final", "subject": {"reference": "Patient/p"},
         "code": {"coding": [{"system": "urn:s", "code": "a"}]}, "effectiveDateTime": "2025-06-10"}""",
        members);
  }

  /** A Condition of the set "rash" with these members. */
  static String condition(String members) {
    return merged(
        """
        {"resourceType": "Condition", "id": "c", "subject": {"reference": "Patient/p"},
         "code": {"coding": [{"system": "urn:c", "code": "111"}]}}""",
        members);
  }

  /** A medication resource of this type with these members. */
  static String drug(String type, String members) {
    return merged(
        """
        {"resourceType": "%s", "id": "m", "status": "active", "intent": "order", "subject": {"reference": "Patient/p"},
         "medicationCodeableConcept": {"coding": [{"system": "urn:rx", "code": "10"}]}}"""
            .formatted(type),
        members);
  }

  /** The first object with the members of the second; null removes one. */
  static String merged(String json, String members) {
    ObjectNode node = object(json);
    for (Map.Entry<String, JsonNode> member : object(members).properties()) {
      if (member.getValue().isNull()) {
        node.remove(member.getKey());
      } else {
        node.set(member.getKey(), member.getValue());
      }
    }
    return node.toString();
  }

  static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }

  private static ChartReader reader() {
    Map<String, String> files = new HashMap<>();
    valueSet(files, "score-a", "urn:s", "a");
    valueSet(files, "score-b", "urn:s", "b");
    valueSet(files, "rash", "urn:c", "111");
    valueSet(files, "yes", "urn:c", "373066001");
    valueSet(files, "condition-severe", "urn:c", "999");
    valueSet(files, "vaccine", "urn:c", "222");
    valueSet(files, "ingredient-x", "urn:rx", "1");
    valueSet(files, "product-x", "urn:rx", "10");
    valueSet(files, "skin", "urn:c", "333");
    files.put("rules/dictionary/units.yaml", "kg: {kg: 1, g: 0.001}\nmg: {mg: 1, g_: 1000}\n");
    files.put(
        "rules/dictionary/vocabulary.yaml",
        """
        severity-system: urn:s
        outcome-system: urn:o
        check-in: https://example.org/check-in
        score-forms:
          https://example.org/scores: {total: a, other: b}
        """);
    files.put(
        "rules/dictionary/drug-classes.yaml",
        """
        product-system: urn:rx
        potency-order: [weak]
        routes: {skin: topical}
        classes:
          class-x: {ingredients: [ingredient-x], routes: [topical]}
          product-x: {codes: [product-x]}
        """);
    files.put(
        "fhir-profiles/terminology/drug-products.csv",
        """
        rxcui,tty,name,ingredient,ingredient_name,route,components,potency,source
        11,SCD,x 1 % ointment,1,x,topical,single,none,none
        """);
    RuleFiles rules = new RuleFiles(files);
    Problems problems = new Problems();
    Terminology terminology = Terminology.read(rules, problems);
    ChartReader reader =
        new ChartReader(
            terminology,
            Units.read(rules, problems),
            Drugs.read(rules, terminology, problems),
            Vocabulary.read(rules, problems));
    problems.refuseIfAny();
    return reader;
  }

  private static void valueSet(Map<String, String> files, String id, String system, String code) {
    files.put(
        "fhir-profiles/valuesets/" + id + ".json",
        """
        {"resourceType": "ValueSet", "id": "%s", "title": "%s",
         "compose": {"include": [{"system": "%s", "concept": [{"code": "%s", "display": "%s"}]}]}}"""
            .formatted(id, id, system, code, id));
  }
}
