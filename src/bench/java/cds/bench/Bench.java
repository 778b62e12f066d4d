package cds.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every measurement, one after the other: {@code mvn -Pbench -DskipTests verify}. Prints tables,
 * writes {@code docs/performance.md} and {@code target/bench.json}, and fails when a bar is missed.
 */
public final class Bench {

  private static final Duration MEASURING = Duration.ofSeconds(Integer.getInteger("bench.time", 6));
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final int CONNECTIONS = 4;
  private static final String ELIGIBILITY = "dupilumab-eligibility";
  private static final String MONITORING = "dupilumab-monitoring";
  private static final String TREE = "tree";
  private static final String BY_HAPI = ", by HAPI";

  /** Services by hook; order matters for the tables only. */
  private static final Map<String, String> SERVICES = new LinkedHashMap<>();

  private static final Map<String, Integer> SIZES = new LinkedHashMap<>();

  static {
    SERVICES.put(ELIGIBILITY, "patient-view");
    SERVICES.put(MONITORING, "patient-view");
    SERVICES.put("dupilumab-order-select", "order-select");
    SERVICES.put("dupilumab-order-sign", "order-sign");
    SERVICES.put("dupilumab-refill", "medication-refill");
    SIZES.put("5 KB", 5_000);
    SIZES.put("50 KB", 50_000);
    SIZES.put("500 KB", 500_000);
    SIZES.put("2 MB", 2_000_000);
  }

  private final Map<String, Load> loads = new LinkedHashMap<>();
  private final Report report = new Report();

  private Bench() {}

  /** Measures; ends with 1 when a bar is missed. */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Bench bench = new Bench();
    Path folder = Files.createTempDirectory("bench-");
    bench.load(folder);
    bench.judge();
    bench.write();
    Limits.measure(bench.report, folder);
    Rows.measure(bench.report);
    bench.write();
    Steps.measure(bench.report);
    bench.write();
    System.exit(bench.report.missed() ? 1 : 0);
  }

  /** What is known so far: a later part may fail. */
  private void write() throws IOException {
    report.write(Path.of("docs/performance.md"));
    Files.createDirectories(Path.of("target"));
    Files.writeString(
        Path.of("target/bench.json"),
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(loads));
  }

  private void load(Path folder) throws IOException {
    List<String> java = List.of("-Xmx1g");
    try (BenchServer server = BenchServer.start(folder, java);
        BenchServer hapi = BenchServer.start(folder, java, "--cds.reader=hapi")) {
      warm(server, hapi);
      List<List<String>> rows = new ArrayList<>();
      SIZES.forEach(
          (size, bytes) -> {
            byte[] body = Bodies.ofSize("patient-view", bytes);
            rows.add(row(size, "echo", server, "echo", body));
            rows.add(row(size, TREE, server, TREE, body));
            SERVICES.forEach(
                (service, hook) ->
                    rows.add(row(size, service, server, service, Bodies.ofSize(hook, bytes))));
            rows.add(row(size, ELIGIBILITY + ", not recorded", server, "unrecorded", body));
            rows.add(row(size, ELIGIBILITY + BY_HAPI, hapi, ELIGIBILITY, body));
            rows.add(row(size, MONITORING + BY_HAPI, hapi, MONITORING, body));
          });
      report.table(
          "Over HTTP",
          List.of(
              "Body", "Answered by", "Requests/s", "CPU µs/request", "p50 µs", "p99 µs", "Errors"),
          rows);
    }
  }

  /** Everything at the size of a usual chart. */
  private static void warm(BenchServer server, BenchServer hapi) {
    byte[] body = Bodies.ofSize("patient-view", SIZES.get("50 KB"));
    SERVICES.forEach(
        (service, hook) ->
            Load.warm(target(server, service, Bodies.ofSize(hook, SIZES.get("50 KB")))));
    for (String name : List.of("unrecorded", TREE, "echo")) {
      Load.warm(target(server, name, body));
    }
    Load.warm(target(hapi, ELIGIBILITY, body));
    Load.warm(target(hapi, MONITORING, body));
  }

  private static Load.Target target(BenchServer server, String service, byte[] body) {
    return new Load.Target(server, "/cds-services/" + service, body);
  }

  private List<String> row(
      String size, String name, BenchServer server, String service, byte[] body) {
    Load load = Load.of(target(server, service, body), CONNECTIONS, SETTLING, MEASURING);
    loads.put(size + " " + name, load);
    List<String> row =
        List.of(
            size,
            name,
            "%.0f".formatted(load.perSecond()),
            "%.0f".formatted(load.cpuMicros()),
            "%.0f".formatted(load.p50Micros()),
            "%.0f".formatted(load.p99Micros()),
            String.valueOf(load.others()));
    System.out.println(String.join(" | ", row));
    return row;
  }

  private void judge() {
    for (String service : List.of(ELIGIBILITY, MONITORING)) {
      Load own = known("50 KB " + service);
      report.atMost(
          "50 KB, " + service + ": CPU per request, times the tree's",
          own.cpuMicros() / known("50 KB " + TREE).cpuMicros(),
          2.5);
      report.atMost(
          "50 KB, " + service + ": CPU per request, times the HAPI reader's",
          own.cpuMicros() / known("50 KB " + service + BY_HAPI).cpuMicros(),
          1 / 2.2);
      report.atLeast(
          "500 KB, " + service + ": requests a second, times the tree's",
          known("500 KB " + service).perSecond() / known("500 KB " + TREE).perSecond(),
          1);
    }
  }

  private Load known(String name) {
    Load load = loads.get(name);
    if (load == null) {
      throw new IllegalStateException("not measured: " + name);
    }
    return load;
  }
}
