package cds.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One link of a chain. Its hash goes over the link before it and over the hash of its content, so
 * that nothing can be removed, changed or put between without a trace, while the content itself can
 * be deleted once its time is over.
 *
 * @param chain id of the chain
 * @param seq place in the chain, from 1
 * @param kind what it holds
 * @param at when it was made, to the microsecond, by the clock of the machine
 * @param contentHash SHA-256 of the content
 * @param hash SHA-256 of chain, place, hash of the link before, kind and content hash
 * @param content JSON in UTF-8; null once it was deleted
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
public record Link(
    String chain,
    long seq,
    Kind kind,
    Instant at,
    String contentHash,
    String hash,
    byte @Nullable [] content) {

  /** What a link holds. */
  public enum Kind {
    /** The beginning of a chain, with the heads of all others. */
    START,
    /** One decision. */
    DECISION,
    /** The heads of the chains, signed. */
    HEADS,
    /** Which contents were deleted because their time was over, signed. */
    RETENTION,
    /** A decision whose answer was not given after all. */
    UNDELIVERED
  }

  /** The link that follows another, or the first of a chain when the hash before is empty. */
  static Link after(
      String hashBefore, String chain, long seq, Kind kind, Instant at, byte[] content) {
    String contentHash = Sha256.of(content);
    return new Link(
        chain,
        seq,
        kind,
        at.truncatedTo(ChronoUnit.MICROS),
        contentHash,
        hash(hashBefore, chain, seq, kind, contentHash),
        content);
  }

  /** The hash a link must have. */
  static String hash(String before, String chain, long seq, Kind kind, String contentHash) {
    return Sha256.of(
        String.join("\n", chain, String.valueOf(seq), before, kind.name(), contentHash));
  }

  /** How people name it: {@code chain-seq}. */
  public String id() {
    return chain + "-" + seq;
  }
}
