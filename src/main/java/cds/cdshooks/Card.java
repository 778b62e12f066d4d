package cds.cdshooks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A CDS Hooks 2.0.1 card. Empty lists and null members are omitted on the wire.
 *
 * @param uuid identifies the card for feedback
 * @param summary one sentence of at most {@value #MAX_SUMMARY} code points
 * @param detail GitHub-flavoured Markdown without HTML or images, or null
 * @param indicator {@code info}, {@code warning} or {@code critical}
 * @param source where the guidance comes from
 * @param suggestions actions a clinician can accept
 * @param selectionBehavior {@code any} or {@code at-most-one}; set if and only if there are
 *     suggestions
 * @param overrideReasons reasons a clinician may give for not following the card
 * @param links links to more
 * @param extension our explanation, keyed by reverse domain
 */
public record Card(
    String uuid,
    String summary,
    @Nullable String detail,
    String indicator,
    Source source,
    List<Suggestion> suggestions,
    @Nullable String selectionBehavior,
    List<Coding> overrideReasons,
    List<Link> links,
    Map<String, Object> extension) {

  /** The longest summary CDS Hooks allows, in code points ("<140 characters"). */
  public static final int MAX_SUMMARY = 139;

  /**
   * Where the guidance of a card comes from.
   *
   * @param label name of the source
   * @param url address of the source, or null
   * @param topic what the card is about
   */
  public record Source(String label, @Nullable String url, Coding topic) {}

  /**
   * A suggestion.
   *
   * @param label what happens when it is accepted
   * @param uuid identifies the suggestion for feedback
   * @param actions all carried out when it is accepted
   */
  public record Suggestion(String label, String uuid, List<Action> actions) {}

  /**
   * An action of a suggestion.
   *
   * @param type {@code create}, {@code update} or {@code delete}
   * @param description the action in a sentence
   * @param resource the new or the whole updated resource; null for {@code delete}
   * @param resourceId {@code Type/id}; only for {@code delete}
   */
  public record Action(
      String type, String description, @Nullable JsonNode resource, @Nullable String resourceId) {}

  /**
   * A link.
   *
   * @param label text of the link
   * @param url absolute address
   * @param type {@code absolute} or {@code smart}
   */
  public record Link(String label, String url, String type) {}
}
