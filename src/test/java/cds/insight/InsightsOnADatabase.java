package cds.insight;

import static org.assertj.core.api.Assertions.assertThat;

import cds.insight.Burden.Load;
import cds.insight.Burden.Place;
import cds.insight.Insight.Latency;
import cds.insight.Insight.LoadRow;
import cds.insight.Recorded.Line;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Every count agrees with one made by hand, whatever database holds the records. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InsightsOnADatabase {

  private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
  private static final Recorded RECORDED = new Recorded(7, 900);

  private SingleConnectionDataSource connection;
  private JdbcClient database;

  /** Address of an empty database. */
  abstract String url();

  @BeforeAll
  void fill() {
    connection = new SingleConnectionDataSource(url(), true);
    Flyway.configure().dataSource(connection).load().migrate();
    RECORDED.write(new JdbcTemplate(connection));
    database = JdbcClient.create(connection);
  }

  @AfterAll
  void close() {
    connection.destroy();
  }

  private static Selection selection(int from, int until, String client, String service) {
    return new Selection(
        FIRST.plusDays(from),
        FIRST.plusDays(until),
        ZoneId.of("America/New_York"),
        client == null ? "" : client,
        service == null ? "" : service,
        "");
  }

  @ParameterizedTest
  @CsvSource({"-3, 70, ,", "5, 40, ehr-a,", "10, 25, , view", "20, 60, ehr-b, sign", "80, 90, ,"})
  void cardsAreCountedByTheirLeadingFinding(int from, int until, String client, String service) {
    Selection selection = selection(from, until, client, service);
    CountedByHand hand = new CountedByHand(RECORDED, selection);
    Tallies tallies = new Tallies(database, selection);

    assertThat(tallies.shown()).isEqualTo(hand.cardsBy(hand.leading(), Line::key));
    assertThat(tallies.beside()).isEqualTo(hand.beside());
    assertThat(tallies.outcomes())
        .isEqualTo(
            hand.cardsBy(
                hand.leading(), line -> new Tallies.Outcome(line.key(), hand.outcome(line))));
    assertThat(tallies.reasons())
        .isEqualTo(
            hand.cardsBy(
                hand.leading().stream()
                    .filter(line -> hand.outcome(line).equals("overridden"))
                    .toList(),
                line -> new Tallies.Reason(line.key(), hand.reason(line))));
    assertThat(tallies.shown().isEmpty()).isEqualTo(from == 80);
  }

  @ParameterizedTest
  @CsvSource({"-3, 70, ,", "5, 12, ehr-a,", "80, 90, ,"})
  void cardsOfARuleAreThoseOfItsFindingsOrMore(int from, int until, String client, String service) {
    Selection selection = selection(from, until, client, service);
    CountedByHand hand = new CountedByHand(RECORDED, selection);
    Map<String, Long> byHand =
        hand.leading().stream()
            .collect(Collectors.groupingBy(line -> line.key().rule(), Collectors.counting()));

    Map<String, RuleCards> cards = RuleCards.of(database, selection);

    assertThat(cards.keySet()).isEqualTo(byHand.keySet());
    cards.forEach(
        (rule, told) -> {
          assertThat(told.shown()).isLessThanOrEqualTo(byHand.get(rule));
          assertThat(told.more() || told.shown() == byHand.get(rule)).as(rule).isTrue();
          assertThat(told.overridden()).isLessThanOrEqualTo(told.shown());
        });
    assertThat(cards.isEmpty()).isEqualTo(from == 80);
  }

  @Test
  void aReleaseIsCountedAlone() {
    Selection all = selection(0, 70, null, null);
    Selection selection = new Selection(all.from(), all.until(), all.zone(), "", "", "sha256:new");
    CountedByHand hand = new CountedByHand(RECORDED, selection);

    assertThat(new Tallies(database, selection).shown())
        .isEqualTo(hand.cardsBy(hand.leading(), Line::key))
        .hasSizeGreaterThan(3)
        .allSatisfy((key, tally) -> assertThat(key.release()).isEqualTo("sha256:new"));
  }

  @ParameterizedTest
  @CsvSource({"-3, 70, ,", "5, 20, ehr-a,", "10, 45, , view", "80, 90, ,"})
  void callsAndCardsAreCountedByPeriodAndService(
      int from, int until, String client, String service) {
    Selection selection = selection(from, until, client, service);
    CountedByHand hand = new CountedByHand(RECORDED, selection);
    Map<Place, Load> expected = new HashMap<>();
    for (boolean byService : List.of(false, true)) {
      expected.putAll(byHand(hand, selection, true, byService));
    }
    expected.putAll(byHand(hand, selection, false, false));

    assertThat(new Burden(database, selection).loads()).isEqualTo(expected);
    assertThat(expected.isEmpty()).isEqualTo(from == 80);
  }

  private static Map<Place, Load> byHand(
      CountedByHand hand, Selection selection, boolean byPeriod, boolean byService) {
    Function<Recorded.Decision, Place> place =
        decision ->
            new Place(
                byPeriod ? period(selection, decision) : -1, byService ? decision.service() : "");
    List<Line> interrupting =
        hand.leading().stream()
            .filter(line -> List.of("soon", "urgent", "emergency").contains(line.urgency()))
            .toList();
    List<Line> others =
        hand.leading().stream().filter(line -> !interrupting.contains(line)).toList();
    Map<Place, Tally> calls = hand.callsBy(place);
    Map<Place, Tally> yes = hand.cardsBy(interrupting, line -> place.apply(line.decision()));
    Map<Place, Tally> no = hand.cardsBy(others, line -> place.apply(line.decision()));
    Map<Place, Tally> cards = hand.cardsBy(hand.leading(), line -> place.apply(line.decision()));
    Map<Place, Load> loads = new HashMap<>();
    calls.forEach(
        (at, tally) ->
            loads.put(
                at,
                new Load(
                    tally,
                    yes.getOrDefault(at, Tally.NONE),
                    no.getOrDefault(at, Tally.NONE),
                    cards.getOrDefault(at, Tally.NONE))));
    return loads;
  }

  private static int period(Selection selection, Recorded.Decision decision) {
    LocalDate day = LocalDate.ofInstant(decision.at(), selection.zone());
    List<Period> periods = selection.periods();
    for (int i = 0; i < periods.size(); i++) {
      if (!day.isBefore(periods.get(i).from()) && !day.isAfter(periods.get(i).until())) {
        return i;
      }
    }
    throw new AssertionError(day + " is in no period");
  }

  @Test
  void latenciesAreThoseOfRealAnswers() {
    Selection selection = selection(0, 70, null, null);
    CountedByHand hand = new CountedByHand(RECORDED, selection);

    List<Latency> latencies = new Insights(database).of(selection).latencies();

    assertThat(latencies).extracting(Latency::service).containsExactly("refill", "sign", "view");
    assertThat(latencies)
        .allSatisfy(
            latency -> {
              List<Long> all = hand.latencies(latency.service());
              assertThat(latency.p50()).isEqualTo(share(all, 0.5));
              assertThat(latency.p90()).isEqualTo(share(all, 0.9));
              assertThat(latency.p99()).isEqualTo(share(all, 0.99));
            });
    assertThat(new Insights(database).of(selection(80, 90, null, null)).latencies()).isEmpty();
  }

  /** The latency at this share of all, between two real ones in proportion. */
  private static long share(List<Long> rising, double share) {
    double place = share * (rising.size() - 1);
    int below = (int) Math.floor(place);
    long least = rising.get(below);
    long most = rising.get(Math.min(below + 1, rising.size() - 1));
    return Math.round(least + (place - below) * (most - least));
  }

  @Test
  void reportsOnCardsThatNobodyShowedAreCountedApart() {
    for (String client : List.of("", "ehr-a")) {
      Selection selection = selection(0, 70, client, null);
      long expected = new CountedByHand(RECORDED, selection).unknownCards();

      assertThat(expected).isGreaterThan(20);
      assertThat(new Insights(database).of(selection).unknownCards())
          .isEqualTo(Cell.told(expected));
    }
  }

  /** What is told is true, never small, and rates have a denominator. */
  @ParameterizedTest
  @CsvSource({"0, 70, ,", "0, 10, ehr-a,", "10, 12, , sign", "3, 33, ehr-b, refill"})
  void whatIsToldIsTrueAndNeverSmall(int from, int until, String client, String service) {
    Selection selection = selection(from, until, client, service);
    Tallies tallies = new Tallies(database, selection);
    Map<ShownKey, Tally> shown = tallies.shown();
    Map<Tallies.Outcome, Tally> outcomes = tallies.outcomes();
    Map<Tallies.Reason, Tally> reasons = tallies.reasons();

    Insight insight = new Insights(database).of(selection);

    for (Insight.FindingRow row : insight.findings()) {
      assertTold(row.shown(), shown.getOrDefault(row.key(), Tally.NONE));
      assertThat(row.outcomes() == null).isEqualTo(!row.shown().isTold());
      if (row.outcomes() != null) {
        assertTold(row.outcomes().accepted(), of(outcomes, row.key(), "accepted"));
        assertTold(row.outcomes().overridden(), of(outcomes, row.key(), "overridden"));
        assertTold(row.outcomes().ignored(), of(outcomes, row.key(), "ignored"));
      }
    }
    for (Insight.ReasonRow row : insight.reasons()) {
      assertTold(row.cards(), reasons.get(new Tallies.Reason(row.key(), row.reason())));
      assertThat(row.overridden().isTold()).isTrue();
    }
    for (LoadRow row : insight.services()) {
      if (row.per100Calls() != null) {
        assertThat(row.calls().count()).isGreaterThanOrEqualTo(10);
        assertThat(row.per100Calls())
            .isEqualTo(Math.round(1000.0 * row.cards().count() / row.calls().count()) / 10.0);
      }
      assertThat(row.interruptingPercent() == null || row.cards().count() >= 10).isTrue();
    }
    assertThat(insight.trend()).hasSameSizeAs(selection.periods());
  }

  private static Tally of(Map<Tallies.Outcome, Tally> outcomes, ShownKey key, String word) {
    return outcomes.getOrDefault(new Tallies.Outcome(key, word), Tally.NONE);
  }

  private static void assertTold(Cell cell, Tally tally) {
    if (cell.isTold()) {
      assertThat(cell.count()).isEqualTo(tally.count());
      assertThat(tally.isFew()).isFalse();
    } else {
      assertThat(tally.count()).isPositive();
    }
  }

  /** The data are such that the check above has seen told, small and protecting numbers. */
  @Test
  void someNumbersAreWithheld() {
    Insight insight = new Insights(database).of(selection(0, 30, "ehr-a", null));

    assertThat(insight.findings()).extracting(row -> row.shown().text()).contains("<5", "withheld");
    assertThat(insight.findings()).anyMatch(row -> row.outcomes() != null);
    assertThat(insight.reasons()).isNotEmpty();
    assertThat(insight.services()).anyMatch(row -> row.interruptingPercent() != null);
  }
}
