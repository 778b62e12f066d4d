package cds.insight;

import cds.insight.Insight.FindingRow;
import cds.insight.Insight.Latency;
import cds.insight.Insight.LoadRow;
import cds.insight.Insight.Outcomes;
import cds.insight.Insight.ReasonRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be told, as tables. A cell is empty where there is nothing to tell. */
public final class Tables {

  private static final List<String> FINDING = List.of("Rule", "Version", "Finding", "Release");
  private static final String CALLS = "Calls";
  private static final String CARDS = "Cards";
  private static final String PER_100 = "Cards per 100 calls";

  private static final double MICROS_PER_TENTH = 100.0;
  private static final double TENTHS = 10.0;

  private Tables() {}

  /** All tables, in the order of the page. */
  public static List<Table> of(Insight insight) {
    return List.of(
        findings(insight), reasons(insight), trend(insight), services(insight), latency(insight));
  }

  private static Table findings(Insight insight) {
    return new Table(
        "findings",
        "What became of cards",
        with(
            FINDING,
            "Shown",
            "Accepted",
            "Overridden",
            "Ignored",
            "Accepted %",
            "Overridden %",
            "Ignored %",
            "Shown beside"),
        FINDING.size(),
        insight.findings().stream().map(Tables::finding).toList());
  }

  private static List<String> finding(FindingRow row) {
    Outcomes outcomes = row.outcomes();
    List<Cell> parts =
        outcomes == null
            ? List.of()
            : List.of(outcomes.accepted(), outcomes.overridden(), outcomes.ignored());
    List<String> cells = new ArrayList<>(key(row.key()));
    cells.add(row.shown().text());
    for (int i = 0; i < 3; i++) {
      cells.add(parts.isEmpty() ? "" : parts.get(i).text());
    }
    for (int i = 0; i < 3; i++) {
      cells.add(parts.isEmpty() ? "" : text(parts.get(i).percentOf(row.shown())));
    }
    cells.add(row.beside().text());
    return cells;
  }

  private static Table reasons(Insight insight) {
    return new Table(
        "reasons",
        "Why cards were overridden",
        with(FINDING, "Reason", CARDS, "Of overridden"),
        FINDING.size() + 1,
        insight.reasons().stream().map(Tables::reason).toList());
  }

  private static List<String> reason(ReasonRow row) {
    return with(
        key(row.key()),
        row.reason().isEmpty() ? "(none given)" : row.reason(),
        row.cards().text(),
        row.overridden().text());
  }

  private static Table trend(Insight insight) {
    return new Table(
        "trend",
        "Cards for calls",
        List.of("From", "Until", CALLS, CARDS, PER_100),
        2,
        insight.trend().stream().map(Tables::load).toList());
  }

  private static List<String> load(LoadRow row) {
    return List.of(
        row.period().from().toString(),
        row.period().until().toString(),
        row.calls().text(),
        row.cards().text(),
        text(row.per100Calls()));
  }

  private static Table services(Insight insight) {
    return new Table(
        "services",
        "Cards for calls, by service",
        List.of("From", "Until", "Service", CALLS, CARDS, PER_100, "Interrupting %"),
        3,
        insight.services().stream()
            .map(
                row ->
                    List.of(
                        row.period().from().toString(),
                        row.period().until().toString(),
                        row.service(),
                        row.calls().text(),
                        row.cards().text(),
                        text(row.per100Calls()),
                        text(row.interruptingPercent())))
            .toList());
  }

  private static Table latency(Insight insight) {
    return new Table(
        "latency",
        "How long answers took, in milliseconds",
        List.of("Service", "Half within", "9 of 10 within", "99 of 100 within"),
        1,
        insight.latencies().stream().map(Tables::latency).toList());
  }

  private static List<String> latency(Latency row) {
    return List.of(row.service(), millis(row.p50()), millis(row.p90()), millis(row.p99()));
  }

  private static String millis(@Nullable Long micros) {
    return micros == null ? "" : String.valueOf(Math.round(micros / MICROS_PER_TENTH) / TENTHS);
  }

  private static List<String> key(ShownKey key) {
    return List.of(key.rule(), key.version(), key.code(), key.release());
  }

  private static String text(@Nullable Object number) {
    return number == null ? "" : number.toString();
  }

  private static List<String> with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
