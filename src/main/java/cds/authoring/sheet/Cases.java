package cds.authoring.sheet;

import cds.knowledge.RuleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Changes of {@code cases.yaml}, case by case; every other line stays as its author wrote it.
 *
 * <p>A case is named by its table (with or without the folder before it) and its sentence. A change
 * that would alter anything else, or that cannot be read back as it was meant, is refused.
 */
public final class Cases {

  private Cases() {}

  /**
   * The cases of a file; tables by the name in the file.
   *
   * @throws SheetRefused when the text is no list of YAML
   */
  public static List<RuleCase> read(String yaml) {
    return items(YamlText.of(yaml)).stream().map(Cases::ruleCase).toList();
  }

  /** The text with one more case at its end. */
  public static String append(String yaml, RuleCase added) {
    YamlText before = YamlText.of(yaml);
    List<RuleCase> cases = new ArrayList<>(items(before).stream().map(Cases::ruleCase).toList());
    boolean list = before.root().isEmpty() || before.isBlock(list(before));
    int indent = list && !cases.isEmpty() ? before.column(list(before)) : 0;
    String end = yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n";
    cases.add(local(added));
    return checked(
        list
            ? yaml + end + " ".repeat(indent) + "- " + written(added, lines(indent + 3)) + "\n"
            : yaml,
        cases);
  }

  /** The text with another case in the place of one; the same text when it is no other. */
  public static String replace(String yaml, String table, String says, RuleCase changed) {
    YamlText before = YamlText.of(yaml);
    List<Node> items = items(before);
    List<RuleCase> cases = new ArrayList<>(items.stream().map(Cases::ruleCase).toList());
    int place = place(cases, table, says);
    List<Edit> edits = edits(before, items.get(place), cases.get(place), local(changed));
    cases.set(place, local(changed));
    return checked(Edit.all(yaml, edits), cases);
  }

  /** The parts that are other than before; all in one when a part was not written before. */
  private static List<Edit> edits(YamlText text, Node item, RuleCase old, RuleCase now) {
    Map<String, String> were = parts(old);
    List<Edit> edits = new ArrayList<>();
    for (Map.Entry<String, String> part : parts(now).entrySet()) {
      Node node = YamlText.value(item, part.getKey()).orElse(null);
      if (node == null) {
        String all = written(now, lines(text.column(item) + 1));
        return List.of(new Edit(text.start(item), text.end(item), all));
      }
      if (!part.getValue().equals(were.get(part.getKey()))) {
        edits.add(new Edit(text.start(node), text.end(node), part.getValue()));
      }
    }
    return edits;
  }

  /** The text without one case; comments between cases stay. */
  public static String remove(String yaml, String table, String says) {
    YamlText before = YamlText.of(yaml);
    List<Node> items = items(before);
    List<RuleCase> cases = new ArrayList<>(items.stream().map(Cases::ruleCase).toList());
    int place = place(cases, table, says);
    int start = yaml.lastIndexOf('\n', before.start(items.get(place))) + 1;
    int end = yaml.indexOf('\n', before.end(items.get(place)));
    cases.remove(place);
    return checked(before.with(start, end < 0 ? yaml.length() : end + 1, ""), cases);
  }

  /** What stands between the parts of a case that takes three lines. */
  static String lines(int indent) {
    return ",\n" + " ".repeat(indent);
  }

  /**
   * A case as {@code cases.yaml} writes it, without the mark of a list.
   *
   * @param newLine what stands between sentence, situation and answer
   */
  static String written(RuleCase ruleCase, String newLine) {
    Map<String, String> parts = parts(ruleCase);
    return "{case: "
        + parts.get("case")
        + newLine
        + "table: "
        + parts.get("table")
        + ", given: "
        + parts.get("given")
        + newLine
        + "then: "
        + parts.get("then")
        + "}";
  }

  /** The parts of a case as they are written, by key. */
  private static Map<String, String> parts(RuleCase ruleCase) {
    return Map.of(
        "case", YamlWords.quoted(ruleCase.says()),
        "table", YamlWords.word(name(ruleCase.table())),
        "given", map(ruleCase.given()),
        "then", ruleCase.then().isEmpty() ? "none" : map(ruleCase.then()));
  }

  private static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> YamlWords.word(entry.getKey()) + ": " + YamlWords.word(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static SequenceNode list(YamlText text) {
    if (text.root().orElse(null) instanceof SequenceNode list) {
      return list;
    }
    throw new SheetRefused("the file must hold a list of cases");
  }

  private static List<Node> items(YamlText text) {
    return text.root().isEmpty() ? List.of() : list(text).getValue();
  }

  private static RuleCase ruleCase(Node item) {
    return new RuleCase(
        YamlText.value(item, "case").map(YamlText::text).orElse(""),
        YamlText.value(item, "table").map(YamlText::text).orElse(""),
        YamlText.value(item, "given").map(YamlText::texts).orElse(Map.of()),
        YamlText.value(item, "then").map(YamlText::texts).orElse(Map.of()));
  }

  /** The case with its table as files of its folder name it. */
  private static RuleCase local(RuleCase ruleCase) {
    return new RuleCase(ruleCase.says(), name(ruleCase.table()), ruleCase.given(), ruleCase.then());
  }

  private static String name(String table) {
    return table.substring(table.lastIndexOf('/') + 1);
  }

  private static int place(List<RuleCase> cases, String table, String says) {
    int[] places =
        IntStream.range(0, cases.size())
            .filter(
                i -> cases.get(i).says().equals(says) && cases.get(i).table().equals(name(table)))
            .toArray();
    if (places.length != 1) {
      throw new SheetRefused(
          places.length == 0
              ? "table " + name(table) + " has no case '" + says + "'"
              : "the case '" + says + "' stands here twice; change the text of the file");
    }
    return places[0];
  }

  /** The changed text, when it holds these cases and no others. */
  private static String checked(String text, List<RuleCase> cases) {
    try {
      if (read(text).equals(cases)) {
        return text;
      }
    } catch (SheetRefused e) {
      throw YamlText.notHere();
    }
    throw YamlText.notHere();
  }
}
