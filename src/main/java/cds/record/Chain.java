package cds.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The chain that this process writes. A link counts once it stands in the journal. The times of its
 * decisions never go back, even when the clock does: retention deletes a chain from its beginning.
 *
 * <p>Safe for use by several threads.
 */
final class Chain {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 6;

  private final String id;
  private final Journal journal;
  private long seq;
  private String hash = "";
  private Instant decided = Instant.MIN;

  /** Begins a chain. */
  Chain(String id, Journal journal) {
    this.id = id;
    this.journal = journal;
  }

  /** An id that no other chain has. */
  static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Where a chain ends. */
  record Head(String chain, long seq, String hash) {}

  /**
   * A link in the journal.
   *
   * @param entry its number in the journal
   */
  record Written(Link link, long entry) {}

  /**
   * Adds a link.
   *
   * @param members the members of a JSON object, without its braces; the id is put before them
   * @throws IOException when the journal does not take it; the chain is then as it was
   */
  synchronized Written add(Link.Kind kind, Instant at, byte[] members) throws IOException {
    byte[] begin = "{\"id\":\"%s-%d\",".formatted(id, seq + 1).getBytes(StandardCharsets.UTF_8);
    byte[] content = new byte[begin.length + members.length + 1];
    System.arraycopy(begin, 0, content, 0, begin.length);
    System.arraycopy(members, 0, content, begin.length, members.length);
    content[content.length - 1] = '}';
    boolean early = kind == Link.Kind.DECISION && at.isBefore(decided);
    Instant recorded = early ? decided : at;
    Link link = Link.after(hash, id, seq + 1, kind, recorded, content);
    long entry = journal.append(new Entry.OfChain(link).encoded());
    seq = link.seq();
    hash = link.hash();
    decided = kind == Link.Kind.DECISION ? recorded : decided;
    return new Written(link, entry);
  }

  /** Where it ends now. */
  synchronized Head head() {
    return new Head(id, seq, hash);
  }

  /** Its id: 12 hex digits. */
  String id() {
    return id;
  }
}
