package cds.insight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts recorded cards and what became of them, exactly. A card that was shown again, because the
 * same request came again, counts once, where it was shown first. Of several reports on a card an
 * acceptance counts, else the latest.
 */
final class Tallies {

  /** What a card is whose client said nothing of it. */
  static final String IGNORED = "ignored";

  /**
   * The lines of cards, each once; then cards by their leading line, with the last word on each:
   * the outcome, a space and the code of the reason. That is looked up card by card, by index: a
   * join over all feedback takes H2 hours. Some clients write uuids in capitals.
   */
  private static final String CARDS =
      """
      with line as (
        select s.card, s.code, s.rule, s.version, s.leads,
          d.client, d.release, d.patient_key, d.patient,
          row_number() over (partition by s.card, s.place order by d.decided_at, d.id) as nth
        from shown s join decision d on d.id = s.decision
        where %s
      ), led as (
        select line.*, coalesce((
            select f.outcome || ' ' || coalesce(f.override_reason_code, '') from feedback f
            where f.client = line.client and f.card in (line.card, upper(line.card))
            order by case f.outcome when 'accepted' then 0 else 1 end,
              f.outcome_timestamp desc, f.received_at desc, f.id
            fetch first 1 row only), 'ignored ') as word
        from line where nth = 1 and leads
      )
      """;

  private static final String KEY = "rule, version, code, release";

  private final JdbcClient database;
  private final Selection selection;

  Tallies(JdbcClient database, Selection selection) {
    this.database = database;
    this.selection = selection;
  }

  /** Cards by the finding that leads them. */
  Map<ShownKey, Tally> shown() {
    return tallies(
        "select "
            + KEY
            + ", count(*) as n, count(distinct patient) as patients from line where nth = 1 and"
            + " leads group by patient_key, "
            + KEY,
        Tallies::key);
  }

  /** Cards by a finding that stands on them and does not lead. */
  Map<ShownKey, Tally> beside() {
    return tallies(
        "select "
            + KEY
            + ", count(distinct card) as n, count(distinct patient) as patients from line where"
            + " nth = 1 and not leads group by patient_key, "
            + KEY,
        Tallies::key);
  }

  /** What became of a card. */
  record Outcome(ShownKey key, String outcome) {}

  /** Cards by what became of them: {@code accepted}, {@code overridden} or {@code ignored}. */
  Map<Outcome, Tally> outcomes() {
    return tallies(
        words("substring(word from 1 for position(' ' in word) - 1)", "led"),
        row -> new Outcome(key(row), row.getString("told")));
  }

  /** Why a card was overridden: a code, or empty. */
  record Reason(ShownKey key, String reason) {}

  /** Overridden cards by the reason given. */
  Map<Reason, Tally> reasons() {
    return tallies(
        words(
            "substring(word from position(' ' in word) + 1)", "led where word like 'overridden %'"),
        row -> new Reason(key(row), row.getString("told")));
  }

  private static String words(String told, String from) {
    return "select "
        + KEY
        + ", told, count(*) as n, count(distinct patient) as patients from (select led.*, "
        + told
        + " as told from "
        + from
        + ") t group by patient_key, told, "
        + KEY;
  }

  /** Sums the rows of a query that end in {@code n} and {@code patients}, over all patient keys. */
  private <K> Map<K, Tally> tallies(String query, RowMapping<K> keys) {
    Map<K, Tally> tallies = new LinkedHashMap<>();
    RowMapper<Boolean> mapper =
        (row, nth) -> {
          tallies.merge(
              keys.of(row), new Tally(row.getLong("n"), row.getLong("patients")), Tally::plus);
          return true;
        };
    database
        .sql(CARDS.replace("%s", selection.condition()) + query)
        .params(selection.values())
        .query(mapper)
        .list();
    return tallies;
  }

  private interface RowMapping<K> {
    K of(ResultSet row) throws SQLException;
  }

  private static ShownKey key(ResultSet row) throws SQLException {
    return new ShownKey(
        row.getString("rule"),
        row.getString("version"),
        row.getString("code"),
        row.getString("release"));
  }
}
