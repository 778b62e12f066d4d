package cds.web.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A card as an EHR shows it, with our explanation beside it.
 *
 * @param indicator {@code info}, {@code warning} or {@code critical}
 * @param word the same as a word to read
 * @param summary one sentence
 * @param detail HTML that is safe to show; may be empty
 * @param source name of the source
 * @param sourceUrl its address, or empty
 * @param topic what the card is about; may be empty
 * @param suggestions what a clinician can accept
 * @param selection how many of the suggestions can be accepted, in words
 * @param overrideReasons reasons for not following the card
 * @param links links to more
 * @param findings why the card is shown
 */
public record ShownCard(
    String indicator,
    String word,
    String summary,
    String detail,
    String source,
    String sourceUrl,
    String topic,
    List<ShownSuggestion> suggestions,
    String selection,
    List<String> overrideReasons,
    List<Link> links,
    List<ShownFinding> findings) {

  private static final String EXPLANATION = "/extension/io.github.dupilumab-cds";

  /**
   * A link.
   *
   * @param label its text
   * @param url its address; empty when it is none that a browser may follow
   */
  public record Link(String label, String url) {}

  /**
   * The cards of an answer.
   *
   * @param answer JSON in UTF-8
   */
  public static List<ShownCard> all(byte[] answer) {
    return PageJson.read(new String(answer, StandardCharsets.UTF_8))
        .path("cards")
        .valueStream()
        .map(ShownCard::of)
        .toList();
  }

  /** Reads a card of a response. */
  static ShownCard of(JsonNode card) {
    String indicator = PageJson.text(card, "indicator");
    JsonNode source = card.path("source");
    JsonNode topic = source.path("topic");
    return new ShownCard(
        indicator,
        switch (indicator) {
          case "critical" -> "Critical";
          case "warning" -> "Warning";
          default -> "Information";
        },
        PageJson.text(card, "summary"),
        Markdown.html(PageJson.text(card, "detail")),
        PageJson.text(source, "label"),
        PageJson.address(source, "url"),
        named(topic),
        card.path("suggestions").valueStream().map(ShownSuggestion::of).toList(),
        PageJson.text(card, "selectionBehavior").equals("any") ? "any of these" : "one at most",
        card.path("overrideReasons").valueStream().map(ShownCard::named).toList(),
        links(card.path("links"), "label"),
        card.at(EXPLANATION).path("findings").valueStream().map(ShownFinding::of).toList());
  }

  static List<Link> links(JsonNode links, String label) {
    return links
        .valueStream()
        .map(link -> new Link(PageJson.text(link, label), PageJson.address(link, "url")))
        .toList();
  }

  private static String named(JsonNode coding) {
    String display = PageJson.text(coding, "display");
    return display.isEmpty() ? PageJson.text(coding, "code") : display;
  }
}
