package cds.docs;

import static cds.docs.RulePages.text;

import cds.authoring.words.Marks;
import cds.authoring.words.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The data elements and numbers as an author wrote them, with the words a clinician uses. */
final class Dictionary implements Names {

  private static final Pattern NAMED = Pattern.compile("\\{([a-z0-9_]+)}");

  /** Words in Markdown: names stand as they are typed, findings are links. */
  static final Marks MARKS =
      new Marks() {
        @Override
        public String text(String plain) {
          return Markdown.escape(plain);
        }

        @Override
        public String name(String name) {
          return "`" + name + "`";
        }

        @Override
        public String finding(String code) {
          return FindingsPage.link(code);
        }
      };

  private final Map<String, JsonNode> elements = new LinkedHashMap<>();
  private final Map<String, JsonNode> parameters;
  private final JsonNode reasons;

  /**
   * Reads the elements of a rules folder.
   *
   * @param rules the folder
   * @param parameters numbers by name: the shared ones, and those of a rule of its own
   */
  Dictionary(Path rules, Map<String, JsonNode> parameters) {
    this.parameters = parameters;
    this.reasons = RulePages.yaml(rules.resolve("reasons.yaml"));
    try (Stream<Path> files = Files.list(rules.resolve("dictionary/elements"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        RulePages.yaml(file).properties().forEach(e -> elements.put(e.getKey(), e.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All elements by name, file by file. */
  Map<String, JsonNode> elements() {
    return elements;
  }

  /** What an author wrote about an element; empty for a name that is none. */
  JsonNode element(String name) {
    return elements.getOrDefault(name, tools.jackson.databind.node.MissingNode.getInstance());
  }

  /** The element's label, or its name in words when it has none. */
  @Override
  public String label(String name) {
    JsonNode element = element(name);
    String label = text(element, "label");
    if (label.isEmpty() && text(element, "kind").equals("compare")) {
      return label(text(element, "left")) + " against " + label(text(element, "right"));
    }
    return label.isEmpty() ? name.replace('_', ' ').replace('-', ' ') : label;
  }

  /** Whether the element is a number. */
  @Override
  public boolean isNumeric(String name) {
    return List.of("number", "integer").contains(text(element(name), "type"));
  }

  /** The element's unit as it is written, empty for none. */
  @Override
  public String unit(String name) {
    return text(element(name), "unit");
  }

  @Override
  public String domain(String name) {
    return text(element(name), "domain");
  }

  @Override
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).map(number -> text(number, "value"));
  }

  @Override
  public String reason(String code) {
    return text(reasons.path(code), "short");
  }

  /** An amount with its unit, and with the name of the number when it has one. */
  String amount(String written, String unit) {
    Matcher named = NAMED.matcher(written);
    return named.matches() && parameters.containsKey(named.group(1))
        ? value(written) + " " + unit + " (`" + named.group(1) + "`)"
        : written + " " + unit;
  }

  /** A text in which each number that has a name is followed by that name. */
  String withNumbers(String written) {
    return NAMED
        .matcher(written)
        .replaceAll(
            match -> {
              String name = match.group(1);
              JsonNode parameter = parameters.get(name);
              String value =
                  parameter == null
                      ? match.group()
                      : text(parameter, "value") + " (`" + name + "`)";
              return Matcher.quoteReplacement(value);
            });
  }

  /** A number of days, months or anything else: the value, without the name it has. */
  private String value(String written) {
    Matcher named = NAMED.matcher(written);
    if (!named.matches() || !parameters.containsKey(named.group(1))) {
      return written;
    }
    return text(parameters.get(named.group(1)), "value");
  }
}
