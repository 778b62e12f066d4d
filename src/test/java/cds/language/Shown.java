package cds.language;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The texts of an answer that a person reads. The names of published sources ({@code source.label}
 * and the labels of {@code evidence}) stay as they were published, and so do the displays of drugs
 * and routes in a proposed order.
 */
public final class Shown {

  private Shown() {}

  /** Each with the place at which it stands. */
  public record Text(String where, String text) {}

  /** All human texts of all cards of an answer. */
  public static List<Text> of(JsonNode answer) {
    List<Text> texts = new ArrayList<>();
    for (JsonNode card : answer.path("cards")) {
      add(texts, "summary", card.path("summary"));
      add(texts, "detail", card.path("detail"));
      add(texts, "topic", card.path("source").path("topic").path("display"));
      card.path("overrideReasons").forEach(r -> add(texts, "override reason", r.path("display")));
      for (JsonNode suggestion : card.path("suggestions")) {
        add(texts, "suggestion", suggestion.path("label"));
        for (JsonNode action : suggestion.path("actions")) {
          add(texts, "action", action.path("description"));
          action
              .path("resource")
              .path("dosageInstruction")
              .forEach(dosage -> add(texts, "dosage", dosage.path("text")));
        }
      }
      for (JsonNode finding : card.at("/extension/io.github.dupilumab-cds/findings")) {
        String code = finding.path("code").asString("");
        finding.path("because").forEach(b -> add(texts, code + " because", b.path("says")));
        finding.path("missing").forEach(m -> add(texts, code + " missing", m.path("says")));
      }
    }
    return texts;
  }

  private static void add(List<Text> texts, String where, JsonNode text) {
    if (text.isString()) {
      texts.add(new Text(where, text.stringValue()));
    }
  }
}
