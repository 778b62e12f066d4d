package cds.docs;

import cds.authoring.words.CellWords;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rule folders as they lie on disk, for documents about them. */
final class RulePages {

  private static final YAMLMapper YAML = new YAMLMapper();

  private static final List<String> ABOUT = List.of("id", "source", "confidence");

  private final Path rules;
  private final Map<String, JsonNode> sources = new LinkedHashMap<>();
  private final Map<String, JsonNode> read = new HashMap<>();
  private final Map<String, List<Sheet>> sheets = new HashMap<>();
  private final Map<String, Dictionary> dictionaries = new HashMap<>();
  private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

  /**
   * One table.
   *
   * @param name name of the table in its folder
   * @param header column names
   * @param rows rows, one cell per column
   */
  record Sheet(String name, List<String> header, List<Map<String, String>> rows) {

    /** The columns that say when a row holds. */
    List<String> inputs() {
      return header.stream()
          .filter(column -> !column.startsWith(">") && !ABOUT.contains(column))
          .toList();
    }

    /** The columns that say what then holds. */
    List<String> outputs() {
      return header.stream().filter(column -> column.startsWith(">")).toList();
    }

    /** The data element of a column, without its unit and mark. */
    static String element(String column) {
      return column.replaceAll("^>|\\s*\\[.*]$", "");
    }
  }

  RulePages(Path rules) {
    this.rules = rules;
    yaml(rules.resolve("sources.yaml"))
        .properties()
        .forEach(source -> sources.put(source.getKey(), source.getValue()));
    yaml(rules.resolve("dictionary/parameters.yaml"))
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
  }

  /** Numbers used by several rules, by name. */
  Map<String, JsonNode> parameters() {
    return parameters;
  }

  /** The folders that hold a rule, as {@code topic/rule}, sorted. */
  List<String> ids() {
    try (Stream<Path> files = Files.walk(rules)) {
      return files
          .filter(file -> file.getFileName().toString().equals("rule.yaml"))
          .map(file -> rules.relativize(file.getParent()).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code rule.yaml} says. */
  JsonNode rule(String id) {
    return read.computeIfAbsent(id, key -> yaml(rules.resolve(key).resolve("rule.yaml")));
  }

  /** The words that hold in a rule. */
  Dictionary dictionary(String id) {
    return dictionaries.computeIfAbsent(id, key -> new Dictionary(rules, parameters(key)));
  }

  /** The tables of a rule in the order of {@code rule.yaml}. */
  List<Sheet> sheets(String id) {
    return sheets.computeIfAbsent(
        id,
        key ->
            rule(key).path("tables").properties().stream()
                .map(table -> sheet(key, table.getKey()))
                .toList());
  }

  /** The tables that give a data element, as links; the element is free when none does yet. */
  String givenBy(String element) {
    List<String> tables = new ArrayList<>();
    for (String id : ids()) {
      for (Sheet sheet : sheets(id)) {
        if (sheet.outputs().stream().map(Sheet::element).anyMatch(element::equals)) {
          tables.add(
              "table [" + id + "/" + sheet.name() + "](catalogue.md#" + Markdown.anchor(id) + ")");
        }
      }
    }
    return tables.isEmpty() ? "no table" : CellWords.or(tables);
  }

  private Sheet sheet(String id, String name) {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
    try (CSVParser csv =
        CSVParser.parse(
            new StringReader(Files.readString(rules.resolve(id).resolve(name + ".csv"))), format)) {
      List<Map<String, String>> rows = new ArrayList<>();
      for (CSVRecord row : csv) {
        rows.add(row.toMap());
      }
      return new Sheet(name, csv.getHeaderNames(), rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source in words. */
  String source(String key) {
    return sources.containsKey(key) ? text(sources.get(key), "label") : key;
  }

  /** A source in words, with its address when it has one; nothing for none. */
  String cited(String key) {
    JsonNode source = sources.get(key);
    String label = Markdown.escape(source(key));
    return source == null || !source.has("url")
        ? label
        : "[" + label + "](" + text(source, "url") + ")";
  }

  /** What another file of the rules says, such as {@code services.yaml}. */
  JsonNode file(String name) {
    return read.computeIfAbsent(name, key -> yaml(rules.resolve(key)));
  }

  /** The numbers that hold in a rule: the shared ones, and its own. */
  Map<String, JsonNode> parameters(String id) {
    Map<String, JsonNode> all = new LinkedHashMap<>(parameters);
    rule(id).path("parameters").properties().forEach(own -> all.put(own.getKey(), own.getValue()));
    return all;
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
