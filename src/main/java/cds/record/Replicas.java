package cds.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The replicas that work on one database, and which release each decides by. Each tells of itself
 * once a minute; one that was not heard of for three minutes is gone. The clock of the database
 * counts, because all share it.
 *
 * <p>Safe for use by several threads.
 */
public final class Replicas implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record");

  private final JdbcTemplate database;
  private final String chain;
  private final String name;
  private final Supplier<String> release;
  private final String engine;
  private boolean begun;
  private volatile List<Live> live = List.of();

  /**
   * Takes what this replica says of itself.
   *
   * @param chain the chain it writes
   * @param name its name
   * @param release tells the hash of the release it decides by now
   * @param engine version of the software it runs
   */
  public Replicas(
      JdbcTemplate database, String chain, String name, Supplier<String> release, String engine) {
    this.database = database;
    this.chain = chain;
    this.name = name;
    this.release = release;
    this.engine = engine;
  }

  /**
   * A replica that is alive.
   *
   * @param name its name
   * @param release hash of the release it decides by
   * @param engine version of the software it runs
   * @param told when it was last heard of, by the clock of the database
   */
  public record Live(String name, String release, String engine, Instant told) {}

  /** Tells of this replica, and hears which others there are. */
  public synchronized void tell() {
    try {
      if (!begun) {
        // A run under this name that was killed is over, or tells of itself again.
        database.update("delete from replica where name = ?", name);
        begun = true;
      }
      if (database.update(
              "update replica set told_at = current_timestamp, release = ? where chain = ?",
              release.get(),
              chain)
          == 0) {
        database.update(
            "insert into replica (chain, name, release, engine, told_at)"
                + " values (?, ?, ?, ?, current_timestamp)",
            chain,
            name,
            release.get(),
            engine);
      }
      database.update(
          "delete from replica where told_at < current_timestamp - interval '3' minute");
      hear(
          database.query(
              "select name, release, engine, told_at from replica order by name, chain",
              (row, n) ->
                  new Live(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getObject(4, OffsetDateTime.class).toInstant())));
    } catch (DataAccessException e) {
      live = List.of();
      LOG.warn("Which replicas there are cannot be told; the next minute tries again");
    }
  }

  private void hear(List<Live> heard) {
    Set<String> before = releases();
    live = List.copyOf(heard);
    Set<String> now = releases();
    if (now.size() > 1 && !now.equals(before)) {
      LOG.warn(
          "Replicas decide by different releases of the rules: {}",
          heard.stream()
              .map(one -> one.name() + " by " + one.release())
              .collect(Collectors.joining(", ")));
    }
  }

  /**
   * The replicas that were alive when this one last told of itself, this one among them, by name;
   * none when the database did not say.
   */
  public List<Live> live() {
    return live;
  }

  /** The releases they decide by: more than one during a rolling upgrade, or by mistake. */
  public Set<String> releases() {
    return live.stream().map(Live::release).collect(Collectors.toUnmodifiableSet());
  }

  /** This replica stops. */
  @Override
  public synchronized void close() {
    try {
      database.update("delete from replica where chain = ?", chain);
    } catch (DataAccessException e) {
      LOG.warn("The database was not told that this replica stops; it is known in minutes");
    }
  }
}
