package cds.authoring.sheet;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML text and where in it everything stands, so that a part can be put in the place of another
 * while every other character stays.
 */
final class YamlText {

  private static final int MAX_DEPTH = 50;
  private static final LoadSettings STRICT = LoadSettings.builder().setUseMarks(true).build();

  private final String text;
  private final Optional<Node> root;

  private YamlText(String text, Optional<Node> root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a text.
   *
   * @throws SheetRefused naming the line, when it is no YAML, or nested as no file of the rules is
   */
  static YamlText of(String text) {
    try {
      int depth = 0;
      for (Event event : new Parse(STRICT).parseString(text)) {
        depth +=
            event instanceof CollectionStartEvent
                ? 1
                : event instanceof CollectionEndEvent ? -1 : 0;
        if (depth > MAX_DEPTH || event instanceof AliasEvent) {
          throw new SheetRefused(
              line(event.getStartMark()), "nested or linked as no file of the rules is");
        }
      }
      Optional<Node> root = new Compose(STRICT).composeString(text);
      root.ifPresent(YamlText::requireKeysOnce);
      return new YamlText(text, root);
    } catch (MarkedYamlEngineException e) {
      throw new SheetRefused(line(e.getProblemMark()), "not readable as YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new SheetRefused("not readable as YAML");
    }
  }

  private static String line(Optional<Mark> mark) {
    return mark.map(place -> "line " + (place.getLine() + 1)).orElse("");
  }

  private static void requireKeysOnce(Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(YamlText::requireKeysOnce);
    }
    if (node instanceof MappingNode map) {
      Set<String> keys = new HashSet<>();
      for (NodeTuple entry : map.getValue()) {
        if (!keys.add(text(entry.getKeyNode()))) {
          throw new SheetRefused(
              line(entry.getKeyNode().getStartMark()),
              "the key '" + text(entry.getKeyNode()) + "' stands here twice");
        }
        requireKeysOnce(entry.getValueNode());
      }
    }
  }

  String text() {
    return text;
  }

  /** The document; none when the file has nothing but comments. */
  Optional<Node> root() {
    return root;
  }

  /** Where a part begins. */
  int start(Node node) {
    return index(node.getStartMark().orElseThrow().getIndex());
  }

  /** The column in which a part begins, from 0. */
  int column(Node node) {
    return node.getStartMark().orElseThrow().getColumn();
  }

  /** Where a part ends; spaces, line ends and comments after it are not part of it. */
  int end(Node node) {
    if (node instanceof MappingNode map && isBlock(map)) {
      return end(map.getValue().get(map.getValue().size() - 1).getValueNode());
    }
    if (node instanceof SequenceNode list && isBlock(list)) {
      return end(list.getValue().get(list.getValue().size() - 1));
    }
    int start = start(node);
    int end = index(node.getEndMark().orElseThrow().getIndex());
    return start + text.substring(start, end).stripTrailing().length();
  }

  /** Whether a list or map is written in lines of its own, not in brackets. */
  boolean isBlock(CollectionNode<?> node) {
    return !node.getValue().isEmpty() && "[{".indexOf(text.charAt(start(node))) < 0;
  }

  /** Marks count characters as people do, texts of Java otherwise. */
  private int index(int points) {
    return text.offsetByCodePoints(0, points);
  }

  /** The text in which something else stands from one place to another. */
  String with(int start, int end, String other) {
    return text.substring(0, start) + other + text.substring(end);
  }

  /** The value of a key; none when the node is no map or has no such key. */
  static Optional<Node> value(Node node, String key) {
    return node instanceof MappingNode map
        ? map.getValue().stream()
            .filter(entry -> text(entry.getKeyNode()).equals(key))
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  /** The text of a scalar; empty for lists and maps. */
  static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The texts of a map's values by key; empty for what is no map. */
  static Map<String, String> texts(Node node) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (node instanceof MappingNode map) {
      map.getValue()
          .forEach(entry -> texts.put(text(entry.getKeyNode()), text(entry.getValueNode())));
    }
    return texts;
  }

  /** What a node means, as maps, lists and texts; numbers that are equal are the same. */
  static Object meaning(Node node) {
    if (node instanceof MappingNode map) {
      Map<String, Object> meaning = new LinkedHashMap<>();
      map.getValue()
          .forEach(entry -> meaning.put(text(entry.getKeyNode()), meaning(entry.getValueNode())));
      return meaning;
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(YamlText::meaning).toList();
    }
    ScalarNode scalar = (ScalarNode) node;
    return List.of(scalar.getTag().getValue(), scalar.getValue());
  }

  /** The same for a whole text; an empty list for one that has nothing but comments. */
  Object meaning() {
    return root.map(YamlText::meaning).orElse(List.of());
  }

  /** What a text means that is nothing but a text. */
  static Object textual(String text) {
    return List.of("tag:yaml.org,2002:str", text);
  }

  /** A meaning in which something else stands under a path of keys. */
  static Object with(Object meaning, List<String> path, Object other) {
    if (path.isEmpty()) {
      return other;
    }
    Map<Object, Object> changed = new LinkedHashMap<>((Map<?, ?>) meaning);
    String key = path.get(0);
    Object inner = changed.getOrDefault(key, Map.of());
    changed.put(key, with(inner, path.subList(1, path.size()), other));
    return changed;
  }

  /**
   * Makes sure that a changed text says what it should and nothing else.
   *
   * @throws SheetRefused when it does not
   */
  static void requireMeaning(String changed, Object expected) {
    if (!hasMeaning(changed, expected)) {
      throw notHere();
    }
  }

  /** Whether a text says exactly this. */
  static boolean hasMeaning(String text, Object expected) {
    try {
      return of(text).meaning().equals(expected);
    } catch (SheetRefused e) {
      return false;
    }
  }

  /** What to say of a file in which an edit would change more than it should. */
  static SheetRefused notHere() {
    return new SheetRefused(
        "the file is written in a way that cannot be changed here; change its text");
  }
}
