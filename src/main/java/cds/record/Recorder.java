package cds.record;

import cds.decide.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes decisions down before they are answered. Everything goes into the journal first, which a
 * thread of its own brings to the database: so a database that is slow or away costs no answer, and
 * what was written down is there after this process ended, however it ended.
 *
 * <p>Safe for use by several threads.
 */
public final class Recorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record");

  /** A new file of the journal every so many bytes. */
  private static final long SEGMENT_BYTES = 16L * 1024 * 1024;

  private final RecordSettings settings;
  private final Clock clock;
  private final KeyRing keys;
  private final Journal journal;
  private final Chain chain;
  private final Mover mover;
  private final Heads heads;
  private final Retention retention;
  private final DecisionWriter writer;

  private Recorder(
      RecordSettings settings,
      Clock clock,
      KeyRing keys,
      Journal journal,
      Chain chain,
      Mover mover,
      Heads heads,
      Retention retention) {
    this.settings = settings;
    this.clock = clock;
    this.keys = keys;
    this.journal = journal;
    this.chain = chain;
    this.mover = mover;
    this.heads = heads;
    this.retention = retention;
    this.writer = new DecisionWriter(settings.replica(), settings.engine(), keys);
  }

  /**
   * Brings what dead processes left behind to the database, and begins a chain.
   *
   * @param owners what keeps the entries of others, by owner
   * @param clock the clock of the machine
   * @throws RecordsUnusable when nothing can be recorded
   */
  public static Recorder open(
      RecordSettings settings,
      RecordStore store,
      RecordReader reader,
      Map<String, Consumer<byte[]>> owners,
      Clock clock) {
    KeyRing keys = KeyRing.at(settings.keys(), clock);
    store.writeAtOnce();
    Deliveries deliveries = new Deliveries(store, settings.folder(), owners);
    deliveries.recover();
    String id = Chain.newId();
    Journal journal = new Journal(settings.folder(), id, SEGMENT_BYTES, clock);
    Chain chain = new Chain(id, journal);
    boolean durable = settings.mode() == RecordSettings.Mode.STRICT;
    Mover mover = new Mover(journal, store, deliveries, durable, clock);
    Heads heads = new Heads(chain, reader, keys, settings.replica());
    Retention retention = new Retention(chain, mover, store, reader, keys, settings.patience());
    Recorder recorder =
        new Recorder(settings, clock, keys, journal, chain, mover, heads, retention);
    try {
      heads.begin(clock.instant());
    } catch (IOException e) {
      throw new RecordsUnusable("No journal can be written in " + settings.folder() + ".", e);
    }
    mover.start();
    return recorder;
  }

  /**
   * Writes a call down. When this returns, the call is on record as the mode says.
   *
   * @param decision the decision, or null when there was none
   * @return id of the record
   * @throws NotRecorded when it can be kept nowhere
   */
  public String keep(CallFacts call, @Nullable Decision decision) {
    byte[] members = writer.members(call, decision);
    Chain.Written written;
    try {
      written = chain.add(Link.Kind.DECISION, call.at(), members);
    } catch (IOException e) {
      throw new NotRecorded("The journal takes no records.", e);
    }
    String id = written.link().id();
    byte[] body = call.body();
    try {
      settle(body == null ? written.entry() : keepRequest(written.link(), body, decision), id);
    } catch (IOException e) {
      throw new NotRecorded("The journal takes no requests.", id);
    }
    return id;
  }

  /** Puts the record of a call together as for {@link #keep}, and throws it away. */
  public void rehearse(CallFacts call, Decision decision) {
    writer.members(call, decision);
  }

  private long keepRequest(Link link, byte[] body, @Nullable Decision decision) throws IOException {
    byte[] content = KeptCall.of(body, decision).encoded();
    return journal.append(
        new Entry.OfRequest(
                new KeptRequest(
                    link.id(), keys.encryptingKey(), link.at(), keys.encrypt(content, link.id())))
            .encoded());
  }

  /**
   * Writes something of another owner down, so that it survives a loss of power too.
   *
   * @throws NotRecorded when it can be kept nowhere
   */
  public void keep(String owner, byte[] content) {
    try {
      long entry = journal.append(new Entry.OfOwner(owner, content).encoded());
      if (settings.mode() == RecordSettings.Mode.STRICT) {
        settle(entry, "");
      } else {
        journal.force();
      }
    } catch (IOException e) {
      throw new NotRecorded("The journal takes no records.", e);
    }
  }

  /**
   * Waits for the database in strict mode. What does not get there in time stays in the journal and
   * gets there later.
   */
  private void settle(long entry, String id) {
    if (settings.mode() == RecordSettings.Mode.STRICT && !mover.await(entry, settings.patience())) {
      throw new NotRecorded("The database does not keep records.", id);
    }
  }

  /** Writes beside a decision that waits for the database that nobody was answered. */
  public void undelivered(String decision) {
    byte[] members =
        "\"decision\":\"%s\",\"why\":\"database\""
            .formatted(decision)
            .getBytes(StandardCharsets.UTF_8);
    try {
      chain.add(Link.Kind.UNDELIVERED, clock.instant(), members);
    } catch (IOException e) {
      LOG.warn("The journal takes no word of an answer that was not given");
    }
  }

  /**
   * Signs the heads of all chains, if there is anything new. Once a minute. After the journal took
   * nothing it is tried in any case: calls may be kept away for as long as health is down.
   */
  public void signHeads() {
    try {
      heads.sign(clock.instant(), journal.failedAt() != null);
    } catch (IOException e) {
      // The journal says in its health that it takes nothing; the next minute tries again.
      LOG.warn("The heads of the record could not be signed");
    }
  }

  /**
   * Deletes what is older than it may be.
   *
   * @param decisions how long decisions stay
   * @param requests how long kept requests stay
   * @return in how many chains contents were deleted
   */
  public long forget(Duration decisions, Duration requests) {
    try {
      return retention.run(clock.instant(), decisions, requests);
    } catch (IOException e) {
      LOG.warn("Nothing was deleted: the journal takes no record of it");
      return 0;
    }
  }

  /** How recording goes. */
  public RecordHealth health() {
    return mover.health();
  }

  /** Id of the chain that is being written. */
  public String chain() {
    return chain.id();
  }

  /** Ends the chain; what the database does not take now is brought there at the next start. */
  @Override
  public void close() throws IOException {
    signHeads();
    boolean everything = mover.stop(settings.patience());
    journal.close(everything);
  }
}
