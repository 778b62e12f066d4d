package cds.bench;

import cds.cdshooks.CdsResponse;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.DecisionFlow;
import cds.decide.Engines;
import cds.decide.Program;
import cds.fhir.ChartReaders;
import cds.fhir.ReadInput;
import cds.fhir.RequestBody;
import cds.fhir.StrictJson;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.web.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The steps of one decision, one thread, by number of Observations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 1)
public class Steps {

  private static final String READ = "read";
  private static final String READ_BY_HAPI = "readByHapi";
  private static final String EVALUATE = "evaluate";
  private static final String DECIDE = "deriveAndEvaluate";
  private static final int USUAL = 20;
  private static final int MANY = 1_000;
  private static final int MOST = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** In the body; 55 make 50 KB, and 20,000 are more than a request may hold. */
  @Param({"20", "1000", "10000"})
  public int observations;

  private byte[] body;
  private Function<ReadInput, Chart> reader;
  private Function<ReadInput, Chart> hapi;
  private Program program;
  private Chart chart;
  private Situation situation;
  private List<Table> tables;
  private DecisionFlow flow;
  private Caller caller;
  private CdsRequest request;
  private CdsResponse response;

  /** Reads the rules of the working tree. */
  @Setup
  public void load() throws IOException {
    body = Bodies.withObservations("patient-view", observations);
    caller = Caller.of("bench", "us-label", List.of(), ZoneOffset.UTC);
    flow = DecisionFlow.load(rules(), List.of(caller));
    program = flow.program(caller);
    RuleSet rules = program.rules();
    reader = ChartReaders.ONE_PASS.of(rules);
    hapi = ChartReaders.HAPI.of(rules);
    chart = read();
    situation = program.run(chart).situation();
    tables = Engines.tables(program);
    RequestBody read = RequestBody.read(body);
    ObjectNode context = (ObjectNode) read.envelope().get("context");
    request =
        new CdsRequest(
            "dupilumab-eligibility",
            "patient-view",
            "7d0a4c1e-3b52-4f8e-9c6d-000000000010",
            null,
            context.get("patientId").stringValue(),
            context,
            read.prefetch(),
            null,
            "0".repeat(64));
    response = flow.decide(request, caller, at()).response();
  }

  private static RuleFiles rules() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String folder : List.of("rules", "fhir-profiles")) {
      try (Stream<Path> walk = Files.walk(Path.of(folder))) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          texts.put(file.toString(), Files.readString(file));
        }
      }
    }
    return new RuleFiles(texts);
  }

  private static Instant at() {
    return Bodies.AT.toInstant();
  }

  /** Bytes to chart. */
  @Benchmark
  public Chart read() {
    return chart(RequestBody.read(body), reader);
  }

  /** The same by HAPI. */
  @Benchmark
  public Chart readByHapi() {
    return chart(RequestBody.of(StrictJson.read(body)), hapi);
  }

  /** Bytes to a tree of JSON. */
  @Benchmark
  public JsonNode tree() {
    return JSON.readTree(body);
  }

  /** Chart to data elements, findings and verdicts. */
  @Benchmark
  public Object deriveAndEvaluate() {
    return program.run(chart);
  }

  /** All tables on data elements that are there. */
  @Benchmark
  public int evaluate() {
    return Engines.fire(program, situation);
  }

  /** The same without a rules engine: row by row, cell by cell. */
  @Benchmark
  public int evaluatePlainJava() {
    int hits = 0;
    for (Table table : tables) {
      for (Table.Row row : table.rows()) {
        hits += holds(table, row) ? 1 : 0;
      }
    }
    return hits;
  }

  private boolean holds(Table table, Table.Row row) {
    for (int i = 0; i < row.cells().size(); i++) {
      if (!row.cells().get(i).test(situation.get(table.inputs().get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Everything between the reading of the body and the writing of the answer. */
  @Benchmark
  public Object decide() {
    return flow.decide(request, caller, at());
  }

  /** Cards to bytes. */
  @Benchmark
  public byte[] write() {
    return WireJson.write(response);
  }

  private Chart chart(RequestBody read, Function<ReadInput, Chart> reading) {
    return reading.apply(
        new ReadInput(
            read.envelope().path("context").path("patientId").stringValue(),
            read.prefetch(),
            EnumSet.allOf(DataKind.class),
            List.of(),
            false,
            at(),
            ZoneOffset.UTC));
  }

  /** Measures all, and judges. */
  static void measure(Report report) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(Steps.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Map<String, Double> micros = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      String count = result.getParams().getParam("observations");
      double time = result.getPrimaryResult().getScore();
      double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      micros.put(name + count, time);
      rows.add(List.of(name, count, "%.1f".formatted(time), "%.0f".formatted(bytes / 1024)));
    }
    report.table("Steps, one thread", List.of("Step", "Observations", "µs", "KB allocated"), rows);
    report.atMost(
        "20 Observations: reading, times HAPI's",
        micros.get(READ + USUAL) / micros.get(READ_BY_HAPI + USUAL),
        1 / 6.0);
    report.atMost("Evaluating the full rule set, µs", micros.get(EVALUATE + USUAL), 25);
    for (String step : List.of(READ, DECIDE)) {
      report.atMost(
          step + ": 10,000 Observations, times ten times 1,000",
          micros.get(step + MOST) / (10 * micros.get(step + MANY)),
          1.2);
    }
  }
}
