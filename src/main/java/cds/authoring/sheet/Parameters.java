package cds.authoring.sheet;

import cds.knowledge.Confidence;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes of numbers with a name, in {@code parameters.yaml} and under {@code parameters} of a
 * {@code rule.yaml}. The old value stays, with its date, under {@code earlier}, newest first.
 */
public final class Parameters {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");

  /** What belongs to a value and goes with it when another comes into force. */
  private static final List<String> DATED =
      List.of("value", "since", "source", "confidence", "note");

  private Parameters() {}

  /**
   * A value and what it rests on.
   *
   * @param value a decimal number, kept as it is written ({@code 7.0})
   * @param since the day from which it is in force
   * @param source key in {@code rules/sources.yaml}
   * @param confidence how sure it is
   * @param note what to know about it; null for nothing
   */
  public record Value(
      String value, LocalDate since, String source, Confidence confidence, @Nullable String note) {

    /**
     * Takes what belongs to a value.
     *
     * @throws SheetRefused when the value is no decimal number
     */
    public Value {
      if (!NUMBER.matcher(value).matches()) {
        throw new SheetRefused("'" + value + "' is no number (decimal point, no unit)");
      }
    }
  }

  /**
   * The text with another value of a parameter. What it was stays under {@code earlier}; a value
   * that comes into force on the same day as the one before corrects it and takes its place.
   *
   * @throws SheetRefused when there is no such parameter, or the new value is older than the old
   */
  public static String withValue(String yaml, String parameter, Value value) {
    YamlText before = YamlText.of(yaml);
    Node root = before.root().orElseThrow(() -> unknown(parameter));
    boolean nested = YamlText.value(root, "parameters").isPresent();
    Node all = YamlText.value(root, "parameters").orElse(root);
    if (!(YamlText.value(all, parameter).orElse(null) instanceof MappingNode old)) {
      throw unknown(parameter);
    }
    Map<String, String> was = dated(YamlText.texts(old));
    Map<String, String> is = is(value);
    if (is.equals(was)) {
      return yaml;
    }
    boolean correction = isCorrection(parameter, was, value.since());
    List<Edit> edits = edits(before, old, is);
    Object earlier = YamlText.value(old, "earlier").map(YamlText::meaning).orElse(List.of());
    if (!correction) {
      edits.addAll(history(before, old, was));
      earlier = Stream.concat(Stream.of(meaning(was)), ((List<?>) earlier).stream()).toList();
    }
    Map<Object, Object> expected = new LinkedHashMap<>((Map<?, ?>) YamlText.meaning(old));
    DATED.forEach(expected::remove);
    expected.putAll(meaning(is));
    if (!earlier.equals(List.of())) {
      expected.put("earlier", earlier);
    }
    String changed = Edit.all(yaml, edits);
    List<String> path = nested ? List.of("parameters", parameter) : List.of(parameter);
    YamlText.requireMeaning(changed, YamlText.with(before.meaning(), path, expected));
    return changed;
  }

  /** The edits that put the new value in the place of the old. */
  private static List<Edit> edits(YamlText text, MappingNode old, Map<String, String> is) {
    List<Edit> edits = new ArrayList<>();
    Map<String, String> added = new LinkedHashMap<>(is);
    int end = text.start(old) + 1;
    for (NodeTuple entry : old.getValue()) {
      String key = YamlText.text(entry.getKeyNode());
      Node node = entry.getValueNode();
      String now = added.remove(key);
      if (now != null && !now.equals(YamlText.text(node))) {
        edits.add(new Edit(text.start(node), text.end(node), written(key, now)));
      } else if (now == null && DATED.contains(key)) {
        edits.add(new Edit(end, text.end(node), ""));
      }
      end = text.end(node);
    }
    if (!added.isEmpty()) {
      edits.add(addition(text, old, joined(added)));
    }
    return edits;
  }

  /** The edits that keep the old value. */
  private static List<Edit> history(YamlText text, MappingNode old, Map<String, String> was) {
    String entry = "{" + joined(was) + "}";
    Node earlier = YamlText.value(old, "earlier").orElse(null);
    if (earlier == null) {
      return List.of(addition(text, old, "earlier: [" + entry + "]"));
    }
    if (!(earlier instanceof SequenceNode list) || text.isBlock(list)) {
      throw YamlText.notHere();
    }
    int begin = text.start(list) + 1;
    return List.of(new Edit(begin, begin, list.getValue().isEmpty() ? entry : entry + ", "));
  }

  private static Edit addition(YamlText text, MappingNode map, String entries) {
    boolean block = text.isBlock(map);
    int place = block ? text.end(map) : text.end(map) - 1;
    String between = block ? "\n" + " ".repeat(text.column(map)) : ", ";
    return new Edit(place, place, between + entries);
  }

  private static Map<String, Object> meaning(Map<String, String> values) {
    Map<String, Object> meaning = new LinkedHashMap<>();
    values.forEach(
        (key, text) ->
            meaning.put(
                key,
                key.equals("value")
                    ? YamlText.meaning(YamlText.of(text).root().orElseThrow())
                    : YamlText.textual(text)));
    return meaning;
  }

  private static SheetRefused unknown(String parameter) {
    return new SheetRefused("there is no parameter '" + parameter + "' here");
  }

  private static boolean isCorrection(String parameter, Map<String, String> was, LocalDate since) {
    try {
      LocalDate before = LocalDate.parse(was.getOrDefault("since", ""));
      if (since.isBefore(before)) {
        throw new SheetRefused(
            parameter,
            "the value it has now is in force since " + before + ", later than " + since);
      }
      return since.equals(before);
    } catch (DateTimeParseException e) {
      throw new SheetRefused(parameter, "has no day from which it is in force (since)");
    }
  }

  private static Map<String, String> is(Value value) {
    Map<String, String> is = new LinkedHashMap<>();
    is.put("value", value.value());
    is.put("since", value.since().toString());
    is.put("source", value.source());
    is.put("confidence", value.confidence().word());
    if (value.note() != null && !value.note().isBlank()) {
      is.put("note", value.note());
    }
    return is;
  }

  private static Map<String, String> dated(Map<String, String> all) {
    Map<String, String> dated = new LinkedHashMap<>();
    DATED.stream().filter(all::containsKey).forEach(key -> dated.put(key, all.get(key)));
    return dated;
  }

  private static String written(String key, String text) {
    return key.equals("note") ? YamlWords.quoted(text) : YamlWords.word(text);
  }

  private static String joined(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + written(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
