package cds.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rule folders as they lie on disk, for documents about them. */
final class RulePages {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern NUMBER = Pattern.compile("\\{([a-z0-9_]+)}");

  private final Path rules;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, JsonNode> parameters = new LinkedHashMap<>();

  /**
   * One table.
   *
   * @param name name of the table in its folder
   * @param header column names
   * @param rows rows, one cell per column
   */
  record Sheet(String name, List<String> header, List<Map<String, String>> rows) {}

  RulePages(Path rules) {
    this.rules = rules;
    yaml(rules.resolve("sources.yaml"))
        .properties()
        .forEach(source -> sources.put(source.getKey(), text(source.getValue(), "label")));
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
    return yaml(rules.resolve(id).resolve("rule.yaml"));
  }

  /** The tables of a rule in the order of {@code rule.yaml}. */
  List<Sheet> sheets(String id) {
    return rule(id).path("tables").properties().stream()
        .map(table -> sheet(id, table.getKey()))
        .toList();
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
    return sources.getOrDefault(key, key);
  }

  /** A cell with the values of the numbers it names. */
  String resolved(String cell, JsonNode own) {
    return NUMBER
        .matcher(cell)
        .replaceAll(
            match -> {
              JsonNode parameter = own.path(match.group(1));
              if (parameter.isMissingNode()) {
                parameter = parameters.get(match.group(1));
              }
              return Matcher.quoteReplacement(
                  parameter == null ? match.group() : text(parameter, "value"));
            });
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  private static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
