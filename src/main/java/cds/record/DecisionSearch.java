package cds.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds decisions by what a card or a log names, never by who the patient is. */
public final class DecisionSearch {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH = 200;

  private final JdbcTemplate database;

  /** Takes the database. */
  public DecisionSearch(JdbcTemplate database) {
    this.database = database;
  }

  /**
   * One decision in a list.
   *
   * @param id its id
   * @param at when the call came
   * @param client who asked
   * @param service which service
   * @param hookInstance hook instance of the call
   * @param release release that decided; empty when nothing was decided
   * @param outcome what became of the call
   * @param cards how many cards were shown
   * @param micros how long the answer took, in microseconds
   */
  public record Found(
      String id,
      Instant at,
      String client,
      String service,
      String hookInstance,
      String release,
      String outcome,
      int cards,
      long micros) {}

  /**
   * Decisions, the newest first.
   *
   * @param name id of a decision, hook instance, or uuid of a card; empty for all
   * @param day the day (UTC) of the call, or null for all
   * @param skip how many to pass over
   * @param most how many to find at most
   */
  public List<Found> find(String name, @Nullable LocalDate day, int skip, int most) {
    StringBuilder sql =
        new StringBuilder(
            """
            select id, decided_at, client, service, hook_instance, release, outcome, cards, micros
            from decision where 1 = 1
            """);
    List<Object> values = new ArrayList<>();
    if (!name.isEmpty()) {
      sql.append(
          " and (id = ? or hook_instance = ? or id in (select decision from shown where card = ?))");
      values.addAll(List.of(name, name, name));
    }
    if (day != null) {
      sql.append(" and decided_at >= ? and decided_at < ?");
      values.add(day.atStartOfDay().atOffset(ZoneOffset.UTC));
      values.add(day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC));
    }
    sql.append(" order by decided_at desc, chain, seq desc limit ? offset ?");
    values.add(most);
    values.add(skip);
    return database.query(
        sql.toString(),
        (row, n) ->
            new Found(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getLong(9)),
        values.toArray());
  }

  /**
   * Takes the content of every decision that is still there, chain by chain.
   *
   * @param since calls before this time are passed over
   */
  public void each(Instant since, Consumer<JsonNode> taker) {
    String[] chain = {""};
    long[] seq = {0};
    int taken = BATCH;
    while (taken == BATCH) {
      List<byte[]> batch =
          database.query(
              """
              select chain, seq, content from link
              where kind = 'DECISION' and content is not null and recorded_at >= ?
                and (chain > ? or (chain = ? and seq > ?))
              order by chain, seq limit ?
              """,
              (row, n) -> {
                chain[0] = row.getString(1);
                seq[0] = row.getLong(2);
                return row.getBytes(3);
              },
              RecordStore.utc(since),
              chain[0],
              chain[0],
              seq[0],
              BATCH);
      batch.forEach(content -> taker.accept(JSON.readTree(Deflated.inflate(content))));
      taken = batch.size();
    }
  }
}
