package cds.cohort;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Lines and patients of which nothing could be made: where they stand and why, never what they
 * hold.
 */
final class SetAside implements AutoCloseable {

  static final String FILE = "set-aside.csv";

  private final List<String> names;
  private final BufferedWriter writer;
  private long count;

  /**
   * Opens the list, empty.
   *
   * @param names names of the input files, by number
   */
  SetAside(Path file, List<String> names) throws IOException {
    this.names = List.copyOf(names);
    this.writer = Files.newBufferedWriter(file);
    Rows.write(writer, List.of("file", "line", "why"));
  }

  /** Adds a line. */
  synchronized void add(int file, long line, String why) throws IOException {
    Rows.write(writer, List.of(names.get(file), String.valueOf(line), why));
    count++;
  }

  /** How many lines there are. */
  synchronized long count() {
    return count;
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of what was set aside cannot be written", e);
    }
  }
}
