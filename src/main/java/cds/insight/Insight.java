package cds.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of a selection of decisions.
 *
 * @param selection which decisions
 * @param findings cards by the finding that leads them; empty when there are too few to be told
 * @param reasons why cards were overridden
 * @param all calls and cards of the whole selection
 * @param trend calls and cards by period, for all services together
 * @param services calls and cards by period and service
 * @param latencies how long answers took, by service
 * @param unknownCards reports on cards that are not on record
 */
public record Insight(
    Selection selection,
    List<FindingRow> findings,
    List<ReasonRow> reasons,
    LoadRow all,
    List<LoadRow> trend,
    List<LoadRow> services,
    List<Latency> latencies,
    Cell unknownCards) {

  /** Copies. */
  public Insight {
    findings = List.copyOf(findings);
    reasons = List.copyOf(reasons);
    trend = List.copyOf(trend);
    services = List.copyOf(services);
    latencies = List.copyOf(latencies);
  }

  /**
   * What became of the cards that one finding of one release leads.
   *
   * @param key the finding
   * @param shown cards it led
   * @param outcomes what became of them; null unless the number of cards is told
   * @param beside cards on which it stood beside another finding that led
   */
  public record FindingRow(ShownKey key, Cell shown, @Nullable Outcomes outcomes, Cell beside) {}

  /**
   * Parts of the cards shown.
   *
   * @param accepted of which a suggestion was accepted
   * @param overridden that were overridden
   * @param ignored of which nothing was said
   */
  public record Outcomes(Cell accepted, Cell overridden, Cell ignored) {}

  /**
   * How often a reason was given for overriding a card.
   *
   * @param key the finding that led the card
   * @param reason code of the reason; empty when none was given
   * @param cards how many cards
   * @param overridden how many cards of this finding were overridden
   */
  public record ReasonRow(ShownKey key, String reason, Cell cards, Cell overridden) {}

  /**
   * How many cards there were for how many calls.
   *
   * @param period when
   * @param service id of a service; empty for all
   * @param calls calls that were answered
   * @param cards cards that were shown
   * @param per100Calls cards for a hundred calls; null when that cannot be told
   * @param interruptingPercent how many of a hundred cards were warnings or critical; null when
   *     that cannot be told
   */
  public record LoadRow(
      Period period,
      String service,
      Cell calls,
      Cell cards,
      @Nullable Double per100Calls,
      @Nullable Long interruptingPercent) {}

  /**
   * How long answers took, in microseconds; a service with fewer than ten answers has none.
   *
   * @param service id of the service
   * @param p50 half took at most this
   * @param p90 nine of ten took at most this
   * @param p99 99 of 100 took at most this; null below 100 answers
   */
  public record Latency(String service, long p50, long p90, @Nullable Long p99) {}
}
