package cds.feedback;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one card (CDS Hooks 2.0.1, "Feedback").
 *
 * @param card uuid of the card, as the client names it
 * @param outcome {@code accepted} or {@code overridden}
 * @param at when that happened, by the client's clock
 * @param acceptedSuggestions uuids of the suggestions that were accepted; not empty when accepted,
 *     empty when overridden
 * @param reason why the card was overridden, or null
 * @param comment what the clinician wrote about it, or null
 */
public record Report(
    String card,
    String outcome,
    Instant at,
    List<String> acceptedSuggestions,
    @Nullable Reason reason,
    @Nullable Comment comment) {

  /** Copies. */
  public Report {
    acceptedSuggestions = List.copyOf(acceptedSuggestions);
  }

  /**
   * A coded reason: one of the card's or one of the client's own.
   *
   * @param system its code system, or null when the client sent none
   * @param code its code
   */
  public record Reason(@Nullable String system, String code) {}

  /**
   * Free text, which may name a patient.
   *
   * @param text the text, at most {@link #MOST} characters
   * @param shortened whether the client sent more than that
   */
  public record Comment(String text, boolean shortened) {

    /** Characters that are kept, counted in UTF-16 as the databases' limits are at worst. */
    public static final int MOST = 16_000;
  }
}
