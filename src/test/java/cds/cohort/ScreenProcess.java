package cds.cohort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command in a process of its own, as a user starts it, that can be killed. */
final class ScreenProcess {

  private ScreenProcess() {}

  static Process start(Path input, Path output, Path log) throws IOException {
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            "cds.Application",
            "screen",
            "--input=" + input,
            "--output=" + output,
            "--as-of=2025-06-16",
            "--policies=trial-entry")
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
