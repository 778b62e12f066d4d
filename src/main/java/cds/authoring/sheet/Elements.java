package cds.authoring.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Data elements of the dictionary, one a line, as {@code rules/dictionary/elements} has them. */
public final class Elements {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{1,59}");
  private static final Pattern PARAMETER = Pattern.compile("\\{[a-z][a-z0-9_]{0,59}}");
  private static final Pattern ARGUMENT = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private Elements() {}

  /**
   * The file with one more data element at its end.
   *
   * @param yaml the file
   * @param name the element
   * @param words type, unit, label, kind and the like, in the order to write them
   * @param arguments what the derivation needs, each as YAML: {@code 14}, {@code "{days}"}, {@code
   *     [a, b]}
   * @throws SheetRefused when the name or an argument cannot stand in such a file
   */
  public static String with(
      String yaml, String name, Map<String, String> words, Map<String, String> arguments) {
    if (!NAME.matcher(name).matches()) {
      throw new SheetRefused(
          name, "is no name for a data element: small letters, digits and _, a letter first");
    }
    List<String> parts = new ArrayList<>();
    words.forEach((key, text) -> parts.add(key + ": " + YamlWords.word(text)));
    arguments.forEach((key, text) -> parts.add(key + ": " + argument(key, text)));
    String line = name + ": {" + String.join(", ", parts) + "}\n";
    Map<Object, Object> expected = new LinkedHashMap<>();
    if (YamlText.of(yaml).meaning() instanceof Map<?, ?> before) {
      expected.putAll(before);
    }
    if (expected.containsKey(name)) {
      throw new SheetRefused(name, "is the name of a data element already");
    }
    expected.put(name, YamlText.of(line).meaning() instanceof Map<?, ?> one ? one.get(name) : "");
    String changed = yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + line;
    YamlText.requireMeaning(changed, expected);
    return changed;
  }

  /** An argument that ends where it seems to end: it cannot bring others with it. */
  private static String argument(String key, String text) {
    String value = PARAMETER.matcher(text).matches() ? YamlWords.quoted(text) : text;
    if (!ARGUMENT.matcher(key).matches() || value.lines().count() != 1) {
      throw new SheetRefused(key, "is no argument: write name: value, one a line");
    }
    Characters.checked(key, value);
    String alone = "{" + key + ": " + value + "}";
    YamlText read = YamlText.of(alone);
    boolean one =
        read.root().orElse(null) instanceof MappingNode map
            && map.getValue().size() == 1
            && read.end(map) == alone.length();
    if (!one) {
      throw new SheetRefused(key, "has no value that can stand on a line: " + value);
    }
    return value;
  }

  /** The arguments of a data element as they are written, by name. */
  public static Map<String, String> arguments(String yaml, String name, List<String> words) {
    YamlText text = YamlText.of(yaml);
    Map<String, String> arguments = new LinkedHashMap<>();
    Optional<Node> element = text.root().flatMap(root -> YamlText.value(root, name));
    if (element.orElse(null) instanceof MappingNode map) {
      map.getValue()
          .forEach(
              entry -> {
                String key = YamlText.text(entry.getKeyNode());
                if (!words.contains(key)) {
                  Node value = entry.getValueNode();
                  arguments.put(
                      key, text.text().substring(text.start(value), text.end(value)).strip());
                }
              });
    }
    return arguments;
  }
}
