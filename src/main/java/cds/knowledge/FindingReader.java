package cds.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the texts of findings. */
final class FindingReader {

  private static final Set<String> FINDING_KEYS =
      Set.of(
          "topic",
          "shown",
          "before",
          "on-treatment",
          "limit",
          "rides",
          "beside-emergency",
          "corrects",
          "with-verdict",
          "removes",
          "summary",
          "detail",
          "action");

  private final RuleReader.RuleSetParts parts;
  private final Problems problems;

  FindingReader(RuleReader.RuleSetParts parts, Problems problems) {
    this.parts = parts;
    this.problems = problems;
  }

  /** Reads the finding texts of one rule folder. */
  Map<String, FindingText> read(String file, String rule, JsonNode node) {
    Map<String, FindingText> findings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String code = entry.getKey();
      JsonNode spec = entry.getValue();
      problems.refuseUnknown(file, code, spec, FINDING_KEYS);
      if (!parts.findingCodes().contains(code)) {
        problems.add(
            file,
            code,
            "",
            "no finding of that code in the code system"
                + Problems.nearest(code, parts.findingCodes()));
      }
      String topic = spec.path("topic").asString("");
      if (!parts.topics().contains(topic)) {
        problems.add(
            file,
            code,
            "topic",
            "'" + topic + "' is no topic" + Problems.nearest(topic, parts.topics()));
      }
      if (spec.path("summary").asString("").isBlank()) {
        problems.add(file, code, "summary", "must be given");
      }
      findings.put(
          code,
          new FindingText(
              code,
              rule,
              topic,
              services(spec, "before"),
              services(spec, "on-treatment"),
              spec.path("limit").asString(""),
              rides(spec),
              spec.path("beside-emergency").asBoolean(false),
              spec.path("corrects").asBoolean(false),
              spec.path("with-verdict").asBoolean(false),
              removes(file, code, spec),
              spec.path("summary").asString("").strip(),
              spec.path("detail").asString("").strip(),
              spec.path("action").asString("").strip()));
    }
    return findings;
  }

  /** {@code rides: true} is all services that show it; a list names some. */
  private static List<String> rides(JsonNode spec) {
    List<String> rides = new ArrayList<>();
    if (spec.path("rides").asBoolean(false)) {
      rides.addAll(services(spec, "before"));
      rides.addAll(services(spec, "on-treatment"));
    }
    spec.path("rides").forEach(service -> rides.add(service.asString("")));
    return rides;
  }

  private String removes(String file, String code, JsonNode spec) {
    String element = spec.path("removes").asString("");
    if (!element.isEmpty() && !parts.elements().containsKey(element)) {
      problems.add(
          file,
          code,
          "removes",
          "no data element '"
              + element
              + "'"
              + Problems.nearest(element, parts.elements().keySet()));
    }
    return element;
  }

  private static List<String> services(JsonNode spec, String key) {
    List<String> services = new ArrayList<>();
    (spec.has(key) ? spec.path(key) : spec.path("shown"))
        .forEach(service -> services.add(service.asString("")));
    return services;
  }
}
