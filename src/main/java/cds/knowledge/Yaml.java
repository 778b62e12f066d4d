package cds.knowledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One YAML file of the rules or the client registry, read strictly: duplicate keys are refused,
 * decimals stay exact.
 *
 * @param file path, for messages
 * @param root the document; an empty object when it could not be read
 */
public record Yaml(String file, JsonNode root) {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * Documents read before, as long as somebody holds their text: a release shares nearly all of its
   * texts with the one before it. Nobody changes a document.
   */
  private static final Map<String, JsonNode> READ =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Reads a text that must hold keys and values. */
  public static Yaml of(String file, String text, Problems problems) {
    return read(new RuleFiles(Map.of(file, text)), file, problems);
  }

  /** Reads a file that must exist and hold keys and values. */
  static Yaml read(RuleFiles files, String file, Problems problems) {
    JsonNode root = parse(files, file, problems);
    if (root != null && !root.isObject()) {
      problems.add(
          file, root.isMissingNode() ? "the file is missing" : "must hold keys and values");
    }
    return new Yaml(file, root != null && root.isObject() ? root : MAPPER.createObjectNode());
  }

  /** Reads a file that must hold a list; a file that does not exist is an empty one. */
  static Yaml readList(RuleFiles files, String file, Problems problems) {
    JsonNode root = parse(files, file, problems);
    if (root != null && !root.isArray() && !root.isMissingNode()) {
      problems.add(file, "must hold a list");
    }
    return new Yaml(file, root != null && root.isArray() ? root : MAPPER.createArrayNode());
  }

  /** The lines on which a key stands, from the top; those before the first error of a text. */
  static List<Integer> lines(String text, String key) {
    List<Integer> lines = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && key.equals(parser.currentName())) {
          lines.add(parser.currentTokenLocation().getLineNr());
        }
      }
    } catch (JacksonException e) {
      // Said by whoever reads the document.
    }
    return lines;
  }

  /** The document; a missing node when there is no file, null when it is not YAML. */
  private static @Nullable JsonNode parse(RuleFiles files, String file, Problems problems) {
    try {
      JsonNode root = files.text(file).map(Yaml::document).orElseGet(MAPPER::missingNode);
      if (Decimal.fit(root)) {
        return root;
      }
      problems.add(file, Decimal.ALLOWED);
      return null;
    } catch (JacksonException e) {
      problems.add(
          file,
          e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
          "",
          "not readable as YAML: " + said(e));
      return null;
    }
  }

  /** What an author can mend; names of classes say nothing to them. */
  private static String said(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    return message.contains("java.") ? "a value that cannot be read" : message;
  }

  private static JsonNode document(String text) {
    JsonNode known = READ.get(text);
    if (known != null) {
      return known;
    }
    JsonNode read = MAPPER.readTree(text);
    READ.put(text, read);
    return read;
  }
}
