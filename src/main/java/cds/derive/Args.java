package cds.derive;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Parameter;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of one derivation, read with messages for authors. Remembers which elements it
 * reads, for the order of evaluation, and which keys it knows.
 */
final class Args {

  private final DataElement element;
  private final RuleSet rules;
  private final Problems problems;
  private final Set<String> inputs = new LinkedHashSet<>();
  private final Set<String> known = new LinkedHashSet<>();

  Args(DataElement element, RuleSet rules, Problems problems) {
    this.element = element;
    this.rules = rules;
    this.problems = problems;
  }

  DataElement element() {
    return element;
  }

  RuleSet rules() {
    return rules;
  }

  /** Elements this derivation reads. */
  Set<String> inputs() {
    return inputs;
  }

  /** A text that must be there. */
  String text(String key) {
    String text = node(key).asString("");
    if (text.isEmpty()) {
      problem(key, "must be given");
    }
    return text;
  }

  /** A text, or the default. */
  String text(String key, String otherwise) {
    return node(key).asString(otherwise);
  }

  /** One of a few words. */
  String oneOf(String key, String otherwise, String... words) {
    String word = node(key).asString(otherwise);
    if (!List.of(words).contains(word)) {
      problem(key, "'" + word + "' is not allowed" + Problems.nearest(word, List.of(words)));
    }
    return word;
  }

  /** A list of texts; a single text is a list of one. */
  List<String> texts(String key) {
    JsonNode node = node(key);
    List<String> texts = new ArrayList<>();
    if (node.isString()) {
      texts.add(node.asString());
    }
    node.forEach(item -> texts.add(item.asString("")));
    return texts;
  }

  /** Value sets, each of which must exist. */
  Set<String> valueSets(String key) {
    return existing(key, rules.terminology().ids(), "value set");
  }

  /** Drug classes, each of which must exist. */
  Set<String> drugClasses(String key) {
    return existing(key, rules.drugs().classNames(), "drug class");
  }

  /** Instruments, each of which must exist. */
  Set<String> instruments(String key) {
    return existing(key, rules.instruments().keySet(), "instrument");
  }

  private Set<String> existing(String key, Collection<String> all, String what) {
    Set<String> names = new LinkedHashSet<>(texts(key));
    if (names.isEmpty()) {
      problem(key, "must name at least one " + what);
    }
    for (String name : names) {
      if (!all.contains(name)) {
        problem(key, "no " + what + " '" + name + "'" + Problems.nearest(name, all));
      }
    }
    return names;
  }

  /** An element that must exist; it becomes an input. */
  DataElement input(String key) {
    return read(key, text(key));
  }

  /** An element, if named. */
  @Nullable DataElement optionalInput(String key) {
    return node(key).isMissingNode() ? null : input(key);
  }

  /** An element that must exist, by name; it becomes an input. */
  DataElement read(String key, String name) {
    if (rules.elements().containsKey(name)) {
      inputs.add(name);
    }
    return named(key, name);
  }

  /**
   * An element that must exist, by name.
   *
   * @return the element; where there is none, which is reported, the one that is derived
   */
  DataElement named(String key, String name) {
    DataElement named = rules.elements().get(name);
    if (named == null) {
      problem(
          key,
          "no data element '" + name + "'" + Problems.nearest(name, rules.elements().keySet()));
      return element;
    }
    return named;
  }

  /** A number, or the value of a parameter {@code {name}}. */
  @Nullable BigDecimal optionalNumber(String key) {
    JsonNode node = node(key);
    if (node.isMissingNode()) {
      return null;
    }
    return node.isNumber() ? node.decimalValue() : parameter(key, node.asString(""));
  }

  /** A number or parameter that must be there. */
  BigDecimal number(String key) {
    BigDecimal number = optionalNumber(key);
    if (number == null) {
      problem(key, "must be a number or a parameter like {name}");
      return BigDecimal.ZERO;
    }
    return number;
  }

  /** A whole number of days or months that must be there. */
  int whole(String key) {
    return number(key).intValue();
  }

  private @Nullable BigDecimal parameter(String key, String text) {
    String name =
        text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    Parameter parameter = rules.parameters().get(name);
    if (parameter == null) {
      problem(
          key, "no parameter '" + name + "'" + Problems.nearest(name, rules.parameters().keySet()));
      return null;
    }
    return parameter.value();
  }

  /** Conditions on elements, in the language of table cells; the elements become inputs. */
  List<Condition> conditions(String key) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node(key).properties()) {
      DataElement tested = read(key, entry.getKey());
      if (rules.elements().containsKey(entry.getKey())) {
        try {
          conditions.add(
              new Condition(
                  tested,
                  Cell.parse(entry.getValue().asString(""), tested, name -> parameter(key, name))));
        } catch (IllegalArgumentException e) {
          problem(key, entry.getKey() + ": " + e.getMessage());
        }
      }
    }
    if (conditions.isEmpty()) {
      problem(key, "must name at least one element and its condition");
    }
    return conditions;
  }

  /** What an element must be. */
  record Condition(DataElement element, Cell cell) {}

  /** The raw argument, for kinds with an own shape. */
  JsonNode node(String key) {
    known.add(key);
    return element.args().path(key);
  }

  /** Reports a mistake in one argument. */
  void problem(String key, String message) {
    problems.add(element.file(), element.name(), key, message);
  }

  /** Reports arguments the kind does not know. */
  void refuseUnknown() {
    for (String key : element.args().propertyNames()) {
      if (!known.contains(key)) {
        problem(key, "unknown key for kind " + element.kind() + Problems.nearest(key, known));
      }
    }
  }
}
