package cds.fhir;

import cds.chart.ProposedOrder;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes proposed orders as draft MedicationRequests. It works on JSON trees, because HAPI would
 * drop members of a client's order that it does not know.
 */
public final class OrderWriter {

  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String MEDICATION = "medicationCodeableConcept";
  private static final String MEDICATION_REFERENCE = "medicationReference";
  private static final String DOSAGE = "dosageInstruction";
  private static final String INTENT = "intent";

  private final JsonNodeFactory json = JsonNodeFactory.instance;

  /**
   * A new draft order: {@code status} draft, {@code intent} order, without {@code id}.
   *
   * @param order the proposed order; {@link ProposedOrder#replaces} is not looked at
   * @param patientId the context's patient, {@code p} or {@code Patient/p}
   */
  public ObjectNode create(ProposedOrder order, String patientId) {
    ObjectNode request = json.objectNode();
    request.put("resourceType", "MedicationRequest");
    request.put("status", "draft");
    request.put(INTENT, "order");
    request.set(MEDICATION, concept(order.product()));
    request.putObject("subject").put("reference", "Patient/" + Subjects.bareId(patientId));
    request.set(DOSAGE, dosage(order.steps(), order.route()));
    return request;
  }

  /**
   * Whether an order may be changed or removed: not when it holds something that changes its
   * meaning and is not understood here (a modifier extension, implicit rules).
   */
  public static boolean mayChange(ObjectNode clientOrder) {
    try {
      ModifierCheck.refuseModified(clientOrder);
      return true;
    } catch (Unreadable e) {
      return false;
    }
  }

  /**
   * The client's own order, member for member and in its order of members, with only the medication
   * (its {@code medicationReference} replaced), {@code dosageInstruction} and an absent {@code
   * intent} changed.
   *
   * @param clientOrder the client's MedicationRequest; left as it is
   * @param order the proposed order
   */
  public ObjectNode update(ObjectNode clientOrder, ProposedOrder order) {
    ObjectNode request = json.objectNode();
    for (Map.Entry<String, JsonNode> member : clientOrder.properties()) {
      switch (member.getKey()) {
        case MEDICATION, MEDICATION_REFERENCE -> request.set(MEDICATION, concept(order.product()));
        case DOSAGE -> request.set(DOSAGE, dosage(order.steps(), order.route()));
        case INTENT ->
            request.set(
                INTENT, member.getValue().isNull() ? json.stringNode("order") : member.getValue());
        default -> request.set(member.getKey(), member.getValue().deepCopy());
      }
    }
    if (!request.has(INTENT)) {
      request.put(INTENT, "order");
    }
    if (!request.has(MEDICATION)) {
      request.set(MEDICATION, concept(order.product()));
    }
    if (!request.has(DOSAGE)) {
      request.set(DOSAGE, dosage(order.steps(), order.route()));
    }
    return request;
  }

  private ArrayNode dosage(List<ProposedOrder.Step> steps, ProposedOrder.Code route) {
    ArrayNode dosage = json.arrayNode();
    for (ProposedOrder.Step step : steps) {
      ObjectNode instruction = dosage.addObject();
      instruction.put("sequence", dosage.size());
      instruction.put("text", step.text());
      ObjectNode repeat = instruction.putObject("timing").putObject("repeat");
      repeat.putObject("boundsPeriod").put("start", step.start().toString());
      if (step.once()) {
        repeat.put("count", 1);
      } else {
        repeat.put("frequency", 1);
        repeat.put("period", step.intervalWeeks());
        repeat.put("periodUnit", "wk");
      }
      instruction.set("route", concept(route));
      ObjectNode dose = instruction.putArray("doseAndRate").addObject().putObject("doseQuantity");
      dose.put("value", Numbers.plain(step.mg()));
      dose.put("unit", "mg");
      dose.put("system", UCUM);
      dose.put("code", "mg");
    }
    return dosage;
  }

  private ObjectNode concept(ProposedOrder.Code code) {
    ObjectNode concept = json.objectNode();
    concept
        .putArray("coding")
        .addObject()
        .put("system", code.system())
        .put("code", code.code())
        .put("display", code.display());
    concept.put("text", code.display());
    return concept;
  }
}
