package cds.insight;

import cds.insight.Burden.Load;
import cds.insight.Burden.Place;
import cds.insight.Insight.FindingRow;
import cds.insight.Insight.Latency;
import cds.insight.Insight.LoadRow;
import cds.insight.Insight.Outcomes;
import cds.insight.Insight.ReasonRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what was recorded and tells what may be told of it. */
@Repository
public class Insights {

  private static final int LEAST_FOR_P99 = 100;
  private static final double TENTHS = 10.0;
  private static final double HUNDRED = 100.0;

  private static final Comparator<ShownKey> BY_RULE =
      Comparator.comparing(ShownKey::rule)
          .thenComparing(ShownKey::code)
          .thenComparing(ShownKey::version)
          .thenComparing(ShownKey::release);

  private final JdbcClient database;

  /** Takes the database with the records. */
  public Insights(JdbcClient database) {
    this.database = database;
  }

  /**
   * Counts a selection.
   *
   * @throws org.springframework.dao.DataAccessException when the database cannot be read
   */
  public Insight of(Selection selection) {
    Tallies tallies = new Tallies(database, selection);
    List<FindingRow> findings = findings(tallies);
    Map<Place, Load> loads = new Burden(database, selection).loads();
    List<LoadRow> trend = trend(selection, loads);
    Period whole = new Period(selection.from(), selection.until());
    Load all = loads.getOrDefault(Place.ALL, Load.NONE);
    return new Insight(
        selection,
        findings,
        reasons(tallies, findings),
        row(whole, "", all, Cell.of(all.calls()), Cell.of(all.cards()), false),
        trend,
        services(trend, loads),
        latencies(selection),
        unknownCards(selection));
  }

  /** What can be selected. */
  public Choices choices() {
    return new Choices(distinct("client"), distinct("service"), distinct("release"));
  }

  private List<String> distinct(String column) {
    return database
        .sql("select distinct " + column + " from decision order by " + column)
        .query(String.class)
        .list();
  }

