package cds.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How recording goes.
 *
 * @param waiting entries that are in the journal and not yet in the database
 * @param waitingBytes how many bytes they are
 * @param databaseAwaySince since when the database takes nothing; null while it does
 * @param journalFailedAt when the journal last took nothing; null while it does
 * @param setAside entries that the database refused and that were set aside
 */
public record RecordHealth(
    long waiting,
    long waitingBytes,
    @Nullable Instant databaseAwaySince,
    @Nullable Instant journalFailedAt,
    long setAside) {

  /** Whether everything that is recorded gets where it belongs. */
  public boolean isWell() {
    return databaseAwaySince == null && journalFailedAt == null && setAside == 0;
  }
}
