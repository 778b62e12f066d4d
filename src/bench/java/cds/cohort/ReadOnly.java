package cds.cohort;

import cds.bulk.BulkChart;
import cds.bulk.Known;
import cds.bulk.NdjsonLines;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.fhir.ChartReaders;
import cds.fhir.ReadInput;
import cds.fhir.RequestBody;
import cds.knowledge.RuleFiles;
import cds.knowledge.SiteCodes;
import cds.web.start.RuleFilesLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * What {@code screen} is measured against: reads the same lines with the same readers, groups them
 * by patient in the same files, reads each chart once, and throws it away.
 */
final class ReadOnly {

  private ReadOnly() {}

  /** Takes the input folder, a folder to work in and the evaluation time. */
  public static void main(String[] args) throws Exception {
    Path input = Path.of(args[0]);
    Path work = Files.createDirectories(Path.of(args[1]));
    Instant at = Instant.parse(args[2]);
    RuleFiles files = new RuleFilesLoader(ReadOnly.class.getClassLoader()).load(null);
    Caller caller = Caller.of("read", "us-label", List.of("trial-entry"), ZoneOffset.UTC);
    Screening screening = new Screening(files, caller, at, Identity.OWN);
    int buckets = Screen.bucketsFor(input);
    Known known = group(input, work, buckets, screening.codes());
    Function<ReadInput, Chart> reader =
        ChartReaders.ONE_PASS.of(DecisionFlow.load(files, List.of(caller)).rules());
    LongAdder patients = new LongAdder();
    LongAdder facts = new LongAdder();
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      int number = i;
      all.add(
          threads.submit(
              () -> {
                Bucket bucket = Bucket.read(work, number);
                for (Map.Entry<String, BulkChart> one : bucket.charts().entrySet()) {
                  patients.increment();
                  if (one.getValue().has(DataKind.PATIENT)) {
                    facts.add(
                        read(
                            one.getKey(), one.getValue(), known, bucket.medications(), at, reader));
                  }
                }
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    System.out.println(patients + " patients, " + facts + " facts read");
  }

  private static Known group(Path input, Path work, int buckets, Set<String> codes)
      throws IOException {
    List<Path> files = InputFiles.in(input);
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    try (SetAside aside = new SetAside(work.resolve(SetAside.FILE), names);
        Grouping grouping =
            new Grouping(work, buckets, Runtime.getRuntime().availableProcessors(), codes, aside)) {
      for (int i = 0; i < files.size(); i++) {
        int file = i;
        try (InputStream in = Files.newInputStream(files.get(i))) {
          NdjsonLines.read(
              in, InputFiles.LONGEST_LINE, (number, line) -> grouping.take(file, number, line));
        }
      }
      grouping.settle();
      return grouping.known();
    }
  }

  private static long read(
      String patient,
      BulkChart chart,
      Known known,
      Map<String, byte[]> medications,
      Instant at,
      Function<ReadInput, Chart> reader) {
    RequestBody body = RequestBody.read(chart.body(known, Set.of(), medications));
    Chart read =
        reader.apply(
            new ReadInput(
                patient,
                body.prefetch(),
                EnumSet.allOf(DataKind.class),
                List.of(),
                false,
                at,
                ZoneOffset.UTC,
                SiteCodes.NONE));
    return read.observations().size() + read.conditions().size() + read.medications().size();
  }
}
