package cds.cohort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code screen} over a made-up population, against a run that only reads: {@code mvn -Pbench
 * -DskipTests -Dbench.main=cds.cohort.ScreenBench -Dpatients=1000000 verify}. Each run is a process
 * of its own with a heap of 2 GB; its memory is read every second. Last the yardstick, {@link
 * QueryBench}.
 */
public final class ScreenBench {

  private static final Path FOLDER =
      Path.of(System.getProperty("cohort.folder", "target/bench-cohort"));
  private static final String DAY = "2025-06-16";

  private ScreenBench() {}

  /**
   * A process that has ended.
   *
   * @param seconds how long it ran
   * @param processor seconds of processors it took
   * @param memory resident memory every second, in MB
   */
  private record Run(double seconds, double processor, List<Long> memory) {

    long peak() {
      return memory.stream().max(Comparator.naturalOrder()).orElse(0L);
    }

    /** The highest of a third of the time. */
    long peak(int third) {
      int size = memory.size();
      return memory.subList(size * third / 3, size * (third + 1) / 3).stream()
          .max(Comparator.naturalOrder())
          .orElse(0L);
    }
  }

  /** Measures. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int patients = Integer.getInteger("patients", 100_000);
    Path input = FOLDER.resolve("input-" + patients);
    if (!Files.exists(input)) {
      Run made = run("cds.Application", "generate", "--output=" + input, "--patients=" + patients);
      print("generate", patients, made);
    }
    print(
        "read, group, discard",
        patients,
        run("cds.cohort.ReadOnly", input.toString(), clean("read").toString(), DAY + "T12:00:00Z"));
    print(
        "screen",
        patients,
        run(
            "cds.Application",
            "screen",
            "--input=" + input,
            "--output=" + clean("screened"),
            "--as-of=" + DAY,
            "--policies=trial-entry"));
    print(
        "one question as a query of DuckDB",
        patients,
        run("cds.cohort.QueryBench", input.toString()));
  }

  private static Path clean(String name) throws IOException {
    Path folder = FOLDER.resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
    return folder;
  }

  private static Run run(String main, String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseParallelGC",
                "-cp",
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .reduce((a, b) -> a + File.pathSeparator + b)
                    .orElseThrow(),
                main));
    command.addAll(List.of(args));
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> memory = new ArrayList<>();
    double processor = 0;
    while (!process.waitFor(1, TimeUnit.SECONDS)) {
      memory.add(resident(process.pid()));
      processor =
          process.info().totalCpuDuration().map(one -> one.toMillis() / 1000.0).orElse(processor);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(main + " ended with " + process.exitValue());
    }
    return new Run((System.nanoTime() - begun) / 1e9, processor, memory);
  }

  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0; // It has just ended.
    }
  }

  private static void print(String what, int patients, Run run) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %.0f s | %,.0f /s | %.0f s | %d MB | %d, %d, %d MB |%n",
        what,
        patients,
        run.seconds(),
        patients / run.seconds(),
        run.processor(),
        run.peak(),
        run.peak(0),
        run.peak(1),
        run.peak(2));
  }
}
