package cds.oracle;

import static cds.oracle.Codes.BASE;
import static cds.oracle.Codes.SCT;

import cds.acceptance.Json;
import cds.oracle.RandomPatient.Allergy;
import cds.oracle.RandomPatient.CheckIn;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Dose;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Entry;
import cds.oracle.RandomPatient.Measure;
import cds.oracle.RandomPatient.Shot;
import cds.oracle.RandomPatient.Sign;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import tools.jackson.databind.node.ObjectNode;

/** One FHIR resource for each entry. */
final class FhirResources {

  static final String PATIENT = "pat-1";
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final String UCUM = "http://unitsofmeasure.org";

  private FhirResources() {}

  static ObjectNode patient(RandomPatient patient) {
    ObjectNode json = Json.object().put("resourceType", "Patient").put("id", PATIENT);
    if (patient.birth() != null) {
      json.put("birthDate", patient.birth());
    }
    if (patient.sex() != null) {
      json.put("gender", patient.sex());
    }
    return json;
  }

  static ObjectNode of(Entry entry) {
    if (entry instanceof Measure measure) {
      return measure(measure);
    }
    if (entry instanceof Sign sign) {
      return sign(sign);
    }
    if (entry instanceof Disease disease) {
      return disease(disease);
    }
    if (entry instanceof Drug drug) {
      return drug.order() ? FhirDrugs.order(drug) : FhirDrugs.statement(drug);
    }
    if (entry instanceof Dose dose) {
      ObjectNode json = resource("MedicationAdministration", dose.id(), "subject");
      json.put("status", dose.status()).put("effectiveDateTime", dose.date().toString());
      return set(json, "medicationCodeableConcept", concept(Codes.RXNORM, "1876401"));
    }
    if (entry instanceof Allergy allergy) {
      ObjectNode json = resource("AllergyIntolerance", allergy.id(), "patient");
      json.set("code", concept(allergy.code().system(), allergy.code().code()));
      json.set("clinicalStatus", concept(HL7 + "allergyintolerance-clinical", allergy.clinical()));
      return verified(json, "allergyintolerance-verification", allergy.verification());
    }
    if (entry instanceof Shot shot) {
      ObjectNode json = resource("Immunization", shot.id(), "patient");
      json.put("status", shot.status()).put("occurrenceDateTime", shot.date().toString());
      return set(json, "vaccineCode", concept(Codes.CVX, shot.cvx()));
    }
    return checkIn((CheckIn) entry);
  }

  /** The resource type of a prefetch key. */
  static String type(String key) {
    return switch (key) {
      case "observations" -> "Observation";
      case "conditions" -> "Condition";
      case "medications" -> "MedicationRequest";
      case "medicationStatements" -> "MedicationStatement";
      case "administrations" -> "MedicationAdministration";
      case "allergies" -> "AllergyIntolerance";
      case "immunizations" -> "Immunization";
      default -> "QuestionnaireResponse";
    };
  }

  private static ObjectNode measure(Measure measure) {
    ObjectNode json = resource("Observation", measure.id(), "subject");
    json.put("status", measure.status());
    json.set(
        "code",
        switch (measure.what()) {
          case "weight" -> concept(Codes.LOINC, "29463-7");
          case "eosinophils" -> concept(Codes.LOINC, "711-2");
          default -> concept(BASE + "/CodeSystem/ad-severity", measure.what());
        });
    json.put("effectiveDateTime", at(measure.date(), measure.minute()));
    json.set("valueQuantity", quantity(measure.value(), measure.unit()));
    measure
        .parts()
        .forEach(
            (code, value) -> {
              ObjectNode part = json.withArray("component").addObject();
              part.set("code", concept(BASE + "/CodeSystem/ad-severity", code));
              part.set("valueQuantity", quantity(value, "{score}"));
            });
    return json;
  }

  /** A minute of the morning, so that two entries of a day have an order. */
  private static String at(LocalDate date, int minute) {
    return date + "T" + LocalTime.of(8, 0).plusMinutes(minute) + ":00Z";
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  private static ObjectNode sign(Sign sign) {
    ObjectNode json = resource("Observation", sign.id(), "subject").put("status", "final");
    json.set("code", concept(sign.system(), sign.code()));
    json.put("effectiveDateTime", sign.date().toString());
    if (sign.system().equals(Codes.LOINC)) {
      json.set("valueCodeableConcept", concept(SCT, sign.value()));
    } else if (sign.value() != null && sign.value().length() > 1) {
      json.put("valueBoolean", Boolean.parseBoolean(sign.value()));
    } else if (sign.value() != null) {
      json.put("valueInteger", Integer.parseInt(sign.value()));
    }
    return json;
  }

  private static ObjectNode disease(Disease disease) {
    ObjectNode json = resource("Condition", disease.id(), "subject");
    json.set("code", concept(disease.code().system(), disease.code().code()));
    if (disease.clinical() != null) {
      json.set("clinicalStatus", concept(HL7 + "condition-clinical", disease.clinical()));
    }
    if (disease.onset() != null) {
      json.put("onsetDateTime", disease.onset());
    }
    if (disease.recorded() != null) {
      json.put("recordedDate", disease.recorded());
    }
    return verified(json, "condition-ver-status", disease.verification());
  }

  private static ObjectNode checkIn(CheckIn checkIn) {
    ObjectNode json = resource("QuestionnaireResponse", checkIn.id(), "subject");
    json.put("status", checkIn.status())
        .put("authored", at(checkIn.authored(), number(checkIn.id())));
    json.put("questionnaire", BASE + "/Questionnaire/dupilumab-monitoring");
    checkIn
        .answers()
        .forEach(
            (linkId, value) -> {
              ObjectNode item = json.withArray("item").addObject().put("linkId", linkId);
              ObjectNode answer = item.putArray("answer").addObject();
              if (value instanceof Boolean yes) {
                answer.put("valueBoolean", yes);
              } else if (value instanceof Integer number) {
                answer.put("valueInteger", number);
              } else {
                answer.put("valueDate", ((LocalDate) value).toString());
              }
            });
    return json;
  }

  static ObjectNode quantity(BigDecimal value, String unit) {
    ObjectNode quantity = Json.object().put("value", value);
    if (!unit.isEmpty()) {
      quantity.put("unit", unit).put("system", UCUM).put("code", unit);
    }
    return quantity;
  }

  private static ObjectNode verified(ObjectNode json, String system, String status) {
    return status == null ? json : set(json, "verificationStatus", concept(HL7 + system, status));
  }

  private static ObjectNode set(ObjectNode json, String member, ObjectNode value) {
    json.set(member, value);
    return json;
  }

  static ObjectNode concept(String system, String code) {
    ObjectNode concept = Json.object();
    concept.putArray("coding").addObject().put("system", system).put("code", code);
    return concept;
  }

  static ObjectNode resource(String type, String id, String subject) {
    ObjectNode json = Json.object().put("resourceType", type).put("id", id);
    json.putObject(subject).put("reference", "Patient/" + PATIENT);
    return json;
  }
}