  static List<FindingRow> findings(Tallies tallies) {
    Map<ShownKey, Tally> shown = tallies.shown();
    Map<ShownKey, Tally> beside = tallies.beside();
    Map<Tallies.Outcome, Tally> outcomes = tallies.outcomes();
    Set<ShownKey> all = new LinkedHashSet<>(shown.keySet());
    all.addAll(beside.keySet());
    List<ShownKey> keys = all.stream().sorted(BY_RULE).toList();
    List<Tally> led = keys.stream().map(key -> shown.getOrDefault(key, Tally.NONE)).toList();
    List<Cell> cells = Disclosure.of(led).orElse(List.of());
    List<FindingRow> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      ShownKey key = keys.get(i);
      Cell cell = cells.get(i);
      Cell besides = Cell.of(beside.getOrDefault(key, Tally.NONE));
      rows.add(new FindingRow(key, cell, cell.isTold() ? told(key, outcomes) : null, besides));
    }
    return rows;
  }

  private static Outcomes told(ShownKey key, Map<Tallies.Outcome, Tally> outcomes) {
    Function<String, Tally> of =
        word -> outcomes.getOrDefault(new Tallies.Outcome(key, word), Tally.NONE);
    List<Cell> cells =
        Disclosure.of(
                List.of(of.apply("accepted"), of.apply("overridden"), of.apply(Tallies.IGNORED)))
            .orElse(List.of(Cell.WITHHELD, Cell.WITHHELD, Cell.WITHHELD));
    return new Outcomes(cells.get(0), cells.get(1), cells.get(2));
  }

  /** Reasons are parts of what was overridden: only of findings of which that number is told. */
  private static List<ReasonRow> reasons(Tallies tallies, List<FindingRow> findings) {
    Map<Tallies.Reason, Tally> reasons = tallies.reasons();
    List<ReasonRow> rows = new ArrayList<>();
    for (FindingRow finding : findings) {
      Outcomes outcomes = finding.outcomes();
      if (outcomes == null || !outcomes.overridden().isTold()) {
        continue;
      }
      List<Tallies.Reason> given =
          reasons.keySet().stream()
              .filter(reason -> reason.key().equals(finding.key()))
              .sorted(Comparator.comparing(Tallies.Reason::reason))
              .toList();
      List<Cell> cells = Disclosure.of(given.stream().map(reasons::get).toList()).orElse(List.of());
      for (int i = 0; i < cells.size(); i++) {
        rows.add(
            new ReasonRow(
                finding.key(), given.get(i).reason(), cells.get(i), outcomes.overridden()));
      }
    }
    return rows;
  }

  /** Periods are parts of the whole selection. */
  private static List<LoadRow> trend(Selection selection, Map<Place, Load> loads) {
    List<Period> periods = selection.periods();
    List<Load> parts = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      parts.add(loads.getOrDefault(new Place(i, ""), Load.NONE));
    }
    List<Cell> calls = cells(parts, Load::calls);
    List<Cell> cards = cells(parts, Load::cards);
    List<LoadRow> rows = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      rows.add(row(periods.get(i), "", parts.get(i), calls.get(i), cards.get(i), false));
    }
    return rows;
  }

  /** Services are parts of a period. Of a period that is not told, none of its parts is. */
  private static List<LoadRow> services(List<LoadRow> trend, Map<Place, Load> loads) {
    List<LoadRow> rows = new ArrayList<>();
    for (int i = 0; i < trend.size(); i++) {
      int period = i;
      LoadRow whole = trend.get(i);
      List<String> services =
          loads.keySet().stream()
              .filter(place -> place.period() == period && !place.service().isEmpty())
              .map(Place::service)
              .sorted()
              .toList();
      List<Load> parts =
          services.stream().map(service -> loads.get(new Place(period, service))).toList();
      List<Cell> calls = under(whole.calls(), cells(parts, Load::calls));
      List<Cell> cards = under(whole.cards(), cells(parts, Load::cards));
      for (int j = 0; j < parts.size(); j++) {
        rows.add(
            row(whole.period(), services.get(j), parts.get(j), calls.get(j), cards.get(j), true));
      }
    }
    return rows;
  }

  private static List<Cell> cells(List<Load> parts, Function<Load, Tally> number) {
    List<Tally> tallies = parts.stream().map(number).toList();
    return Disclosure.of(tallies).orElse(tallies.stream().map(tally -> Cell.WITHHELD).toList());
  }

  private static List<Cell> under(Cell whole, List<Cell> parts) {
    return whole.isTold() ? parts : parts.stream().map(part -> Cell.WITHHELD).toList();
  }

  /**
   * The share of cards that interrupt is told of services only: nothing can then be computed from
   * several rows.
   */
  private static LoadRow row(
      Period period, String service, Load load, Cell calls, Cell cards, boolean share) {
    boolean few = load.interrupting().isFew() || load.others().isFew();
    return new LoadRow(
        period,
        service,
        calls,
        cards,
        per100(calls.count(), cards.count()),
        share && !few ? Cell.told(load.interrupting().count()).percentOf(cards) : null);
  }

  private static @Nullable Double per100(@Nullable Long calls, @Nullable Long cards) {
    return calls == null || cards == null || calls < Cell.LEAST_FOR_RATES
        ? null
        : Math.round(TENTHS * HUNDRED * cards / calls) / TENTHS;
  }

  private List<Latency> latencies(Selection selection) {
    return database
        .sql(
            """
            select d.service, count(*) as n,
              percentile_cont(0.5) within group (order by d.micros) as p50,
              percentile_cont(0.9) within group (order by d.micros) as p90,
              percentile_cont(0.99) within group (order by d.micros) as p99
            from decision d where %s group by d.service
            having count(*) >= %d and count(distinct d.patient) >= %d order by d.service
            """
                .formatted(selection.condition(), Cell.LEAST_FOR_RATES, Tally.LEAST))
        .params(selection.values())
        .query(
            (row, nth) ->
                new Latency(
                    row.getString("service"),
                    micros(row, "p50"),
                    micros(row, "p90"),
                    row.getLong("n") < LEAST_FOR_P99 ? null : micros(row, "p99")))
        .list();
  }

  private static long micros(ResultSet row, String column) throws SQLException {
    return Math.round(row.getDouble(column));
  }

  /** Reports of the time selected, of a client about a card that it was never shown. */
  private Cell unknownCards(Selection selection) {
    @Nullable Long count =
        database
            .sql(
                """
                select count(*) from feedback f
                where f.received_at >= :start and f.received_at < :end %s
                  and not exists (select 1 from shown s join decision d on d.id = s.decision
                    where s.card = lower(f.card) and d.client = f.client)
                """
                    .formatted(
                        (selection.client().isEmpty() ? "" : " and f.client = :client")
                            + (selection.service().isEmpty() ? "" : " and f.service = :service")))
            .params(selection.values())
            .query(Long.class)
            .single();
    long number = count == null ? 0 : count;
    return Cell.of(new Tally(number, number));
  }
}
