package cds.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The service at its limits: a small heap and large charts, and far more calls than it can take.
 */
final class Limits {

  private static final String PATH = "/cds-services/dupilumab-eligibility";
  private static final Duration LARGE_CHARTS =
      Duration.ofSeconds(Integer.getInteger("bench.large", 60));
  private static final Duration OVERLOAD =
      Duration.ofSeconds(Integer.getInteger("bench.overload", 120));
  private static final int LARGE_CONNECTIONS = 16;
  private static final int USUAL_CONNECTIONS = 4;
  private static final int OVERLOADING = 10;
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);

  private static final Duration SHORT = Duration.ofSeconds(2);

  private Limits() {}

  /** Measures, and judges. */
  static void measure(Report report, Path folder) throws IOException {
    largeCharts(report, folder);
    overload(report, folder);
  }

  private static void largeCharts(Report report, Path folder) throws IOException {
    Path log = Files.createTempFile(folder, "gc-", ".log");
    try (BenchServer server =
        BenchServer.start(folder, List.of("-Xmx512m", "-Xlog:gc:file=" + log))) {
      Load load =
          Load.of(
              new Load.Target(server, PATH, Bodies.ofSize("patient-view", 2_000_000)),
              LARGE_CONNECTIONS,
              Duration.ZERO,
              LARGE_CHARTS);
      report.atMost("2 MB, 16 connections, heap of 512 MB: not answered", load.others(), 0);
      long full =
          Files.readAllLines(log).stream().filter(line -> line.contains("Pause Full")).count();
      report.atMost("The same: full collections", full, 0);
      report.table(
          "2 MB bodies at 16 connections, heap of 512 MB", Load.COLUMNS, List.of(load.row("")));
    }
  }

  private static void overload(Report report, Path folder) throws IOException {
    byte[] body = Bodies.ofSize("patient-view", 50_000);
    try (BenchServer server = BenchServer.start(folder, List.of("-Xmx1g"))) {
      Load.Target target = new Load.Target(server, PATH, body);
      Load.warm(target);
      Load usual = Load.of(target, USUAL_CONNECTIONS, SHORT, AFTERWARDS);
      Load over = Load.of(target, OVERLOADING * USUAL_CONNECTIONS, Duration.ZERO, OVERLOAD);
      Load after = Load.of(target, USUAL_CONNECTIONS, Duration.ZERO, AFTERWARDS);
      long neither =
          over.statuses().entrySet().stream()
              .filter(status -> !Set.of(200, 429, 503).contains(status.getKey()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      report.atMost("Overload: neither answered nor told to come back", neither, 0);
      report.atMost(
          "Overload: median of those answered, times the usual",
          over.p50Micros() / usual.p50Micros(),
          3);
      report.atMost(
          "Overload: p99 of those answered, times the usual",
          over.p99Micros() / usual.p99Micros(),
          3);
      report.atMost(
          "After it: median, times the usual", after.p50Micros() / usual.p50Micros(), 1.5);
      report.table(
          "Ten times as many connections as keep it busy, for " + OVERLOAD.toSeconds() + " s",
          Load.COLUMNS,
          List.of(usual.row("usual"), over.row("overload"), after.row("afterwards")));
    }
  }
}
