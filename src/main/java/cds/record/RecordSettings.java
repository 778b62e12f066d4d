package cds.record;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How decisions are recorded.
 *
 * @param mode when a decision counts as recorded
 * @param folder folder of the journal
 * @param keys file of the keys
 * @param replica name of this replica
 * @param engine version of this software
 * @param patience how long strict mode waits for the database
 */
public record RecordSettings(
    Mode mode, Path folder, Path keys, String replica, String engine, Duration patience) {

  /** When a decision counts as recorded, so that it may be answered. */
  public enum Mode {
    /** Once it stands in the journal on this machine. */
    FAST,
    /** Once it is in the database. */
    STRICT
  }
}
