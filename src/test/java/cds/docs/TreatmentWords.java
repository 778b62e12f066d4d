package cds.docs;

import static cds.docs.ElementWords.words;

import cds.authoring.words.CellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Kinds about drugs, their course and their outcome, in words. */
final class TreatmentWords {

  private final ElementWords words;

  TreatmentWords(ElementWords words) {
    this.words = words;
  }

  void register(Map<String, Function<Told, String>> kinds) {
    kinds.put("any-medication", this::medication);
    kinds.put("therapy-status", this::status);
    kinds.put("therapy-start", one -> "first day on record of " + words.classes(one, "drug"));
    kinds.put(
        "therapy-last-dose",
        one -> "day of the newest recorded dose of " + words.classes(one, "drug"));
    kinds.put("therapy-regimen", this::regimen);
    kinds.put("therapy-trial", this::trial);
    kinds.put(
        "therapy-outcome",
        one ->
            "a "
                + words.classes(one, "classes")
                + " with the outcome “"
                + words(one.text("outcome"))
                + "”");
    kinds.put(
        "newest-outcome",
        one ->
            "outcome of the "
                + words.classes(one, "classes")
                + " that is still running or ended last");
  }

  private String medication(Told one) {
    String classes = words.classes(one, "classes");
    return one.is("status", "ever") ? classes + " on record, now or earlier" : classes + " in use";
  }

  private String status(Told one) {
    String drug = words.classes(one, "drug");
    return "starter: "
        + drug
        + " never given; on-treatment: an active order or statement that has"
        + " begun, or a dose"
        + words.ofTheLast(one, "recent-days")
        + " with no stop after it; stopped: given earlier, not now";
  }

  private String regimen(Told one) {
    String drug = words.classes(one, "drug");
    one.node("strengths");
    return one.is("part", "weeks")
        ? "interval of the newest repeated dose of " + drug
        : "newest repeated dose of " + drug + " (of an order without one: its product's strength)";
  }

  private String trial(Told one) {
    List<String> adequate = new ArrayList<>();
    for (JsonNode trial : one.node("adequate")) {
      String under =
          trial.has("below-age-months")
              ? ", only under " + trial.path("below-age-months").asString("") + " months of age"
              : "";
      adequate.add(
          words(trial.path("class").asString(""))
              + " for "
              + words.amount(trial.path("min-days").asString(""), "days")
              + " or more"
              + under);
    }
    one.node("age");
    return "current: a trial with the outcome “"
        + words(one.text("outcome"))
        + "” that is running or ended in the last "
        + words.amount(one.text("months"), "months")
        + "; old: such a trial ended earlier; none: no such trial. A trial is "
        + CellWords.or(adequate);
  }
}
