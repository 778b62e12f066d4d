package cds.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Sentences that claim an absence: allowed only about data that could be had. */
final class Claims {

  /** Prefetch key -> words in which the absence of such data would be claimed. */
  private static final Map<String, String> WORDS =
      Map.of(
          "observations", "score|easi|scorad|eosinophil|result",
          "conditions", "condition|diagnos|infection|disease|asthma|eye",
          "medications", "order|drug|medication|treatment",
          "medicationStatements", "statement|dupilumab",
          "administrations", "administration",
          "allergies", "allerg|hypersensitivity",
          "questionnaires", "answer|symptom|check-in",
          "immunizations", "vaccin|immunization");

  private Claims() {}

  /** Prefetch keys and the types of resources under them. */
  static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("observations", "Observation");
    types.put("conditions", "Condition");
    types.put("medications", "MedicationRequest");
    types.put("medicationStatements", "MedicationStatement");
    types.put("administrations", "MedicationAdministration");
    types.put("allergies", "AllergyIntolerance");
    types.put("questionnaires", "QuestionnaireResponse");
    types.put("immunizations", "Immunization");
    return types;
  }

  /** No sentence and no source says that there is none of what could not be had. */
  static void check(Answer answer, String key) {
    checkWords(answer, WORDS.getOrDefault(key, "data"));
  }

  /** No sentence and no source says that there is none of anything that these words name. */
  static void checkWords(Answer answer, String words) {
    Pattern claim =
        Pattern.compile(
            "\\b(no|none of the|without)( \\w+){0,3} (%s)\\w*( \\w+){0,6} ".formatted(words)
                + "(on record|recorded|found|taken|given)"
                + "|(%s)\\w*:? (none|not recorded|not on record)".formatted(words));
    for (String sentence : sentences(answer)) {
      assertThat(sentence).as(answer.words()).doesNotContainPattern(claim);
    }
  }

  private static List<String> sentences(Answer answer) {
    List<String> sentences = new ArrayList<>();
    sentences.addAll(List.of(answer.words().toLowerCase(Locale.ROOT).split("[\n.;]")));
    for (JsonNode finding : answer.findings()) {
      finding.path("because").forEach(source -> sentences.add(says(source)));
      finding.path("missing").forEach(lacking -> sentences.add(says(lacking)));
    }
    return sentences;
  }

  private static String says(JsonNode node) {
    return Answer.text(node, "says").toLowerCase(Locale.ROOT);
  }
}
