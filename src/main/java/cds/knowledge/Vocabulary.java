package cds.knowledge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The names of our own FHIR vocabulary ({@code rules/dictionary/vocabulary.yaml}): code systems and
 * questionnaires a reader must know.
 *
 * @param severitySystem code system of scores and their components
 * @param outcomeSystem code system of therapy outcomes
 * @param checkIn canonical of the monitoring check-in
 * @param scoreForms per canonical of a form: linkId → code of {@code severitySystem} its answer is
 *     the total score of
 */
public record Vocabulary(
    String severitySystem,
    String outcomeSystem,
    String checkIn,
    Map<String, Map<String, String>> scoreForms) {

  /** File it stands in. */
  public static final String FILE = "rules/dictionary/vocabulary.yaml";

  /** Reads the file. */
  public static Vocabulary read(RuleFiles files, Problems problems) {
    JsonNode root = Yaml.read(files, FILE, problems).root();
    Map<String, Map<String, String>> forms = new LinkedHashMap<>();
    root.path("score-forms")
        .properties()
        .forEach(
            form -> {
              Map<String, String> items = new LinkedHashMap<>();
              form.getValue()
                  .properties()
                  .forEach(item -> items.put(item.getKey(), item.getValue().asString("")));
              forms.put(form.getKey(), items);
            });
    for (String key : new String[] {"severity-system", "outcome-system", "check-in"}) {
      if (root.path(key).asString("").isEmpty()) {
        problems.add(FILE, "", key, "must be given");
      }
    }
    return new Vocabulary(
        root.path("severity-system").asString(""),
        root.path("outcome-system").asString(""),
        root.path("check-in").asString(""),
        forms);
  }

  /** The score a form's item carries, if it is mapped. */
  public Optional<String> score(String canonical, String linkId) {
    return Optional.ofNullable(scoreForms.getOrDefault(canonical, Map.of()).get(linkId));
  }
}
