package cds.rules;

import cds.acceptance.Flow;
import cds.decide.CdsRequest;
import cds.fhir.Prefetch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patient as an EHR sends one, and what the service answers. The patient starts as someone with
 * confirmed disease, severe scores and a failed topical trial, never treated before.
 */
public final class Asked {

  /** The day of evaluation. */
  public static final String DAY = "2025-06-16";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SEVERITY = "https://dupilumab-cds.github.io/fhir/CodeSystem/";

  private final Map<String, List<String>> resources = new TreeMap<>();
  private String born = "1991-01-12";
  private String sex = "female";
  private String at = DAY;

  private Asked() {
    resources.put(
        "conditions",
        List.of(
            """
            {"resourceType": "Condition", "id": "ad", "subject": {"reference": "Patient/p"},
             "clinicalStatus": {"coding": [{"system":
               "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]},
             "code": {"coding": [{"system": "http://snomed.info/sct", "code": "24079001"}]}}"""));
  }

  /** A patient born on a day, severely ill unless said otherwise. */
  public static Asked born(String day) {
    Asked asked = new Asked();
    asked.born = day;
    return asked;
  }

  /** Sets the sex. */
  public Asked sex(String code) {
    sex = code;
    return this;
  }

  /** Sets the day of evaluation; scores and the topical trial lie just before it. */
  public Asked on(String day) {
    at = day;
    return this;
  }

  /** Weighed the day before, in a unit as the EHR spells it; a null unit means none. */
  public Asked weighing(String value, @Nullable String unit) {
    return weighed(value, unit, before(1));
  }

  /** Weighed on a day. */
  public Asked weighed(String value, @Nullable String unit, String day) {
    String quantity =
        unit == null
            ? "{\"value\": %s}".formatted(value)
            : "{\"value\": %s, \"unit\": \"%s\"}".formatted(value, unit);
    return and(
        "observations",
        """
        {"resourceType": "Observation", "id": "weight-%d", "status": "final",
         "subject": {"reference": "Patient/p"}, "effectiveDateTime": "%s",
         "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
         "valueQuantity": %s}"""
            .formatted(resources.getOrDefault("observations", List.of()).size(), day, quantity));
  }

  /** Adds a resource to a prefetch key. */
  public Asked and(String key, String resource) {
    resources.merge(
        key,
        List.of(resource),
        (old, more) -> java.util.stream.Stream.of(old, more).flatMap(List::stream).toList());
    return this;
  }

  /** A score on a day. */
  public Asked scored(String instrument, String value, String day) {
    return and(
        "observations",
        """
        {"resourceType": "Observation", "id": "%s-%s", "status": "final",
         "subject": {"reference": "Patient/p"}, "effectiveDateTime": "%s",
         "code": {"coding": [{"system": "%sad-severity", "code": "%s"}]},
         "valueQuantity": {"value": %s, "unit": "{score}"}}"""
            .formatted(instrument, day, day, SEVERITY, instrument, value));
  }

  /** A topical treatment of 60 days, ended 20 days ago without enough effect. */
  public Asked failedTopicals() {
    return and(
        "medicationStatements",
        """
        {"resourceType": "MedicationStatement", "id": "topical", "status": "completed",
         "subject": {"reference": "Patient/p"},
         "effectivePeriod": {"start": "%s", "end": "%s"},
         "medicationCodeableConcept": {"coding": [{"system":
           "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "151029"}]},
         "statusReason": [{"coding": [{"system": "%stherapy-outcome", "code": "inadequate"}]}]}"""
            .formatted(before(80), before(20), SEVERITY));
  }

  /** Asks the eligibility service with a label; severe scores and failed topicals are added. */
  public Answer severe(String label) {
    return scored("viga-ad", "4", before(3))
        .scored("easi", "24.6", before(3))
        .failedTopicals()
        .ask(label, UnaryOperator.identity());
  }

  /** Asks the eligibility service with what is there. */
  public Answer ask(String label, UnaryOperator<ObjectNode> change) {
    return ask(label, change, "dupilumab-eligibility", "patient-view", "{}");
  }

  /** Asks a service. */
  public Answer ask(
      String label, UnaryOperator<ObjectNode> change, String service, String hook, String context) {
    return ask(Release.flow(label), change, service, hook, context);
  }

  /** Asks a service of a flow. */
  public Answer ask(
      Flow flow, UnaryOperator<ObjectNode> change, String service, String hook, String context) {
    ObjectNode prefetch = JSON.createObjectNode();
    prefetch.set(
        "patient",
        JSON.readTree(
            "{\"resourceType\": \"Patient\", \"id\": \"p\", \"birthDate\": \"%s\", \"gender\": \"%s\"}"
                .formatted(born, sex)));
    for (String key :
        List.of(
            "observations",
            "conditions",
            "medications",
            "medicationStatements",
            "administrations",
            "allergies",
            "questionnaires")) {
      ObjectNode bundle = prefetch.putObject(key).put("resourceType", "Bundle");
      bundle.put("type", "searchset");
      var entries = bundle.putArray("entry");
      for (String resource : resources.getOrDefault(key, List.of())) {
        entries.addObject().set("resource", JSON.readTree(resource));
      }
    }
    ObjectNode hookContext = (ObjectNode) JSON.readTree(context);
    CdsRequest request =
        new CdsRequest(
            service,
            hook,
            "5b3cb2b8-6a9b-4a3e-9d2c-6f6e3f0e1a11",
            "Practitioner/d",
            "p",
            hookContext.put("patientId", "p"),
            Prefetch.of(change.apply(prefetch)),
            null,
            "0".repeat(64));
    return new Answer(JSON.valueToTree(flow.decide(request, Instant.parse(at + "T12:00:00Z"))));
  }

  private String before(int days) {
    return java.time.LocalDate.parse(at).minusDays(days).toString();
  }

  /** What the service answered. */
  public record Answer(JsonNode body) {

    /** Every finding with its urgency, and the reasons of verdicts. */
    public Map<String, JsonNode> findings() {
      Map<String, JsonNode> findings = new TreeMap<>();
      for (JsonNode card : body.path("cards")) {
        for (JsonNode finding :
            card.path("extension").path("io.github.dupilumab-cds").path("findings")) {
          findings.put(finding.path("code").asString(), finding);
        }
      }
      return findings;
    }

    /** The reasons of the label's verdict. */
    public java.util.Set<String> reasons() {
      java.util.Set<String> reasons = new TreeSet<>();
      findings().values().forEach(f -> f.path("reasons").forEach(r -> reasons.add(r.asString())));
      return reasons;
    }

    /** Codes of all findings. */
    public java.util.Set<String> codes() {
      return findings().keySet();
    }

    /** The suggested dosage as {@code 600 mg on 2025-06-16; 300 mg / 2 wk from 2025-06-30}. */
    public String dose() {
      StringBuilder dose = new StringBuilder();
      for (JsonNode card : body.path("cards")) {
        for (JsonNode suggestion : card.path("suggestions")) {
          JsonNode resource = suggestion.path("actions").path(0).path("resource");
          for (JsonNode step : resource.path("dosageInstruction")) {
            JsonNode repeat = step.path("timing").path("repeat");
            String start = repeat.path("boundsPeriod").path("start").asString();
            String mg =
                step.path("doseAndRate").path(0).path("doseQuantity").path("value").asString();
            dose.append(dose.isEmpty() ? "" : "; ").append(mg).append(" mg ");
            dose.append(
                repeat.has("count")
                    ? "on " + start
                    : "/ " + repeat.path("period").asString() + " wk from " + start);
          }
        }
      }
      return dose.toString();
    }
  }
}
