package cds.oracle;

import static cds.oracle.Codes.BASE;
import static cds.oracle.Codes.SCT;
import static cds.oracle.FhirResources.concept;
import static cds.oracle.FhirResources.quantity;
import static cds.oracle.FhirResources.resource;

import cds.acceptance.Json;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import java.math.BigDecimal;
import java.time.LocalDate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders, statements and drafts of drugs. */
final class FhirDrugs {

  private FhirDrugs() {}

  static ObjectNode order(Drug drug) {
    ObjectNode json = resource("MedicationRequest", drug.id(), "subject");
    json.put("status", drug.status()).put("intent", "order");
    json.set("medicationCodeableConcept", medication(drug.product()));
    if (drug.authored() != null) {
      json.put("authoredOn", drug.authored().toString());
    }
    if (drug.outcome() != null) {
      json.set("statusReason", concept(BASE + "/CodeSystem/therapy-outcome", drug.outcome()));
    }
    if (drug.reason() != null) {
      json.putArray("reasonCode").add(concept(SCT, drug.reason()));
    }
    if (drug.start() != null || drug.mg() != null || !drug.product().route().isEmpty()) {
      ObjectNode step = json.putArray("dosageInstruction").addObject();
      dosage(step, drug);
      if (drug.start() != null) {
        ObjectNode repeat = step.withObject("timing").withObject("repeat");
        repeat.set("boundsPeriod", period(drug.start(), drug.end()));
      }
    }
    return json;
  }

  static ObjectNode statement(Drug drug) {
    ObjectNode json = resource("MedicationStatement", drug.id(), "subject");
    json.put("status", drug.status());
    json.set("medicationCodeableConcept", medication(drug.product()));
    json.set("effectivePeriod", period(drug.start(), drug.end()));
    if (drug.outcome() != null) {
      json.putArray("statusReason")
          .add(concept(BASE + "/CodeSystem/therapy-outcome", drug.outcome()));
    }
    if (drug.mg() != null || !drug.product().route().isEmpty()) {
      dosage(json.putArray("dosage").addObject(), drug);
    }
    return json;
  }

  private static void dosage(ObjectNode step, Drug drug) {
    if (!drug.product().route().isEmpty()) {
      step.set("route", concept(SCT, drug.product().route()));
    }
    if (drug.mg() != null) {
      amount(step, drug.mg());
      every(step.withObject("timing").withObject("repeat"), drug.weeks());
    }
  }

  static ObjectNode draft(Draft draft) {
    ObjectNode json = resource("MedicationRequest", draft.id(), "subject");
    json.put("status", "draft").put("intent", "order");
    json.set("medicationCodeableConcept", concept(draft.code().system(), draft.code().code()));
    json.putObject("requester").put("reference", "Practitioner/derm");
    if (draft.reason() != null) {
      json.putArray("reasonCode").add(concept(SCT, draft.reason()));
    }
    if (draft.mg() != null) {
      ArrayNode steps = json.putArray("dosageInstruction");
      for (int loading : draft.loading()) {
        ObjectNode step = steps.addObject().put("sequence", steps.size());
        amount(step, loading);
        step.withObject("timing").withObject("repeat").put("count", 1);
      }
      ObjectNode step = steps.addObject().put("sequence", steps.size());
      amount(step, draft.mg());
      every(step.withObject("timing").withObject("repeat"), draft.weeks());
    }
    return json;
  }

  private static void every(ObjectNode repeat, int weeks) {
    repeat.put("frequency", 1).put("period", weeks).put("periodUnit", "wk");
  }

  private static void amount(ObjectNode step, int mg) {
    ObjectNode dose = step.putArray("doseAndRate").addObject();
    dose.set("doseQuantity", quantity(BigDecimal.valueOf(mg), "mg"));
  }

  private static ObjectNode medication(Products.Product product) {
    if (product.kind() == Products.Kind.UNCODED) {
      return Json.object().put("text", product.code());
    }
    return concept(Codes.RXNORM, product.code());
  }

  private static ObjectNode period(LocalDate start, LocalDate end) {
    ObjectNode period = Json.object().put("start", start.toString());
    return end == null ? period : period.put("end", end.toString());
  }
}
