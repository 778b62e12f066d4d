package cds.language;

import cds.knowledge.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes the catalogue of a language as an informatician fills it in: YAML, one text after another.
 */
public final class CatalogueFile {

  private static final JsonMapper JSON = new JsonMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private static final String EMPTY =
      """
      # Fill in every "translated". Placeholders such as {weight_kg} stay as they are. When all is
      # translated, set complete to true; when a clinician has reviewed it, add the line
      # reviewed: {by: who reviewed it, on: the day}
      name: (the language in its own words)
      complete: false
      formats: {decimal: ",", day: dd.MM.yyyy, month: MM.yyyy, year: yyyy}
      """;

  private CatalogueFile() {}

  /**
   * A catalogue.
   *
   * @param head everything above the texts
   * @param texts the texts of the release
   * @param translated the translation of an English text; empty for none yet
   */
  public static String of(
      String head, Collection<Catalogue.Text> texts, UnaryOperator<String> translated) {
    StringBuilder file = new StringBuilder(head).append("texts:\n");
    for (Catalogue.Text text : texts) {
      file.append("  # ").append(text.where());
      file.append(text.summary() ? " (at most 139 characters)\n" : "\n");
      file.append("  - english: ").append(quoted(text.english())).append('\n');
      file.append("    translated: ").append(quoted(translated.apply(text.english()))).append('\n');
    }
    return file.toString();
  }

  /** The catalogue in a file, brought up to date; an empty one when there is no file yet. */
  public static String updated(Path file, Collection<Catalogue.Text> texts) throws IOException {
    Map<String, String> translations = new HashMap<>();
    String head = EMPTY;
    if (Files.exists(file)) {
      String text = Files.readString(file);
      head = text.substring(0, text.indexOf("texts:\n"));
      YAML.readTree(text)
          .path("texts")
          .forEach(
              entry ->
                  translations.put(
                      entry.path("english").asString(""), entry.path("translated").asString("")));
    }
    return of(head, texts, english -> translations.getOrDefault(english, ""));
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
