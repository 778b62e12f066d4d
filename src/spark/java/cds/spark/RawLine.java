package cds.spark;

import cds.bulk.BulkLine;
import cds.bulk.LostKinds;
import java.io.Serializable;

/**
 * A line of the input.
 *
 * @param file number of the file, by name, from 0
 * @param at byte at which it begins, of what a compressed file holds
 * @param bytes the line; empty where the file is damaged
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
record RawLine(int file, long at, byte[] bytes) implements Serializable {

  private static final int LONGEST = 8 << 20;

  /** Whether it is no line, but where the file is damaged. */
  boolean isDamage() {
    return bytes.length == 0;
  }

  /** What it is of. */
  BulkLine read() {
    if (isDamage()) {
      return new BulkLine.Unusable(
          "damaged: what follows the last line that could be read is lost", LostKinds.ALL);
    }
    return bytes.length > LONGEST
        ? new BulkLine.Unusable("longer than 8 MB", LostKinds.ALL)
        : BulkLine.read(bytes);
  }
}
