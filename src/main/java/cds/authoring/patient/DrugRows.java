package cds.authoring.patient;

import cds.knowledge.Range;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Medications of a form: what the patient takes or took, and what is ordered now. */
final class DrugRows {

  /** It is taken, was taken, or is ordered at this visit. */
  private static final List<String> STATES = List.of("taken", "ended", "ordered");

  private static final int MOST_WEEKS = 5200;
  private static final int LONGEST_INTERVAL = 52;
  private static final Range DOSE =
      new Range(BigDecimal.ZERO, false, BigDecimal.valueOf(10_000), true);

  private final PatientFields fields;
  private final PatientChoices choices;
  private final LocalDate today;

  DrugRows(PatientFields fields, PatientChoices choices, LocalDate today) {
    this.fields = fields;
    this.choices = choices;
    this.today = today;
  }

  boolean isOrdered(String row) {
    return fields.word(row + ".state", STATES).equals("ordered");
  }

  /** What the patient says about a drug that is or was taken. */
  ObjectNode statement(String row, Choice drug) {
    boolean ended = fields.text(row + ".state").equals("ended");
    ObjectNode statement = FhirJson.resource("MedicationStatement", "subject");
    statement.put("status", ended ? "completed" : "active");
    statement.set("medicationCodeableConcept", FhirJson.concept(drug));
    period(row, ended, statement);
    dosage(row, "dosage", statement);
    fields
        .choice(row + ".outcome", choices.outcomes())
        .ifPresent(outcome -> statement.putArray("statusReason").add(FhirJson.concept(outcome)));
    return statement;
  }

  /** An order of this visit. */
  ObjectNode order(String row, Choice drug, String status) {
    for (String field : List.of(".from", ".to", ".outcome")) {
      if (!fields.isBlank(row + field)) {
        fields.fault(row + field, "An order of today has none. Leave this empty.");
      }
    }
    ObjectNode order = FhirJson.resource("MedicationRequest", "subject");
    order.put("status", status).put("intent", "order").put("authoredOn", today.toString());
    order.set("medicationCodeableConcept", FhirJson.concept(drug));
    dosage(row, "dosageInstruction", order);
    return order;
  }

  private void period(String row, boolean ended, ObjectNode statement) {
    Optional<Integer> from = fields.whole(row + ".from", 0, MOST_WEEKS);
    Optional<Integer> to = fields.whole(row + ".to", 0, MOST_WEEKS);
    if (to.isPresent() && !ended) {
      fields.fault(row + ".to", "It is still taken, so it has no end.");
    }
    if (from.isPresent() && to.isPresent() && to.get() > from.get()) {
      fields.fault(row + ".to", "It cannot end before it begins.");
    }
    ObjectNode period = FhirJson.object();
    from.ifPresent(weeks -> period.put("start", today.minusWeeks(weeks).toString()));
    to.ifPresent(weeks -> period.put("end", today.minusWeeks(weeks).toString()));
    if (!period.isEmpty()) {
      statement.set("effectivePeriod", period);
    }
  }

  /** A first dose that is given once, and the dose that follows it. */
  private void dosage(String row, String member, ObjectNode into) {
    Optional<BigDecimal> first = fields.number(row + ".first", DOSE, null);
    Optional<BigDecimal> dose = fields.number(row + ".mg", DOSE, null);
    Optional<Integer> weeks = fields.whole(row + ".weeks", 1, LONGEST_INTERVAL);
    if (dose.isPresent() && fields.isBlank(row + ".weeks")) {
      fields.fault(row + ".weeks", "Say how often the dose is given.");
    }
    if (weeks.isPresent() && fields.isBlank(row + ".mg")) {
      fields.fault(row + ".mg", "Say which dose is given.");
    }
    ArrayNode steps = FhirJson.object().putArray("steps");
    first.ifPresent(mg -> add(steps, mg, FhirJson.object().put("count", 1)));
    if (dose.isPresent() && weeks.isPresent()) {
      ObjectNode often = FhirJson.object().put("frequency", 1);
      add(steps, dose.get(), often.put("period", weeks.get()).put("periodUnit", "wk"));
    }
    if (!steps.isEmpty()) {
      begin(row, steps.get(0));
      into.set(member, steps);
    }
  }

  private static void add(ArrayNode steps, BigDecimal mg, ObjectNode repeat) {
    ObjectNode step = steps.addObject().put("sequence", steps.size());
    step.putObject("timing").set("repeat", repeat);
    step.putArray("doseAndRate").addObject().set("doseQuantity", FhirJson.quantity(mg, "mg"));
  }

  /** The first step says on which day everything begins. */
  private void begin(String row, JsonNode step) {
    int weeks = fields.whole(row + ".from", 0, MOST_WEEKS).orElse(0);
    if (step.at("/timing/repeat") instanceof ObjectNode repeat) {
      repeat.putObject("boundsPeriod").put("start", today.minusWeeks(weeks).toString());
    }
  }
}
