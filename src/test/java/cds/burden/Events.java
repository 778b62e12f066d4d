package cds.burden;

import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import cds.acceptance.Resource;
import cds.rules.Release;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What else happens to patients; codes are those of the value sets of this repository. */
final class Events {

  private final Draw draw;
  private final Person person;
  private final int months;
  private final boolean female;
  private boolean none = true;

  Events(Draw draw, Person person, int months, boolean female) {
    this.draw = draw;
    this.person = person;
    this.months = months;
    this.female = female;
  }

  /** Whether nothing happened. */
  boolean none() {
    return none;
  }

  void onTreatment() {
    condition(Rate.CONJUNCTIVITIS, "conjunctivitis");
    condition(Rate.KERATITIS, "keratitis");
    condition(Rate.BLEPHARITIS, "blepharitis");
    condition(Rate.ORAL_HERPES, "herpes-simplex");
    answers(Rate.EYE_QUESTIONS, "eye.redness", "eye.itch");
    answers(Rate.EYE_RED_FLAG, draw.evenly() ? "eye.pain" : "eye.vision-change");
    answers(Rate.JOINTS, "joint.pain", "joint.swelling");
    answers(Rate.FACIAL_REDNESS, "skin.face-neck-redness");
  }

  void always() {
    condition(Rate.ECZEMA_HERPETICUM, "eczema-herpeticum");
    condition(Rate.ZOSTER, "herpes-zoster");
    condition(Rate.SKIN_INFECTION, "skin-infection-bacterial");
    condition(Rate.HELMINTH, "helminth-infection");
    condition(Rate.CONTACT_DERMATITIS, "contact-dermatitis");
    if (months >= 72) {
      if (draw.is(Rate.ASTHMA)) {
        person.having(coded("asthma").on(draw.ago(draw.from(100, 400))));
      }
      immunosuppressant();
    }
    if (female && months >= 216 && months < 540) {
      condition(Rate.PREGNANT, "pregnancy");
    }
    if (draw.is(Rate.ALLERGIC)) {
      happens(Fhir.allergy("active", "confirmed").on(draw.ago(100)));
    }
    if (draw.is(Rate.EOSINOPHILS_MEASURED)) {
      boolean high = draw.is(Rate.EOSINOPHILS_1500);
      none &= !high;
      int count = high ? draw.from(1500, 8000) : draw.from(50, 900);
      person.having(Fhir.eosinophils(String.valueOf(count)).on(draw.ago(draw.from(1, 80))));
    }
  }

  private void immunosuppressant() {
    if (draw.is(Rate.IMMUNOSUPPRESSANT)) {
      Resource statement = Fhir.statement("immunosuppressant", "0", draw.ago(60), "");
      statement.json().set("medicationCodeableConcept", first("systemic-immunosuppressant-atc"));
      happens(statement);
    }
  }

  private void condition(Rate rate, String valueSet) {
    if (draw.is(rate)) {
      happens(coded(valueSet).on(draw.ago(draw.from(1, 12))));
    }
  }

  private static Resource coded(String valueSet) {
    Resource condition = Fhir.condition(valueSet, "0");
    condition.json().set("code", first(valueSet));
    return condition;
  }

  private void answers(Rate rate, String... questions) {
    if (draw.is(rate)) {
      happens(Fhir.checkIn(questions).on(draw.ago(draw.from(1, 12))));
    }
  }

  private void happens(Resource resource) {
    none = false;
    person.having(resource);
  }

  /** A concept of the first code of a value set. */
  private static JsonNode first(String valueSet) {
    String path = "fhir-profiles/valuesets/" + valueSet + ".json";
    JsonNode include =
        Json.read(Objects.requireNonNull(Release.texts().get(path), path)).at("/compose/include/0");
    return Fhir.concept(
        include.get("system").stringValue(), include.at("/concept/0/code").stringValue());
  }
}
