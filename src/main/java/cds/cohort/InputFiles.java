package cds.cohort;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The lines of a folder of FHIR Bulk Data: {@code *.ndjson}, plain or gzip, in any order. */
final class InputFiles {

  static final int LONGEST_LINE = 8 << 20;

  private static final int CHUNK = 1 << 16;

  private InputFiles() {}

  /** Takes the lines. */
  interface Taker {

    /**
     * Takes a line that is not blank.
     *
     * @param file number of the file, from 0
     * @param number of the line, from 1
     * @param line its bytes; empty when it is longer than {@value InputFiles#LONGEST_LINE}
     */
    void take(int file, long number, byte[] line) throws IOException;
  }

  /** The files of a folder by name. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*\\.ndjson(\\.gz)?"))
          .sorted()
          .toList();
    }
  }

  static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }

  /** Reads a file to its end, or to where it is damaged. */
  static void read(Path file, int index, Taker taker) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        InputStream in = isGzip(file) ? new GZIPInputStream(raw, CHUNK) : raw) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      byte[] chunk = new byte[CHUNK];
      long number = 1;
      boolean tooLong = false;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        int from = 0;
        for (int i = 0; i < read; i++) {
          if (chunk[i] == '\n') {
            line.write(chunk, from, i - from);
            give(index, number++, tooLong, line, taker);
            tooLong = false;
            from = i + 1;
          }
        }
        line.write(chunk, from, read - from);
        if (line.size() > LONGEST_LINE) {
          tooLong = true;
          line.reset();
        }
      }
      give(index, number, tooLong, line, taker);
    }
  }

  private static void give(
      int file, long number, boolean tooLong, ByteArrayOutputStream line, Taker taker)
      throws IOException {
    byte[] bytes = tooLong ? new byte[0] : line.toByteArray();
    line.reset();
    if (tooLong || !isBlank(bytes)) {
      taker.take(file, number, bytes);
    }
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
