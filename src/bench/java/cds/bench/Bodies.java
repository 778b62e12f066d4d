package cds.bench;

import cds.chart.DataKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Request bodies of a given size in the shape of our prefetch: one patient, and as many
 * Observations of the codes we ask for as it takes, each as long as a record system writes it
 * (profile, category, display texts, encounter, performer, times with offset). The same size gives
 * the same bytes.
 */
final class Bodies {

  /** What the benchmarks take as now. */
  static final OffsetDateTime AT = OffsetDateTime.of(2025, 6, 16, 12, 0, 0, 0, ZoneOffset.UTC);

  private static final String SEVERITY =
      "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity";
  private static final String LOINC = "http://loinc.org";
  private static final String SNOMED = "http://snomed.info/sct";
  private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String DUPILUMAB = "1876376";
  private static final String PATIENT = "8c7a0f9e-52c1-4a57-9b0a-0d1f6c1d2b3e";
  private static final int DAYS_BETWEEN = 9;
  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Random random = new Random(20250616);
  private final ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
  private final ArrayNode observations;

  /** A measure: code, unit, range of values. */
  private record Measure(
      String system, String code, String display, String unit, double from, double to) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure(SEVERITY, "easi", "Eczema Area and Severity Index", "{score}", 16, 30),
          new Measure(SEVERITY, "viga-ad", "vIGA-AD", "{score}", 3, 4),
          new Measure(SEVERITY, "scorad", "SCORing Atopic Dermatitis", "{score}", 40, 60),
          new Measure(
              SEVERITY, "pp-nrs-24h", "Peak pruritus numerical rating scale", "{score}", 5, 9),
          new Measure(SEVERITY, "poem", "Patient-Oriented Eczema Measure", "{score}", 12, 25),
          new Measure(SEVERITY, "dlqi", "Dermatology Life Quality Index", "{score}", 10, 20),
          new Measure(LOINC, "29463-7", "Body weight", "kg", 61, 64),
          new Measure(
              LOINC,
              "711-2",
              "Eosinophils [#/volume] in Blood by Automated count",
              "10*3/uL",
              0.2,
              0.5));

  private Bodies() {
    prefetch.set(DataKind.PATIENT.key(), patient());
    observations = bundle(DataKind.OBSERVATIONS);
    condition(SNOMED, "24079001", "Atopic dermatitis (disorder)");
    condition(SNOMED, "195967001", "Asthma (disorder)");
    condition(SNOMED, "61582004", "Allergic rhinitis (disorder)");
    bundle(DataKind.MEDICATIONS);
    topical("108118", "mometasone", LocalDate.of(2025, 2, 24), LocalDate.of(2025, 5, 5));
    bundle(DataKind.ADMINISTRATIONS);
    bundle(DataKind.ALLERGIES);
    bundle(DataKind.QUESTIONNAIRES);
    bundle(DataKind.IMMUNIZATIONS);
  }

  /**
   * A body of at least so many bytes, and of one Observation more at most.
   *
   * @param hook the hook it is for
   */
  static byte[] ofSize(String hook, int bytes) {
    Bodies body = new Bodies();
    int size = body.bytes(hook).length;
    for (int i = 0; size < bytes; i++) {
      size += JSON.writeValueAsBytes(body.observe(i)).length + 1;
    }
    return body.bytes(hook);
  }

  /** A body with so many Observations. */
  static byte[] withObservations(String hook, int count) {
    Bodies body = new Bodies();
    for (int i = 0; i < count; i++) {
      body.observe(i);
    }
    return body.bytes(hook);
  }

  private byte[] bytes(String hook) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("hook", hook).put("hookInstance", "7d0a4c1e-3b52-4f8e-9c6d-000000000010");
    ObjectNode context = request.putObject("context");
    context.put("userId", "Practitioner/derm").put("patientId", PATIENT);
    orders(hook, context);
    request.set("prefetch", prefetch);
    return JSON.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
  }

  private static void orders(String hook, ObjectNode context) {
    switch (hook) {
      case "order-select" -> {
        context.putArray("selections").add("MedicationRequest/draft");
        order(context.putObject("draftOrders"), "draft");
      }
      case "order-sign" -> order(context.putObject("draftOrders"), "draft");
      case "medication-refill" -> order(context.putObject("medications"), "active");
      default -> {}
    }
  }

  private static void order(ObjectNode bundle, String status) {
    bundle.put("resourceType", "Bundle").put("type", "collection");
    ObjectNode order = bundle.putArray("entry").addObject().putObject("resource");
    order.put("resourceType", "MedicationRequest").put("id", "draft");
    order.put("status", status).put("intent", "order");
    order.putObject("subject").put("reference", "Patient/" + PATIENT);
    concept(order.putObject("medicationCodeableConcept"), RXNORM, DUPILUMAB, "dupilumab");
  }

  private ArrayNode bundle(DataKind kind) {
    ObjectNode bundle = prefetch.putObject(kind.key());
    bundle.put("resourceType", "Bundle").put("id", uuid()).put("type", "searchset");
    bundle
        .putArray("link")
        .addObject()
        .put("relation", "self")
        .put("url", "https://ehr.example/fhir/" + kind.resourceType() + "?patient=" + PATIENT);
    return bundle.putArray("entry");
  }

  private ObjectNode entry(ArrayNode entries, DataKind kind) {
    String id = uuid();
    ObjectNode entry =
        entries
            .addObject()
            .put("fullUrl", "https://ehr.example/fhir/" + kind.resourceType() + "/" + id);
    ObjectNode resource = entry.putObject("resource");
    entry.putObject("search").put("mode", "match");
    resource.put("resourceType", kind.resourceType()).put("id", id);
    ObjectNode meta = resource.putObject("meta");
    meta.put("versionId", "1").put("lastUpdated", "2025-06-11T09:12:44.512+02:00");
    meta.putArray("profile")
        .add("http://hl7.org/fhir/us/core/StructureDefinition/us-core-" + kind.key());
    return resource;
  }

  private ObjectNode observe(int i) {
    Measure measure = MEASURES.get(i % MEASURES.size());
    ObjectNode resource = entry(observations, DataKind.OBSERVATIONS);
    resource.put("status", "final");
    concept(
        resource.putArray("category").addObject(),
        TERMS + "observation-category",
        "survey",
        "Survey");
    concept(resource.putObject("code"), measure.system(), measure.code(), measure.display());
    about(resource);
    OffsetDateTime effective =
        AT.minusDays(3 + (long) (i / MEASURES.size()) * DAYS_BETWEEN).minusMinutes(i);
    resource
        .put("effectiveDateTime", TIMES.format(effective))
        .put("issued", TIMES.format(effective.plusMinutes(7)));
    resource
        .putArray("performer")
        .addObject()
        .put("reference", "Practitioner/derm")
        .put("display", "Dermatology, Outpatients");
    double value = measure.from() + random.nextDouble() * (measure.to() - measure.from());
    double rounded =
        measure.code().equals("viga-ad") ? Math.rint(value) : Math.rint(value * 10) / 10;
    resource
        .putObject("valueQuantity")
        .put("value", rounded)
        .put("unit", measure.unit())
        .put("system", UCUM)
        .put("code", measure.unit());
    return resource;
  }

  private void condition(String system, String code, String display) {
    ArrayNode entries =
        prefetch.path(DataKind.CONDITIONS.key()).path("entry") instanceof ArrayNode known
            ? known
            : bundle(DataKind.CONDITIONS);
    ObjectNode resource = entry(entries, DataKind.CONDITIONS);
    concept(resource.putObject("clinicalStatus"), TERMS + "condition-clinical", "active", "Active");
    concept(
        resource.putObject("verificationStatus"),
        TERMS + "condition-ver-status",
        "confirmed",
        "Confirmed");
    concept(
        resource.putArray("category").addObject(),
        TERMS + "condition-category",
        "problem-list-item",
        "Problem List Item");
    concept(resource.putObject("code"), system, code, display);
    about(resource);
    resource
        .put("onsetDateTime", "2019-03-04T10:11:12+01:00")
        .put("recordedDate", "2019-03-04T10:11:12+01:00");
  }

  private void topical(String code, String name, LocalDate from, LocalDate to) {
    ObjectNode resource =
        entry(bundle(DataKind.MEDICATION_STATEMENTS), DataKind.MEDICATION_STATEMENTS);
    resource.put("status", "completed");
    concept(
        resource.putArray("statusReason").addObject(),
        "https://dupilumab-cds.github.io/fhir/CodeSystem/therapy-outcome",
        "inadequate",
        "Inadequate response");
    concept(resource.putObject("medicationCodeableConcept"), RXNORM, code, name);
    about(resource);
    resource.putObject("effectivePeriod").put("start", from.toString()).put("end", to.toString());
    concept(
        resource.putArray("dosage").addObject().putObject("route"),
        SNOMED,
        "6064005",
        "Topical route");
  }

  private void about(ObjectNode resource) {
    resource
        .putObject("subject")
        .put("reference", "Patient/" + PATIENT)
        .put("display", "Example, Patient");
    resource.putObject("encounter").put("reference", "Encounter/" + uuid());
  }

  private static ObjectNode patient() {
    ObjectNode patient = JsonNodeFactory.instance.objectNode();
    patient.put("resourceType", "Patient").put("id", PATIENT);
    concept(
        patient
            .putArray("identifier")
            .addObject()
            .put("system", "https://ehr.example/mrn")
            .put("value", "000123")
            .putObject("type"),
        TERMS + "v2-0203",
        "MR",
        "Medical Record Number");
    patient
        .putArray("name")
        .addObject()
        .put("use", "official")
        .put("family", "Example")
        .putArray("given")
        .add("Patient");
    patient.put("gender", "female").put("birthDate", "1988-03-21");
    return patient;
  }

  private static void concept(ObjectNode concept, String system, String code, String display) {
    concept
        .putArray("coding")
        .addObject()
        .put("system", system)
        .put("code", code)
        .put("display", display);
    concept.put("text", display);
  }

  private String uuid() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
