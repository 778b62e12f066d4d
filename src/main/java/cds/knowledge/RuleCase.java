package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One case of {@code cases.yaml}: situations of one table, and all that the table must say in each.
 * Cases prove a rule and never change an answer.
 *
 * @param says the case as a sentence
 * @param table id of the table
 * @param given values of inputs: a number, a code, {@code yes}, {@code no}, {@code missing} or
 *     {@code missing:why}; {@code |} between several of them
 * @param then all outputs with a value, finding, urgency, criterion and reason; empty for none
 */
public record RuleCase(
    String says, String table, Map<String, String> given, Map<String, String> then) {

  /** More situations than this nobody can picture under one sentence. */
  public static final int MAX_SITUATIONS = 200;

  /** More situations than this in one file take too long to run while somebody types. */
  private static final int MOST_IN_FILE = 20_000;

  private static final List<String> KEYS = List.of("case", "table", "given", "then");
  private static final List<String> WORDS = List.of("finding", "urgency", "criterion", "reason");

  /** Reads the cases of one rule folder; what no table of it knows is a problem. */
  public static List<RuleCase> read(RuleFiles files, Rule rule, Problems problems) {
    String file = "rules/" + rule.id() + "/cases.yaml";
    List<RuleCase> cases = new ArrayList<>();
    Set<String> sentences = new LinkedHashSet<>();
    long situations = 0;
    for (JsonNode spec : Yaml.readList(files, file, problems).root()) {
      String says = spec.path("case").asString("");
      problems.refuseUnknown(file, says, spec, KEYS);
      String name = spec.path("table").asString("");
      if (says.isBlank() || !sentences.add(name + " " + says)) {
        problems.add(file, says, "case", "each case needs a sentence of its own");
      }
      RuleCase ruleCase =
          new RuleCase(
              says, rule.id() + "/" + name, texts(spec.path("given")), texts(spec.path("then")));
      situations += check(file, rule, name, ruleCase, problems);
      cases.add(ruleCase);
      if (situations > MOST_IN_FILE) {
        problems.add(
            file,
            says,
            "",
            "more than "
                + MOST_IN_FILE
                + " situations in the cases of one rule; what follows is not read");
        return cases;
      }
    }
    return cases;
  }

  /** Says what is wrong with a case, and of how many situations it speaks. */
  private static long check(
      String file, Rule rule, String name, RuleCase ruleCase, Problems problems) {
    List<String> names =
        rule.tables().stream().map(t -> t.id().substring(rule.id().length() + 1)).toList();
    if (!names.contains(name)) {
      problems.add(
          file,
          ruleCase.says(),
          "table",
          "no table '" + name + "' in this folder" + Problems.nearest(name, names));
      return 0;
    }
    Table table = rule.tables().get(names.indexOf(name));
    final long situations = checkInputs(file, table, ruleCase, problems);
    List<String> outputs = new ArrayList<>(WORDS);
    table.outputs().forEach(output -> outputs.add(output.name()));
    for (String output : ruleCase.then().keySet()) {
      if (!outputs.contains(output)) {
        problems.add(
            file,
            ruleCase.says(),
            output,
            "the table gives no '" + output + "'" + Problems.nearest(output, outputs));
      }
    }
    return situations;
  }

  private static long checkInputs(String file, Table table, RuleCase ruleCase, Problems problems) {
    List<String> inputs = table.inputs().stream().map(DataElement::name).toList();
    for (String name : ruleCase.given().keySet()) {
      if (!inputs.contains(name)) {
        problems.add(
            file,
            ruleCase.says(),
            name,
            "the table has no input '" + name + "'" + Problems.nearest(name, inputs));
      }
    }
    long situations = 1;
    for (DataElement input : table.inputs()) {
      try {
        situations *= Math.min(ruleCase.values(input).size(), MAX_SITUATIONS + 1);
      } catch (IllegalArgumentException e) {
        problems.add(file, ruleCase.says(), input.name(), String.valueOf(e.getMessage()));
      }
    }
    if (situations > MAX_SITUATIONS) {
      problems.add(
          file,
          ruleCase.says(),
          "given",
          "%d situations in one case; at most %d: write several cases"
              .formatted(situations, MAX_SITUATIONS));
    }
    return situations;
  }

  /**
   * The values of an input in this case, in the order written.
   *
   * @throws IllegalArgumentException when the element has no such value, or it stands there twice
   */
  public List<DataValue> values(DataElement element) {
    List<DataValue> values = new ArrayList<>();
    for (String word : given().getOrDefault(element.name(), "").split("\\|", -1)) {
      boolean named = given().containsKey(element.name());
      DataValue value = value(element, named ? word.strip() : null);
      if (values.contains(value)) {
        throw new IllegalArgumentException("'" + word.strip() + "' stands there twice");
      }
      values.add(value);
    }
    return values;
  }

  /**
   * Every situation the case speaks of: each combination of the values of its inputs.
   *
   * @param table the case's table
   * @param empty a situation in which nothing is known yet
   */
  public List<Situation> situations(Table table, Situation empty) {
    List<Situation> situations = List.of(empty);
    for (DataElement input : table.inputs()) {
      List<Situation> longer = new ArrayList<>();
      for (Situation situation : situations) {
        for (DataValue value : values(input)) {
          Situation next = situation.copy();
          next.set(input, value);
          longer.add(next);
        }
      }
      situations = longer;
    }
    return List.copyOf(situations);
  }

  /**
   * One value of an input as a case writes it; an input that a case does not name is missing, and
   * its usual value when it always has one.
   *
   * @throws IllegalArgumentException when the element has no such value
   */
  public static DataValue value(DataElement element, @Nullable String text) {
    String word = text == null ? element.always() ? usual(element) : "missing" : text;
    if (word.equals("missing")) {
      return DataValue.none(Missing.ABSENT);
    }
    if (word.startsWith("missing:")) {
      String reason = word.substring("missing:".length());
      return DataValue.none(
          Missing.ofWord(reason)
              .orElseThrow(() -> new IllegalArgumentException("no reason '" + reason + "'")));
    }
    if (element.isNumeric()) {
      BigDecimal number = word.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(word) : null;
      if (number == null || (element.domain() != null && !element.domain().holds(number))) {
        throw new IllegalArgumentException("'" + word + "' is no number of " + element.name());
      }
      return DataValue.of(number, List.of());
    }
    if (!element.values().contains(word)) {
      throw new IllegalArgumentException(
          "'"
              + word
              + "' is no value of "
              + element.name()
              + Problems.nearest(word, element.values()));
    }
    boolean yesNo = element.type() == DataElement.Type.BOOLEAN;
    return DataValue.of(yesNo ? (Object) word.equals("yes") : word, List.of());
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
    return texts;
  }

  /** What an element that always has a value is when a case says nothing of it. */
  private static String usual(DataElement element) {
    return element.type() == DataElement.Type.BOOLEAN ? "no" : element.values().get(0);
  }
}
