package cds.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder of FHIR Bulk Data: {@code *.ndjson}, plain or gzip, in any order. */
final class InputFiles {

  static final int LONGEST_LINE = 8 << 20;

  private static final String NDJSON = ".*\\.ndjson(\\.gz)?";

  private InputFiles() {}

  /** The files that are read, by name. */
  static List<Path> in(Path folder) throws IOException {
    return files(folder).stream().filter(InputFiles::isRead).toList();
  }

  /** Names of the files that are not read: some of an export may be among them. */
  static List<String> besides(Path folder) throws IOException {
    return files(folder).stream()
        .filter(file -> !isRead(file))
        .map(file -> file.getFileName().toString())
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isRead(Path file) {
    return file.getFileName().toString().matches(NDJSON);
  }

  static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }
}
