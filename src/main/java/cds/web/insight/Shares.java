package cds.web.insight;

import cds.insight.Insight.FindingRow;
import cds.insight.Insight.Outcomes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of the cards of one finding, as parts of a bar that is 100 wide.
 *
 * @param code the finding
 * @param release hash of the release, shortened
 * @param shown how many cards
 * @param accepted percent
 * @param overridden percent
 * @param ignored percent
 */
record Shares(
    String code, String release, long shown, long accepted, long overridden, long ignored) {

  private static final int MOST = 12;

  /** Enough of a hash to tell releases apart: its algorithm and twelve digits. */
  private static final int SHORT = 19;

  /** The findings with the most cards, of which all is told. */
  static List<Shares> of(List<FindingRow> rows) {
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(of(row)))
        .sorted(Comparator.comparingLong(Shares::shown).reversed())
        .limit(MOST)
        .toList();
  }

  private static @Nullable Shares of(FindingRow row) {
    Outcomes outcomes = row.outcomes();
    if (outcomes == null) {
      return null;
    }
    Long shown = row.shown().count();
    Long accepted = outcomes.accepted().percentOf(row.shown());
    Long overridden = outcomes.overridden().percentOf(row.shown());
    Long ignored = outcomes.ignored().percentOf(row.shown());
    return shown == null || accepted == null || overridden == null || ignored == null
        ? null
        : new Shares(
            row.key().code(), shorten(row.key().release()), shown, accepted, overridden, ignored);
  }

  static String shorten(String release) {
    return release.length() > SHORT ? release.substring(0, SHORT) + "…" : release;
  }

  /** Percents are rounded: the last part fills the bar. */
  public long rest() {
    return Math.max(0, 100 - accepted - overridden);
  }

  /** The parts in words. */
  public String says() {
    return accepted + "% accepted, " + overridden + "% overridden, " + ignored + "% ignored";
  }
}
