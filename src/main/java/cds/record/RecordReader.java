package cds.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the record from the database. */
public final class RecordReader {

  private final JdbcTemplate database;

  /** Takes the database. */
  public RecordReader(JdbcTemplate database) {
    this.database = database;
  }

  /** The request of a decision, if it was kept. */
  Optional<KeptRequest> keptRequest(String decision) {
    return database
        .query(
            "select decision, key_id, kept_at, content from kept_request where decision = ?",
            (row, n) ->
                new KeptRequest(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getBytes(4)),
            decision)
        .stream()
        .findFirst();
  }

  /**
   * Where a chain ends.
   *
   * @param telling its last link that does more than sign heads
   */
  record End(Chain.Head head, long telling) {}

  /** Where every chain ends, by chain. Asked every minute, so each is looked up by its key. */
  List<End> ends() {
    return database.query(
        """
        select link.chain, link.seq, link.hash,
          (select max(seq) from link telling where telling.chain = chain.id and kind <> 'HEADS')
        from chain join link on link.chain = chain.id
          and link.seq = (select max(seq) from link last where last.chain = chain.id)
        order by link.chain
        """,
        (row, n) ->
            new End(
                new Chain.Head(row.getString(1), row.getLong(2), row.getString(3)),
                row.getLong(4)));
  }

  /** Ids of all chains, the oldest first. */
  List<String> chains() {
    return database.query(
        "select id from chain order by started_at, id", (row, nth) -> row.getString("id"));
  }

  /** Links of a chain after one, in order. */
  List<Link> links(String chain, long after, int most) {
    return database.query(
        """
        select chain, seq, kind, recorded_at, content_hash, hash, content from link
        where chain = ? and seq > ? order by seq limit ?
        """,
        (row, n) -> link(row),
        chain,
        after,
        most);
  }

  /** The links of a chain that tell of chains, in order. */
  List<Link> telling(String chain) {
    return database.query(
        """
        select chain, seq, kind, recorded_at, content_hash, hash, content from link
        where chain = ? and kind in ('START', 'HEADS', 'RETENTION') order by seq
        """,
        (row, n) -> link(row),
        chain);
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getString(1),
        row.getLong(2),
        Link.Kind.valueOf(row.getString(3)),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getString(5),
        row.getString(6),
        inflated(row.getBytes(7)));
  }

  /** One link, by {@code chain-seq}. */
  public Optional<Link> link(String id) {
    int dash = id.lastIndexOf('-');
    if (dash < 1 || !id.substring(dash + 1).matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return links(id.substring(0, dash), Long.parseLong(id.substring(dash + 1)) - 1, 1).stream()
        .filter(link -> link.id().equals(id))
        .findFirst();
  }

  /** Ids of the decisions that stand as rows beside the links of a chain. */
  Map<Long, DecisionRows.Row> decisions(String chain, long after, long to) {
    return DecisionRows.read(database, chain, after, to);
  }

  /** The last link of each chain that holds content of a decision made before a time. */
  Map<String, Long> decidedBefore(Instant time) {
    Map<String, Long> last = new LinkedHashMap<>();
    database.query(
        """
        select chain, max(seq) from link
        where kind = 'DECISION' and content is not null and recorded_at < ?
        group by chain order by chain
        """,
        row -> {
          last.put(row.getString(1), row.getLong(2));
        },
        RecordStore.utc(time));
    return last;
  }

  /** When the oldest decision that is still there was made. */
  Optional<Instant> oldest() {
    return time(
        "select min(recorded_at) from link where kind = 'DECISION' and content is not null");
  }

  /** When the oldest request that is still there was kept. */
  Optional<Instant> oldestRequest() {
    return time("select min(kept_at) from kept_request");
  }

  private Optional<Instant> time(String query) {
    return Optional.ofNullable(database.queryForObject(query, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static byte @Nullable [] inflated(byte @Nullable [] content) {
    return content == null ? null : Deflated.inflate(content);
  }
}
