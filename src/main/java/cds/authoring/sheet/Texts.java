package cds.authoring.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Changes of texts in {@code rule.yaml} and other YAML files of the rules, such as {@code title} or
 * {@code findings.CODE.summary}. Every other character of the file stays.
 */
public final class Texts {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]+");

  /** Words that need no quotation marks wherever they stand. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}(][\\p{L}\\p{N} ,.;()/+-]*");

  private static final int WIDTH = 100;

  private Texts() {}

  /**
   * The text that stands under a path.
   *
   * @param path keys with dots between them
   * @return none when there is no such key, or no text under it
   */
  public static Optional<String> at(String yaml, String path) {
    Optional<Node> node = YamlText.of(yaml).root();
    for (String key : path.split("\\.", -1)) {
      node = node.flatMap(parent -> YamlText.value(parent, key));
    }
    return node.filter(ScalarNode.class::isInstance).map(YamlText::text);
  }

  /**
   * The file with another text under a path. It is written as the old one was where that can hold
   * it, else in quotation marks; a key that is not there yet comes after its neighbours.
   *
   * @param path keys with dots between them; all but the last must be there
   * @throws SheetRefused when there is no place for it, or the text has invisible characters
   */
  public static String with(String yaml, String path, String text) {
    YamlText before = YamlText.of(yaml);
    Characters.checked(path, text);
    List<String> keys = List.of(path.split("\\.", -1));
    Node parent = before.root().orElseThrow(() -> nowhere(path));
    for (String key : keys.subList(0, keys.size() - 1)) {
      parent = YamlText.value(parent, key).orElseThrow(() -> nowhere(path));
    }
    String last = keys.get(keys.size() - 1);
    Node old = YamlText.value(parent, last).orElse(null);
    Object expected = YamlText.with(before.meaning(), keys, YamlText.textual(text));
    if (old != null && YamlText.meaning(old).equals(YamlText.textual(text))) {
      return yaml;
    }
    return (old == null ? added(before, parent, last, text, path) : forms(before, old, text, path))
        .stream()
            .filter(changed -> YamlText.hasMeaning(changed, expected))
            .findFirst()
            .orElseThrow(YamlText::notHere);
  }

  private static SheetRefused nowhere(String path) {
    return new SheetRefused("there is no text " + path + " here");
  }

  /** The ways to write the text in the place of the old one, the best first. */
  private static List<String> forms(YamlText before, Node old, String text, String path) {
    if (!(old instanceof ScalarNode scalar)) {
      throw nowhere(path);
    }
    List<String> forms = new ArrayList<>();
    if (scalar.getScalarStyle() == ScalarStyle.PLAIN && PLAIN.matcher(text).matches()) {
      forms.add(text);
    }
    if (scalar.getScalarStyle() == ScalarStyle.FOLDED && text.indexOf('\n') < 0) {
      forms.add(folded(text, indent(before, old)));
    }
    forms.add(YamlWords.quoted(text));
    return forms.stream()
        .map(form -> before.with(before.start(old), before.end(old), form))
        .toList();
  }

  /** The indent of a folded text's first line. */
  private static int indent(YamlText before, Node old) {
    String[] lines = before.text().substring(before.start(old), before.end(old)).split("\n", -1);
    return lines.length < 2 ? 2 : lines[1].length() - lines[1].stripLeading().length();
  }

  private static String folded(String text, int indent) {
    StringBuilder folded = new StringBuilder(">-");
    int column = WIDTH + 1;
    for (String word : text.split(" ", -1)) {
      if (column + 1 + word.length() > WIDTH) {
        folded.append('\n').append(" ".repeat(indent));
        column = indent;
      } else {
        folded.append(' ');
        column++;
      }
      folded.append(word);
      column += word.length();
    }
    return folded.toString();
  }

  private static List<String> added(
      YamlText before, Node parent, String key, String text, String path) {
    if (!(parent instanceof MappingNode map) || !KEY.matcher(key).matches()) {
      throw nowhere(path);
    }
    boolean block = before.isBlock(map);
    int place = block ? before.end(map) : before.end(map) - 1;
    String between =
        block ? "\n" + " ".repeat(before.column(map)) : map.getValue().isEmpty() ? "" : ", ";
    return List.of(before.with(place, place, between + key + ": " + YamlWords.quoted(text)));
  }
}
