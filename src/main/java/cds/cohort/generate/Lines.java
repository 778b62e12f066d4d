package cds.cohort.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Lines of NDJSON that grow at their end. */
final class Lines {

  private static final int FIRST_SIZE = 1 << 16;

  private byte[] bytes;
  private int size;
  private long count;

  /** Nothing yet. */
  Lines() {
    this(new byte[FIRST_SIZE], 0);
  }

  private Lines(byte[] bytes, long count) {
    this.bytes = bytes;
    this.count = count;
  }

  /** The bytes so far; only the first {@link #size} of them count. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  int size() {
    return size;
  }

  /** How many lines were ended. */
  long count() {
    return count;
  }

  /** Adds bytes as they are. */
  void add(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** Adds a whole number in digits. */
  void add(long number) {
    room(20);
    long rest = number;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = digits(rest);
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  /** Adds a number with some digits after the point. */
  void add(double number, int decimals) {
    long unit = unit(decimals);
    long scaled = Math.round(number * unit);
    if (decimals == 0) {
      add(scaled);
      return;
    }
    if (scaled < 0) {
      add(new byte[] {'-'});
    }
    long positive = Math.abs(scaled);
    add(positive / unit);
    room(decimals + 1);
    bytes[size++] = '.';
    long rest = positive % unit;
    for (long place = unit / 10; place > 0; place /= 10) {
      bytes[size++] = (byte) ('0' + rest / place % 10);
    }
  }

  /** Ten to the power of a small number. */
  static long unit(int decimals) {
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    return unit;
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /** Ends a line. */
  void end() {
    room(1);
    bytes[size++] = '\n';
    count++;
  }

  /** Adds the line again that begins at a place and was ended last. */
  void again(int from) {
    int length = size - from;
    room(length);
    System.arraycopy(bytes, from, bytes, size, length);
    size += length;
    count++;
  }

  /** Leaves out the second half of what began at a place. */
  void halve(int from) {
    size = from + (size - from) / 2;
  }

  /** The same lines compressed: a member of a gzip file, of which several may follow each other. */
  Lines packed() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(FIRST_SIZE);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes, 0, size);
    }
    Lines all = new Lines(packed.toByteArray(), count);
    all.size = all.bytes.length;
    return all;
  }
}
