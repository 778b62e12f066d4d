package cds.insight;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.InflaterInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads recorded decisions in the order of time, a page at once: memory does not grow. */
final class PastDecisions {

  private static final int PAGE = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String QUERY =
      """
      select d.*, c.replica, l.content from decision d
        left join chain c on c.id = d.chain
        left join link l on l.chain = d.chain and l.seq = d.seq
      where d.decided_at < :to
        and (d.decided_at > :after or (d.decided_at = :after and d.id > :last))
      order by d.decided_at, d.id
      fetch first %d rows only
      """
          .formatted(PAGE);

  private final JdbcClient database;

  PastDecisions(JdbcClient database) {
    this.database = database;
  }

  /**
   * Gives every decision of a time.
   *
   * @param from the first instant
   * @param to the first instant that is too late
   */
  void between(Instant from, Instant to, Consumer<PastDecision> taker) {
    OffsetDateTime after = from.atOffset(ZoneOffset.UTC);
    String last = "";
    List<PastDecision> page;
    do {
      page =
          database
              .sql(QUERY)
              .param("to", to.atOffset(ZoneOffset.UTC))
              .param("after", after)
              .param("last", last)
              .query(PastDecisions::row)
              .list();
      page.forEach(taker);
      if (!page.isEmpty()) {
        PastDecision newest = page.get(page.size() - 1);
        after = newest.at().atOffset(ZoneOffset.UTC);
        last = newest.id();
      }
    } while (page.size() == PAGE);
  }

  private static PastDecision row(ResultSet row, int nth) throws SQLException {
    byte[] content = row.getBytes("content");
    return new PastDecision(
        row.getString("id"),
        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
        Objects.requireNonNullElse(row.getString("replica"), ""),
        row.getString("client"),
        row.getString("tenant"),
        row.getString("service"),
        row.getString("hook"),
        row.getString("hook_instance"),
        row.getString("release"),
        row.getString("patient_key"),
        row.getString("patient"),
        row.getString("outcome"),
        row.getInt("cards"),
        row.getLong("micros"),
        content == null ? JsonNodeFactory.instance.objectNode() : json(content));
  }

  private static JsonNode json(byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("a record cannot be read", e);
    }
  }
}
