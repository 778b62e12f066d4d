package cds.knowledge;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One YAML file of the rules, read strictly: duplicate keys are refused, decimals stay exact.
 *
 * @param file path, for messages
 * @param root the document; an empty object when it could not be read
 */
record Yaml(String file, JsonNode root) {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Reads a file that must exist. */
  static Yaml read(RuleFiles files, String file, Problems problems) {
    try {
      JsonNode root = files.text(file).map(MAPPER::readTree).orElse(null);
      if (root != null && root.isObject()) {
        return new Yaml(file, root);
      }
      problems.add(file, root == null ? "the file is missing" : "must hold keys and values");
    } catch (JacksonException e) {
      problems.add(
          file,
          e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
          "",
          "not readable as YAML: " + e.getOriginalMessage());
    }
    return new Yaml(file, MAPPER.createObjectNode());
  }
}
