package cds.authoring.patient;

import cds.chart.DataKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a form says of conditions, numbers, allergies, immunizations and the check-in. */
final class FindingRows {

  private static final List<String> CERTAINTIES = List.of("confirmed", "provisional");
  private static final List<String> STATES = List.of("active", "resolved");
  private static final List<String> ANSWERS = List.of("yes", "no");
  private static final int MOST_DAYS = 36_500;

  private final PatientFields fields;
  private final Found found;
  private final LocalDate today;

  FindingRows(PatientFields fields, Found found, LocalDate today) {
    this.fields = fields;
    this.found = found;
    this.today = today;
  }

  void condition(String row, Choice what) {
    ObjectNode condition = FhirJson.resource("Condition", "subject");
    String state = fields.word(row + ".state", STATES);
    String certainty = fields.word(row + ".certainty", CERTAINTIES);
    condition.set("clinicalStatus", FhirJson.hl7("condition-clinical", state));
    condition.set("verificationStatus", FhirJson.hl7("condition-ver-status", certainty));
    condition.set("code", FhirJson.concept(what));
    day(row + ".days").ifPresent(day -> condition.put("onsetDateTime", day.toString()));
    found.add(row + ".what", DataKind.CONDITIONS, row, condition);
  }

  void allergy(String row, Choice what) {
    ObjectNode allergy = FhirJson.resource("AllergyIntolerance", "patient");
    allergy.set("clinicalStatus", FhirJson.hl7("allergyintolerance-clinical", "active"));
    allergy.set("verificationStatus", FhirJson.hl7("allergyintolerance-verification", "confirmed"));
    allergy.set("code", FhirJson.concept(what));
    found.add(row + ".what", DataKind.ALLERGIES, row, allergy);
  }

  void vaccine(String row, Choice what) {
    ObjectNode vaccine = FhirJson.resource("Immunization", "patient").put("status", "completed");
    vaccine.set("vaccineCode", FhirJson.concept(what));
    vaccine.put("occurrenceDateTime", day(row + ".days").orElse(today).toString());
    found.add(row + ".what", DataKind.IMMUNIZATIONS, row, vaccine);
  }

  /** A number as it is now, and as it was before. */
  void number(String row, Measure measure) {
    Optional<BigDecimal> now = fields.number(row + ".value", measure.range(), measure.step());
    Optional<BigDecimal> then = fields.number(row + ".before", measure.range(), measure.step());
    Optional<LocalDate> day = day(row + ".days");
    Optional<LocalDate> before = day(row + ".before-days");
    if (fields.isBlank(row + ".value") && !fields.isBlank(row + ".days")) {
      fields.fault(row + ".value", "Write the value of that day.");
    }
    if (fields.isBlank(row + ".before") && !fields.isBlank(row + ".before-days")) {
      fields.fault(row + ".before", "Write the value of that day.");
    }
    if (then.isPresent() && fields.isBlank(row + ".before-days")) {
      fields.fault(row + ".before-days", "Say how many days ago that was.");
    }
    if (before.isPresent() && now.isPresent() && !before.get().isBefore(day.orElse(today))) {
      fields.fault(row + ".before-days", "This must be longer ago than the other value.");
    }
    now.ifPresent(value -> observation(row + ".value", measure, value, day.orElse(today)));
    then.ifPresent(value -> observation(row + ".before", measure, value, before.orElse(today)));
  }

  private void observation(String field, Measure measure, BigDecimal value, LocalDate day) {
    ObjectNode observation = FhirJson.resource("Observation", "subject").put("status", "final");
    observation.set("code", FhirJson.concept(measure.concept()));
    observation.set("valueQuantity", FhirJson.quantity(value, measure.unit()));
    observation.put("effectiveDateTime", day.toString());
    found.add(field, DataKind.OBSERVATIONS, field, observation);
  }

  /** One check-in of today, when there are answers. */
  void answers(String form, List<Choice> questions, List<String> rows) {
    ObjectNode response = FhirJson.resource("QuestionnaireResponse", "subject");
    response.put("questionnaire", form).put("status", "completed");
    response.put("authored", today.toString());
    ArrayNode items = response.putArray("item");
    for (String row : rows) {
      fields
          .choice(row + ".what", questions)
          .ifPresent(
              question -> {
                ObjectNode item = items.addObject().put("linkId", question.id());
                boolean yes = fields.word(row + ".says", ANSWERS).equals("yes");
                item.putArray("answer").addObject().put("valueBoolean", yes);
              });
    }
    if (!items.isEmpty()) {
      found.add(rows.get(0) + ".what", DataKind.QUESTIONNAIRES, "answers", response);
    }
  }

  private Optional<LocalDate> day(String field) {
    return fields.whole(field, 0, MOST_DAYS).map(today::minusDays);
  }
}
