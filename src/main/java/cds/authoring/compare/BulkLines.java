package cds.authoring.compare;

import cds.bulk.LostKinds;
import cds.bulk.NdjsonLines;
import cds.chart.DataKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Reads the lines of files, plain or gzip, and stops at limits for all of them together: what a few
 * bytes can inflate to has no end.
 */
final class BulkLines {

  static final long MOST_BYTES = 50L << 20;
  static final int MOST_LINES = 200_000;
  static final int LONGEST_LINE = 1 << 20;

  private final Faults faults;
  private final Set<DataKind> lost;
  private long bytes;
  private int lines;

  BulkLines(Faults faults, Set<DataKind> lost) {
    this.faults = faults;
    this.lost = lost;
  }

  /** Takes one line that is not empty. */
  @FunctionalInterface
  interface Taker {

    /**
     * Takes a line.
     *
     * @param where file and number of the line, in words
     */
    void take(String where, byte[] line);
  }

  /**
   * Reads a file.
   *
   * @throws BulkRefused when it is damaged, or more than the limits
   */
  void read(BulkFile file, Taker taker) {
    try (InputStream in = file.content().open()) {
      NdjsonLines.read(in, LONGEST_LINE, new Counted(file.name(), taker));
    } catch (IOException e) {
      throw new BulkRefused(
          "File " + file.name() + " is damaged: it ends too early, or its gzip cannot be read.");
    }
  }

  /** Counts what comes against the limits. */
  private final class Counted implements NdjsonLines.Taker {

    private final String file;
    private final Taker taker;

    Counted(String file, Taker taker) {
      this.file = file;
      this.taker = taker;
    }

    @Override
    public void take(long number, byte[] line) {
      String where = "File " + file + ", line " + number;
      if (line.length == 0) {
        faults.add(where + ": longer than 1 MB.");
        lost.addAll(LostKinds.ALL);
      } else {
        taker.take(where, line);
      }
    }

    @Override
    public void inflated(int read) {
      bytes += read;
      if (bytes > MOST_BYTES) {
        throw new BulkRefused("The files hold more than 50 MB. Take fewer patients.");
      }
    }

    @Override
    public void ended() {
      lines++;
      if (lines > MOST_LINES) {
        throw new BulkRefused("The files hold more than 200,000 lines. Take fewer patients.");
      }
    }
  }
}
