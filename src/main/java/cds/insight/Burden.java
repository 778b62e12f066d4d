package cds.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts calls and their cards, exactly. A call that came again with the same hook instance for the
 * same patient counts once, as its cards do.
 */
final class Burden {

  private static final DateTimeFormatter LITERAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss+00").withZone(ZoneOffset.UTC);

  private static final String CALLS =
      """
      select %1$s d.patient_key,
        count(distinct d.client || '|' || d.hook_instance || '|' || coalesce(d.patient, '')) as n,
        count(distinct d.patient) as patients
      from decision d join %2$s on d.decided_at >= p.starts and d.decided_at < p.ends
      where %3$s
      group by %1$s d.patient_key
      """;

  private static final String CARDS =
      """
      with line as (
        select s.card, d.service, d.decided_at, d.patient_key, d.patient,
          case when s.urgency in ('soon', 'urgent', 'emergency') then d.patient end as interrupted,
          case when s.urgency in ('soon', 'urgent', 'emergency') then 1 else 0 end as interrupts,
          case when s.urgency in ('soon', 'urgent', 'emergency') then null else d.patient end
            as informed,
          row_number() over (partition by s.card order by d.decided_at, d.id) as nth
        from shown s join decision d on d.id = s.decision
        where s.leads and %3$s
      )
      select %1$s d.patient_key, count(*) as n, count(distinct d.patient) as patients,
        sum(d.interrupts) as interrupting, count(distinct d.interrupted) as interrupted,
        count(distinct d.informed) as informed
      from line d join %2$s on d.decided_at >= p.starts and d.decided_at < p.ends
      where d.nth = 1
      group by %1$s d.patient_key
      """;

  private final JdbcClient database;
  private final Selection selection;
  private final List<Period> periods;

  /**
   * Where something is counted.
   *
   * @param period place of the period, or -1 for all
   * @param service id of the service, or empty for all
   */
  record Place(int period, String service) {

    static final Place ALL = new Place(-1, "");
  }

  /**
   * What was counted there. Cards interrupt that are shown as a warning or as critical.
   *
   * @param calls calls that were answered
   * @param interrupting cards that interrupt
   * @param others cards that do not
   * @param cards both
   */
  record Load(Tally calls, Tally interrupting, Tally others, Tally cards) {

    static final Load NONE = new Load(Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE);

    private Load plus(Load more) {
      return new Load(
          calls.plus(more.calls),
          interrupting.plus(more.interrupting),
          others.plus(more.others),
          cards.plus(more.cards));
    }
  }

  Burden(JdbcClient database, Selection selection) {
    this.database = database;
    this.selection = selection;
    this.periods = selection.periods();
  }

  /** All loads: of everything, of each period, and of each service in each period. */
  Map<Place, Load> loads() {
    Map<Place, Load> loads = new HashMap<>();
    for (String group : List.of("", "p.n_period,", "p.n_period, d.service,")) {
      add(loads, CALLS, group, Burden::calls);
      add(loads, CARDS, group, Burden::cards);
    }
    return loads;
  }

  private void add(Map<Place, Load> loads, String query, String group, RowMapper<Load> load) {
    database
        .sql(query.formatted(group, values(), selection.condition()))
        .params(selection.values())
        .query(
            (row, nth) -> {
              loads.merge(
                  place(row, group), Objects.requireNonNull(load.mapRow(row, nth)), Load::plus);
              return true;
            })
        .list();
  }

  private static Load calls(ResultSet row, int nth) throws SQLException {
    return new Load(tally(row), Tally.NONE, Tally.NONE, Tally.NONE);
  }

  private static Load cards(ResultSet row, int nth) throws SQLException {
    Tally cards = tally(row);
    long interrupting = row.getLong("interrupting");
    return new Load(
        Tally.NONE,
        new Tally(interrupting, row.getLong("interrupted")),
        new Tally(cards.count() - interrupting, row.getLong("informed")),
        cards);
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(row.getLong("n"), row.getLong("patients"));
  }

  private static Place place(ResultSet row, String group) throws SQLException {
    return new Place(
        group.isEmpty() ? Place.ALL.period() : row.getInt("n_period"),
        group.contains("service") ? row.getString("service") : "");
  }

  /** The periods as a table: our own dates, so they can stand in the text of the query. */
  private String values() {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      rows.add(
          "(%d, timestamp with time zone '%s', timestamp with time zone '%s')"
              .formatted(
                  i,
                  LITERAL.format(selection.start(periods.get(i).from())),
                  LITERAL.format(selection.start(periods.get(i).until().plusDays(1)))));
    }
    return "(values " + String.join(", ", rows) + ") as p (n_period, starts, ends)";
  }
}
