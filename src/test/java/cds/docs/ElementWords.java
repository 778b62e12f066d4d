package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.authoring.words.CellWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How each data element is derived, in words made from the dictionary. */
final class ElementWords {

  private final Dictionary dictionary;
  private final Vocabulary vocabulary;
  private final CellWords cells;
  private final Function<String, String> tables;
  private final Map<String, Function<Told, String>> kinds = new LinkedHashMap<>();

  /**
   * Takes what gives names.
   *
   * @param tables the tables that give an element, as links
   */
  ElementWords(Dictionary dictionary, Vocabulary vocabulary, Function<String, String> tables) {
    this.dictionary = dictionary;
    this.vocabulary = vocabulary;
    this.cells = new CellWords(dictionary, Dictionary.MARKS);
    this.tables = tables;
    new PatientWords(this).register(kinds);
    new TreatmentWords(this).register(kinds);
    new NumberWords(this).register(kinds);
    kinds.put("any-meets", one -> "at least one of: " + conditions(one));
    kinds.put("all-meet", one -> "all of: " + conditions(one));
  }

  /** How the element comes about; a kind nobody put into words yet is named with its arguments. */
  String derived(String name) {
    JsonNode element = dictionary.element(name);
    String kind = text(element, "kind");
    Told told = new Told(element);
    if (kind.equals("table")) {
      return "given by " + tables.apply(name);
    }
    Function<Told, String> words = kinds.get(kind);
    String said = words == null ? "`" + kind + "`" : words.apply(told);
    String rest = told.rest();
    return said + (rest.isEmpty() ? "" : " (" + rest + ")");
  }

  /** Unit, values, plausible range and remarks. */
  String form(String name) {
    JsonNode element = dictionary.element(name);
    List<String> words = new ArrayList<>();
    String type = text(element, "type");
    if (type.equals("boolean")) {
      words.add("yes or no");
    } else if (element.has("values")) {
      List<String> values = new ArrayList<>();
      element.path("values").forEach(value -> values.add(escape(value.asString(""))));
      words.add(CellWords.or(values));
    } else if (dictionary.isNumeric(name)) {
      String unit = CellWords.spoken(dictionary.unit(name));
      words.add((type.equals("integer") ? "whole number" : "number") + in(unit));
    } else if (!type.isEmpty()) {
      words.add(type);
    }
    if (element.has("domain")) {
      words.add("possible `" + text(element, "domain") + "`");
    }
    if (element.path("always").asBoolean(false)) {
      words.add("always known");
    }
    if (text(element, "scope").equals("order")) {
      words.add("of each draft order");
    }
    if (element.has("note")) {
      words.add(escape(text(element, "note")));
    }
    return String.join("; ", words);
  }

  private static String in(String unit) {
    return unit.isEmpty() ? "" : " in " + unit;
  }

  private String conditions(Told told) {
    List<String> words = new ArrayList<>();
    told.node("of")
        .properties()
        .forEach(
            condition ->
                words.add(
                    cells.condition(condition.getKey(), condition.getValue().asString("any"))));
    boolean ignore = told.node("ignore-missing").asBoolean(false);
    return String.join("; ", words) + (ignore ? "; what is not known is left aside" : "");
  }

  /** Value sets as links, joined with "or". */
  String valueSets(Told told, String key) {
    return CellWords.or(told.texts(key).stream().map(vocabulary::valueSet).toList());
  }

  /** Drug classes in words, joined with "or". */
  String classes(Told told, String key) {
    return CellWords.or(told.texts(key).stream().map(ElementWords::words).toList());
  }

  /** Instruments by title, joined with "or"; every instrument when none is named. */
  String instruments(Told told, String key) {
    List<String> codes = told.texts(key);
    return codes.isEmpty()
        ? "every instrument"
        : CellWords.or(codes.stream().map(vocabulary::instrument).toList());
  }

  /** The label of the element that an argument names. */
  String label(Told told, String key) {
    return escape(dictionary.label(told.text(key)));
  }

  /** A number, with its name when it has one. */
  String number(Told told, String key) {
    return dictionary.withNumbers(told.text(key));
  }

  /** " of the last 90 days", or nothing when the argument is not there. */
  String ofTheLast(Told told, String key) {
    return told.has(key) ? " of the last " + days(told, key) : "";
  }

  String question(Told told, String key) {
    return vocabulary.question(told.text(key));
  }

  String curve(Told told, String key) {
    return vocabulary.curve(told.text(key));
  }

  /** A cell of a condition on an element. */
  String condition(String element, String cell) {
    return cells.condition(element, cell);
  }

  /** An amount that may be a named number, such as {@code 90 days}. */
  String amount(String written, String unit) {
    return dictionary.amount(written, unit);
  }

  /** A number of days. */
  String days(Told told, String key) {
    return dictionary.amount(told.text(key), "days");
  }

  String labels(List<String> names) {
    return names.stream()
        .map(dictionary::label)
        .map(Markdown::escape)
        .collect(Collectors.joining(", "));
  }

  static String words(String hyphenated) {
    return hyphenated.replace('-', ' ');
  }
}
