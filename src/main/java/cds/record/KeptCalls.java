package cds.record;

import java.util.Optional;

/** The requests that are kept, decrypted. */
public final class KeptCalls {

  private final RecordReader record;
  private final KeyRing keys;

  /** Takes where they are, and the keys they were encrypted with. */
  public KeptCalls(RecordReader record, KeyRing keys) {
    this.record = record;
    this.keys = keys;
  }

  /**
   * The request of a decision, if it was kept.
   *
   * @throws RecordsUnusable when it cannot be decrypted
   */
  public Optional<KeptCall> of(String decision) {
    return record
        .keptRequest(decision)
        .map(kept -> KeptCall.decoded(keys.decrypt(kept.key(), kept.content(), decision)));
  }
}
