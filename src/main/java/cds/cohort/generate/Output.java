package cds.cohort.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a population, drafts until all of it is there. */
final class Output implements Closeable {

  private static final String PLAIN = ".ndjson";
  private static final String PACKED = ".ndjson.gz";
  private static final String DRAFT = ".draft";

  private final List<String> types;
  private final List<Path> files = new ArrayList<>();
  private final List<OutputStream> drafts = new ArrayList<>();
  private final boolean gzip;
  private final long[] lines;
  private long bytes;

  private Output(List<String> types, boolean gzip) {
    this.types = types;
    this.gzip = gzip;
    this.lines = new long[types.size()];
  }

  /**
   * Opens a file for each type.
   *
   * @throws IllegalArgumentException when the folder holds one already
   */
  static Output open(Path folder, List<String> types, boolean gzip) throws IOException {
    Files.createDirectories(folder);
    for (String type : types) {
      for (String ending : List.of(PLAIN, PACKED)) {
        if (Files.exists(folder.resolve(type + ending))) {
          throw new IllegalArgumentException(
              "the output folder holds "
                  + type
                  + ending
                  + " already: name an empty folder, or take the file away");
        }
      }
    }
    Output output = new Output(types, gzip);
    try {
      for (String type : types) {
        Path file = folder.resolve(type + (gzip ? PACKED : PLAIN));
        output.files.add(file);
        output.drafts.add(Files.newOutputStream(draft(file)));
      }
    } catch (IOException e) {
      output.close();
      throw e;
    }
    return output;
  }

  private static Path draft(Path file) {
    return file.resolveSibling(file.getFileName() + DRAFT);
  }

  /** Adds the lines of a chunk, type by type. */
  void write(List<Lines> chunk) throws IOException {
    for (int i = 0; i < chunk.size(); i++) {
      Lines part = chunk.get(i);
      if (part.count() > 0) {
        add(i, part);
      }
    }
  }

  private void add(int type, Lines part) throws IOException {
    drafts.get(type).write(part.bytes(), 0, part.size());
    lines[type] += part.count();
    bytes += part.size();
  }

  /** Lets the files take their names. */
  Population.Done finish() throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < types.size(); i++) {
      if (gzip && lines[i] == 0) {
        // Without any byte it would be no gzip file.
        add(i, new Lines().packed());
      }
      counts.put(types.get(i), lines[i]);
    }
    for (OutputStream draft : drafts) {
      draft.close();
    }
    // The type that the model writes first, its patients, comes last: of others alone, should this
    // be killed now, nothing can be said.
    for (int i = files.size() - 1; i >= 0; i--) {
      Files.move(draft(files.get(i)), files.get(i), StandardCopyOption.ATOMIC_MOVE);
    }
    return new Population.Done(counts, bytes);
  }

  /** Deletes drafts that did not become files. */
  @Override
  public void close() throws IOException {
    for (OutputStream draft : drafts) {
      draft.close();
    }
    for (Path file : files) {
      Files.deleteIfExists(draft(file));
    }
  }
}
