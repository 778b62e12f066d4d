package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.acceptance.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.databind.JsonNode;

/** Names of what {@code fhir-profiles} publishes, and of instruments, as a page shows them. */
final class Vocabulary {

  private static final String REASON = "Non-adherence reason ";

  private final Path profiles;
  private final Path rules;
  private final JsonNode instruments;
  private final Map<String, String> questions = new LinkedHashMap<>();

  /**
   * A concept of a code system.
   *
   * @param code its code
   * @param display its name
   * @param definition what it means
   */
  record Concept(String code, String display, String definition) {}

  Vocabulary(Path profiles, Path rules) {
    this.profiles = profiles;
    this.rules = rules;
    this.instruments = RulePages.yaml(rules.resolve("dictionary/instruments.yaml"));
    json("questionnaires/dupilumab-monitoring")
        .path("item")
        .forEach(item -> questions.put(text(item, "linkId"), text(item, "text")));
  }

  /** The concepts of one of our code systems. */
  List<Concept> codeSystem(String id) {
    List<Concept> concepts = new ArrayList<>();
    for (JsonNode concept : json("codesystems/" + id).path("concept")) {
      concepts.add(
          new Concept(
              text(concept, "code"), text(concept, "display"), text(concept, "definition")));
    }
    return concepts;
  }

  /** One of our concept maps. */
  JsonNode conceptMap(String id) {
    return json("conceptmaps/" + id);
  }

  /** The category of an HL7 non-adherence reason, by name; a category is its own. */
  String category(String reason) {
    Map<String, String> names = new LinkedHashMap<>();
    String category = reason;
    for (CSVRecord row : codes()) {
      if (row.get("concept").startsWith(REASON)) {
        names.put(row.get("code"), row.get("display"));
        boolean below = row.get("concept").startsWith(REASON + "under ");
        if (below && row.get("code").equals(reason)) {
          category = row.get("concept").substring((REASON + "under ").length());
        }
      }
    }
    return names.getOrDefault(category, category);
  }

  private List<CSVRecord> codes() {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    String text = file("terminology/codes.csv");
    try (CSVParser rows = CSVParser.parse(text, format)) {
      return rows.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value set by its title, with a link to its codes; a name that is none stays as it is. */
  String valueSet(String id) {
    String file = "valuesets/" + id;
    if (!Files.exists(profiles.resolve(file + ".json"))) {
      return "`" + id + "`";
    }
    String title = text(json(file), "title");
    return "[" + escape(title) + "](../fhir-profiles/" + file + ".json)";
  }

  /** A question of the check-in as the patient reads it, with its id. */
  String question(String linkId) {
    String asked = questions.getOrDefault(linkId, "");
    return asked.isEmpty() ? "`" + linkId + "`" : "“" + escape(asked) + "” (`" + linkId + "`)";
  }

  /** An instrument by its title. */
  String instrument(String code) {
    String title = text(instruments.path(code), "title");
    return escape(title.isEmpty() ? code : title);
  }

  /** A reference curve, with a link to its points. */
  String curve(String id) {
    return Files.exists(rules.resolve("reference/" + id + ".csv"))
        ? "[" + id + "](../rules/reference/" + id + ".csv)"
        : "`" + id + "`";
  }

  private JsonNode json(String name) {
    return Json.read(file(name + ".json"));
  }

  private String file(String name) {
    try {
      return Files.readString(profiles.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
