package cds.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** The lines of NDJSON, plain or gzip as its first bytes say. */
public final class NdjsonLines {

  private static final int CHUNK = 1 << 16;
  private static final int GZIP = 0x1f8b;

  private final int longest;
  private final Taker taker;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number = 1;
  private boolean tooLong;

  /** Takes lines. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Takes a line that is not blank.
     *
     * @param number its number, from 1
     * @param line its bytes; empty when it is longer than was asked for
     */
    void take(long number, byte[] line) throws IOException;

    /** Is told of bytes before lines are made of them: what a few inflate to has no end. */
    default void inflated(int bytes) {}

    /** Is told that a line ended, blank or not. */
    default void ended() {}
  }

  private NdjsonLines(int longest, Taker taker) {
    this.longest = longest;
    this.taker = taker;
  }

  /**
   * Reads a stream to its end, or to where it is damaged; does not close it.
   *
   * @param longest bytes of a line that is given
   * @throws IOException when it is damaged, or the taker throws it
   */
  public static void read(InputStream stream, int longest, Taker taker) throws IOException {
    // A small buffer, only to look at the first bytes: whole chunks pass it by.
    BufferedInputStream raw = new BufferedInputStream(stream);
    InputStream in = isGzip(raw) ? new GZIPInputStream(raw, CHUNK) : raw;
    new NdjsonLines(longest, taker).split(in);
  }

  private static boolean isGzip(BufferedInputStream in) throws IOException {
    in.mark(2);
    int first = in.read();
    int second = in.read();
    in.reset();
    return ((first << 8) | second) == GZIP;
  }

  private void split(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      taker.inflated(read);
      int from = 0;
      for (int i = 0; i < read; i++) {
        if (chunk[i] == '\n') {
          add(chunk, from, i - from);
          give();
          from = i + 1;
        }
      }
      add(chunk, from, read - from);
    }
    give();
  }

  private void add(byte[] chunk, int from, int length) {
    tooLong |= line.size() + length > longest;
    if (tooLong) {
      line.reset();
    } else {
      line.write(chunk, from, length);
    }
  }

  private void give() throws IOException {
    byte[] bytes = line.toByteArray();
    if (tooLong || !isBlank(bytes)) {
      taker.take(number, bytes);
    }
    taker.ended();
    line.reset();
    tooLong = false;
    number++;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte one : bytes) {
      if ((one & 0xff) > ' ') {
        return false;
      }
    }
    return true;
  }
}
