package cds.knowledge;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads how a code map turns what a site sends into numbers.
 *
 * @param file the map, for messages
 * @param row the code
 * @param problems collects what is wrong
 */
record TransformReader(String file, String row, Problems problems) {

  /** {@code none} or nothing, {@code {factor: 100}} or {@code {answers: {…}}}. */
  JsonNode transform(JsonNode transform) {
    JsonNode none = JsonNodeFactory.instance.objectNode();
    if (transform.isMissingNode() || transform.asString("").equals("none")) {
      return none;
    }
    if (!transform.isObject() || transform.size() != 1) {
      problem("transform", transform.toString(), "none, {factor: 100} or {answers: {…}}");
      return none;
    }
    problems.refuseUnknown(file, row, transform, List.of("factor", "answers"));
    return transform;
  }

  BigDecimal factor(JsonNode factor) {
    if (factor.isMissingNode()) {
      return BigDecimal.ONE;
    }
    if (!factor.isNumber() || factor.decimalValue().signum() <= 0) {
      problem("transform", "factor " + factor, "a factor above 0");
      return BigDecimal.ONE;
    }
    return factor.decimalValue();
  }

  Map<String, BigDecimal> answers(JsonNode node) {
    Map<String, BigDecimal> answers = new LinkedHashMap<>();
    if (!node.isMissingNode() && (!node.isObject() || node.isEmpty())) {
      problem("answers", node.toString(), "a number for each answer of the site");
    }
    for (Map.Entry<String, JsonNode> answer : node.properties()) {
      if (!answer.getValue().isNumber()) {
        problem("answers", answer.getKey() + ": " + answer.getValue(), "a number");
      } else if (answers.put(answer.getKey().strip(), answer.getValue().decimalValue()) != null) {
        problem("answers", answer.getKey(), "each answer once, whatever blanks stand around it");
      }
    }
    return answers;
  }

  private void problem(String key, String read, String allowed) {
    problems.add(file, row, key, "'" + read + "' is not allowed; allowed: " + allowed);
  }
}
