package cds.authoring.compare;

import cds.bulk.LostKinds;
import cds.chart.DataKind;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads the lines of files, plain or gzip, and stops at limits for all of them together: what a few
 * bytes can inflate to has no end.
 */
final class BulkLines {

  static final long MOST_BYTES = 50L << 20;
  static final int MOST_LINES = 200_000;
  static final int LONGEST_LINE = 1 << 20;

  private static final int CHUNK = 1 << 16;
  private static final int GZIP = 0x1f8b;

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
    try (BufferedInputStream raw = new BufferedInputStream(file.content().open());
        InputStream in = isGzip(raw) ? new GZIPInputStream(raw, CHUNK) : raw) {
      split(file.name(), in, taker);
    } catch (IOException e) {
      throw new BulkRefused(
          "File " + file.name() + " is damaged: it ends too early, or its gzip cannot be read.");
    }
  }

  private static boolean isGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return ((first << 8) | second) == GZIP;
  }

  private void split(String file, InputStream in, Taker taker) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    int number = 1;
    boolean tooLong = false;
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      count(read);
      int from = 0;
      for (int i = 0; i <= read; i++) {
        boolean end = i < read && chunk[i] == '\n';
        if (!end && i < read) {
          continue;
        }
        if (tooLong || line.size() + i - from > LONGEST_LINE) {
          tooLong = true;
          line.reset();
        } else {
          line.write(chunk, from, i - from);
        }
        from = i + 1;
        if (end) {
          give(file, number++, tooLong, line, taker);
          tooLong = false;
        }
      }
    }
    give(file, number, tooLong, line, taker);
  }

  private void count(int read) {
    bytes += read;
    if (bytes > MOST_BYTES) {
      throw new BulkRefused("The files hold more than 50 MB. Take fewer patients.");
    }
  }

  private void give(
      String file, int number, boolean tooLong, ByteArrayOutputStream line, Taker taker) {
    String where = "File " + file + ", line " + number;
    if (tooLong) {
      faults.add(where + ": longer than 1 MB.");
      lost.addAll(LostKinds.ALL);
    } else if (!line.toString(java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
      taker.take(where, line.toByteArray());
    }
    line.reset();
    lines++;
    if (lines > MOST_LINES) {
      throw new BulkRefused("The files hold more than 200,000 lines. Take fewer patients.");
    }
  }
}
