package cds.authoring.patient;

import cds.chart.DataKind;
import cds.knowledge.RuleSet;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The request for a service about a patient whom a form describes. */
public final class PatientRequest {

  /** Rows of conditions. */
  public static final int CONDITIONS = 4;

  /** Rows of medications. */
  public static final int DRUGS = 4;

  /** Rows of allergies. */
  public static final int ALLERGIES = 1;

  /** Rows of immunizations. */
  public static final int IMMUNIZATIONS = 2;

  /** Rows of answers of the check-in. */
  public static final int ANSWERS = 4;

  private static final String UNKNOWN = "unknown";
  private static final List<String> EMPTY = List.of("nothing", UNKNOWN);
  private static final List<String> AGES = List.of("years", "months");
  private static final List<String> DETAILS =
      List.of(".days", ".from", ".to", ".outcome", ".first", ".mg", ".weeks");
  private static final int MOST_YEARS = 130;
  private static final int MONTHS = 12;

  private final RuleSet rules;
  private final PatientFields fields;
  private final ServiceDefinition service;
  private final LocalDate today;
  private final Found found;

  private PatientRequest(
      RuleSet rules, PatientFields fields, ServiceDefinition service, LocalDate today) {
    this.rules = rules;
    this.fields = fields;
    this.service = service;
    this.today = today;
    this.found = new Found(fields, service);
  }

  /**
   * Makes the request.
   *
   * @param fields what was filled in; takes what is wrong with it
   * @param today the day of the visit
   * @return nothing when something is wrong
   */
  public static Optional<ObjectNode> of(RuleSet rules, PatientFields fields, LocalDate today) {
    ServiceDefinition service = rules.services().get(fields.text("service"));
    if (service == null) {
      fields.fault("service", "Choose one of the list.");
      return Optional.empty();
    }
    ObjectNode json = new PatientRequest(rules, fields, service, today).json();
    return fields.faults().isEmpty() ? Optional.of(json) : Optional.empty();
  }

  private ObjectNode json() {
    PatientChoices choices = PatientChoices.of(rules);
    ObjectNode patient = patient(choices.sexes());
    read(choices);
    ObjectNode request = FhirJson.object().put("hook", service.hook());
    request.put("hookInstance", "00000000-0000-4000-8000-000000000000");
    request.set("context", context());
    ObjectNode prefetch = request.putObject("prefetch");
    for (DataKind kind : service.kinds()) {
      prefetch.set(kind.key(), kind == DataKind.PATIENT ? patient : data(kind));
    }
    return request;
  }

  private ObjectNode data(DataKind kind) {
    List<ObjectNode> resources = found.of(kind);
    String empty = fields.word("kind." + kind.key(), EMPTY);
    return resources.isEmpty() && empty.equals(UNKNOWN)
        ? FhirJson.unknown("not known")
        : FhirJson.bundle("searchset", resources);
  }

  private ObjectNode patient(List<String> sexes) {
    ObjectNode patient = FhirJson.object().put("resourceType", "Patient");
    patient.put("id", FhirJson.PATIENT);
    if (!fields.isBlank("sex")) {
      patient.put("gender", fields.word("sex", sexes));
    }
    birth().ifPresent(day -> patient.put("birthDate", day.toString()));
    return patient;
  }

  /** Nothing for a patient whose age is not known. */
  private Optional<LocalDate> birth() {
    boolean years = fields.word("age-unit", AGES).equals("years");
    Optional<Integer> age = fields.whole("age", 0, years ? MOST_YEARS : MOST_YEARS * MONTHS);
    Optional<LocalDate> birth = fields.day("birth", today.minusYears(MOST_YEARS), today);
    if (age.isPresent() && birth.isPresent()) {
      fields.fault("birth", "Give the age or the day of birth, not both.");
    }
    return birth.or(() -> age.map(n -> years ? today.minusYears(n) : today.minusMonths(n)));
  }

  private void read(PatientChoices choices) {
    FindingRows findings = new FindingRows(fields, found, today);
    choices.scores().forEach(one -> findings.number("score." + one.id(), one));
    choices.measurements().forEach(one -> findings.number("measure." + one.id(), one));
    rows("condition", CONDITIONS, choices.conditions(), findings::condition);
    rows("allergy", ALLERGIES, choices.allergies(), findings::allergy);
    rows("vaccine", IMMUNIZATIONS, choices.immunizations(), findings::vaccine);
    List<String> answers = IntStream.range(0, ANSWERS).mapToObj(i -> "answer." + i).toList();
    findings.answers(rules.vocabulary().checkIn(), choices.questions(), answers);
    DrugRows drugs = new DrugRows(fields, choices, today);
    rows("drug", DRUGS, choices.drugs(), (row, drug) -> drug(drugs, row, drug));
  }

  private void drug(DrugRows drugs, String row, Choice drug) {
    if (drugs.isOrdered(row)) {
      String status = service.orders() == Orders.REFILLED ? "active" : "draft";
      found.order(row + ".state", row, drugs.order(row, drug, status));
    } else {
      found.add(row + ".what", DataKind.MEDICATION_STATEMENTS, row, drugs.statement(row, drug));
    }
  }

  private void rows(
      String name, int rows, List<Choice> choices, BiConsumer<String, Choice> reader) {
    for (int i = 0; i < rows; i++) {
      String row = name + "." + i;
      fields.choice(row + ".what", choices).ifPresent(one -> reader.accept(row, one));
      if (fields.isBlank(row + ".what")
          && DETAILS.stream().anyMatch(detail -> !fields.isBlank(row + detail))) {
        fields.fault(row + ".what", "Choose what this is about, or empty the rest.");
      }
    }
  }

  private ObjectNode context() {
    ObjectNode context = FhirJson.object().put("userId", "Practitioner/workbench");
    context.put("patientId", FhirJson.PATIENT);
    if (service.orders() == Orders.SELECTED) {
      ArrayNode selections = context.putArray("selections");
      found.orders().stream()
          .map(order -> "MedicationRequest/" + order.path("id").asString(""))
          .forEach(selections::add);
    }
    if (service.orders() != Orders.NONE) {
      String member = service.orders() == Orders.REFILLED ? "medications" : "draftOrders";
      context.set(member, FhirJson.bundle("collection", found.orders()));
    }
    return context;
  }
}
