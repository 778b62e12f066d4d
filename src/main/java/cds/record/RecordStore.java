package cds.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record in the database. Whatever is added twice is there once. */
public final class RecordStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcTemplate database;
  private final TransactionTemplate transaction;

  /** The last link of each chain that was added to; nothing when the database may know better. */
  private final Map<String, Long> lastSeqs = new ConcurrentHashMap<>();

  /** Takes the database and what makes its transactions. */
  public RecordStore(JdbcTemplate database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Adds entries of the journal, all or none.
   *
   * @param entries in the order of the journal
   * @param owners what keeps the entries of others, by owner
   * @throws org.springframework.dao.DataAccessException when they cannot be kept
   * @throws org.springframework.transaction.TransactionException when they cannot be kept
   */
  void add(List<Entry> entries, Map<String, Consumer<byte[]>> owners) {
    List<Link> links = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.OfChain chained) {
        links.add(chained.link());
      }
    }
    boolean committed = false;
    try {
      Map<String, Long> ends = new HashMap<>();
      transaction.executeWithoutResult(
          status -> {
            ends.putAll(addLinks(links));
            addOthers(entries, owners);
          });
      lastSeqs.putAll(ends);
      committed = true;
    } finally {
      if (!committed) {
        // What is told to have failed may be there all the same: only the database knows.
        lastSeqs.clear();
      }
    }
  }

  private void addOthers(List<Entry> entries, Map<String, Consumer<byte[]>> owners) {
    for (Entry entry : entries) {
      if (entry instanceof Entry.OfRequest kept) {
        add(kept.request());
      } else if (entry instanceof Entry.OfOwner owned) {
        Optional.ofNullable(owners.get(owned.owner()))
            .orElseThrow(() -> new RecordsUnusable("Nobody keeps " + owned.owner() + ".", null))
            .accept(owned.content());
      }
    }
  }

  /**
   * Adds the links that are not there yet.
   *
   * @return where each of their chains ends now; that may be behind the last of these links, when a
   *     journal is brought over again of which later parts are there already
   */
  private Map<String, Long> addLinks(List<Link> links) {
    Map<String, Long> ends = new HashMap<>();
    List<Link> fresh = new ArrayList<>();
    for (Link link : links) {
      // All links up to the last one are there.
      if (link.seq() > ends.computeIfAbsent(link.chain(), this::lastSeq)) {
        fresh.add(link);
        ends.put(link.chain(), link.seq());
      }
    }
    for (Link link : fresh) {
      if (link.kind() == Link.Kind.START) {
        addChain(link);
      }
    }
    List<byte[]> contents = Deflated.all(fresh.stream().map(RecordStore::content).toList());
    List<Object[]> columns = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      columns.add(columns(fresh.get(i), contents.get(i)));
    }
    database.batchUpdate(
        """
        insert into link (chain, seq, kind, recorded_at, content_hash, hash, content)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        columns);
    DecisionRows rows = new DecisionRows();
    fresh.stream()
        .filter(link -> link.kind() == Link.Kind.DECISION)
        .forEach(link -> rows.add(link, content(link)));
    rows.insert(database);
    return ends;
  }

  private static Object[] columns(Link link, byte[] content) {
    return new Object[] {
      link.chain(),
      link.seq(),
      link.kind().name(),
      utc(link.at()),
      link.contentHash(),
      link.hash(),
      content
    };
  }

  private void addChain(Link start) {
    JsonNode content = JSON.readTree(content(start));
    database.update(
        "insert into chain (id, replica, started_at) values (?, ?, ?)",
        start.chain(),
        content.path("replica").asString(""),
        utc(start.at()));
  }

  private static byte[] content(Link link) {
    byte[] content = link.content();
    if (content == null) {
      throw new RecordsUnusable("The link " + link.id() + " came without content.", null);
    }
    return content;
  }

  private long lastSeq(String chain) {
    Long known = lastSeqs.get(chain);
    if (known != null) {
      return known;
    }
    Long last =
        database.queryForObject(
            "select coalesce(max(seq), 0) from link where chain = ?", Long.class, chain);
    return last == null ? 0 : last;
  }

  private void add(KeptRequest request) {
    Long there =
        database.queryForObject(
            "select count(*) from kept_request where decision = ?", Long.class, request.decision());
    if (there == null || there == 0) {
      database.update(
          "insert into kept_request (decision, key_id, content, kept_at) values (?, ?, ?, ?)",
          request.decision(),
          request.key(),
          request.content(),
          utc(request.at()));
    }
  }

  /**
   * Deletes the contents of decisions, and the rows that were taken from them, of a chain up to a
   * link. The hashes stay.
   */
  void forget(String chain, long upTo) {
    transaction.executeWithoutResult(
        status -> {
          database.update(
              """
              update link set content = null
              where chain = ? and seq <= ? and kind = 'DECISION' and content is not null
              """,
              chain,
              upTo);
          database.update("delete from decision where chain = ? and seq <= ?", chain, upTo);
        });
  }

  /** Deletes kept requests from before a time. */
  int forgetRequests(Instant before) {
    return database.update("delete from kept_request where kept_at < ?", utc(before));
  }

  /** Makes sure that what was committed is on disk. PostgreSQL does that by itself. */
  void sync() {
    if (isH2()) {
      database.execute("checkpoint sync");
    }
  }

  /** H2 would keep commits in memory for a while; from now on it does not. */
  void writeAtOnce() {
    if (isH2()) {
      database.execute("set write_delay 0");
    }
  }

  private boolean isH2() {
    String product =
        database.execute(
            (ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
    return "H2".equals(product);
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
