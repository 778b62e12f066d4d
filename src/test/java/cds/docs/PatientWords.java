package cds.docs;

import static cds.docs.ElementWords.words;

import java.util.Map;
import java.util.function.Function;

/** Kinds about the patient, conditions, answers, symptoms and orders, in words. */
final class PatientWords {

  private final ElementWords words;

  PatientWords(ElementWords words) {
    this.words = words;
  }

  void register(Map<String, Function<Told, String>> kinds) {
    kinds.put("age", this::age);
    kinds.put(
        "birthday", one -> "the day on which the patient is " + one.text("months") + " months old");
    kinds.put("sex", one -> "sex on record");
    kinds.put("deceased", one -> "recorded as deceased");
    kinds.put(
        "completeness",
        one -> "whether " + words(one.text("of")) + " could be had and read in full");
    kinds.put("unused", PatientWords::unused);
    kinds.put("answer", this::answer);
    kinds.put("any-answer", one -> "any question `" + one.text("prefix") + "…` was ever answered");
    kinds.put("symptom", this::symptom);
    kinds.put("any-condition", this::condition);
    kinds.put("untreated-condition", this::untreated);
    kinds.put("any-allergy", one -> "allergy on record to " + words.valueSets(one, "of"));
    kinds.put("any-immunization", one -> "vaccine on record: " + words.valueSets(one, "of"));
    kinds.put("any-order", this::anyOrder);
    kinds.put("order-is", one -> "the order is for " + words.valueSets(one, "of"));
    kinds.put("order-for", this::orderFor);
    kinds.put("verdict", one -> "the verdict of the label or policy");
  }

  private String age(Told one) {
    String unit = one.has("in") ? one.text("in") : "months";
    return "completed "
        + unit
        + " of age"
        + (one.has("at") ? " on the day of: " + words.label(one, "at") : "");
  }

  private static String unused(Told one) {
    one.node("gaps-of");
    return one.is("what", "uncoded")
        ? "drugs, scores and other data that carry text only"
        : "data that were left out, with the reason";
  }

  private String answer(Told one) {
    return "newest answer"
        + words.ofTheLast(one, "days")
        + " to "
        + words.question(one, "question");
  }

  private String symptom(Told one) {
    String coded = one.has("codes") ? words.valueSets(one, "codes") : "";
    return "the newest answer"
        + words.ofTheLast(one, "days")
        + " to "
        + words.question(one, "question")
        + " is yes"
        + (coded.isEmpty() ? "" : ", or coded in that time as " + coded);
  }

  private String condition(Told one) {
    StringBuilder said = new StringBuilder();
    said.append(one.is("status", "any") ? "condition of any status" : "active condition");
    String verification = one.text("verification");
    if (verification.equals("confirmed")) {
      said.append(", confirmed");
    } else if (verification.equals("suspected")) {
      said.append(", only suspected");
    } else if (!verification.isEmpty() && !verification.equals("any")) {
      said.append(", ").append(words(verification));
    }
    said.append(": ").append(words.valueSets(one, "of"));
    said.append(one.has("except") ? ", not " + words.valueSets(one, "except") : "");
    said.append(one.has("since") ? "; began on or after: " + words.label(one, "since") : "");
    said.append(one.has("before") ? "; began before: " + words.label(one, "before") : "");
    said.append(one.has("days") ? "; began in the last " + words.days(one, "days") : "");
    return said.toString();
  }

  private String untreated(Told one) {
    return "active condition: "
        + words.valueSets(one, "of")
        + "; no "
        + words.classes(one, "treatment")
        + " started since it began (for a condition without a date: in the last "
        + words.days(one, "days")
        + ")";
  }

  private String anyOrder(Told one) {
    String reason = one.has("for") ? ", ordered for " + words.valueSets(one, "for") : "";
    return "a draft order of " + words.classes(one, "classes") + reason;
  }

  private String orderFor(Told one) {
    return one.node("unrecognised").asBoolean(false)
        ? "the order names a reason that is not recognised"
        : "the reason of the order is " + words.valueSets(one, "of");
  }
}
