package cds.cohort;

import cds.bulk.Known;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The same rules over a whole population: group by patient on disk, decide bucket by bucket on all
 * processors, put the results together. What was done before it was interrupted is not done again.
 */
public final class Screen {

  private static final int GZIP_RATIO = 10;
  private static final long BUCKET_BYTES = 48L << 20;
  private static final int FEWEST_BUCKETS = 64;
  private static final int MOST_BUCKETS = 512;

  private final Plan plan;
  private final Path work;
  private final Consumer<Progress> progress;

  /**
   * What is to be done.
   *
   * @param input folder of NDJSON files
   * @param output folder of the results, made if it is not there
   * @param at the evaluation time
   * @param files the rules
   * @param caller on whose terms
   * @param identity how patients are named in the results
   * @param buckets how many files patients are spread over
   * @param threads how many read and decide at once; each has one bucket in memory
   */
  public record Plan(
      Path input,
      Path output,
      Instant at,
      RuleFiles files,
      Caller caller,
      Identity identity,
      int buckets,
      int threads) {

    /** What two runs must have in common to continue each other. */
    Map<String, String> terms() throws IOException {
      Map<String, String> terms = new LinkedHashMap<>();
      terms.put("release", files.release());
      terms.put("asOf", at.toString());
      terms.put("label", caller.label());
      terms.put("policies", String.join(" ", caller.policies()));
      terms.put("zone", caller.zone().toString());
      terms.put("patients", identity.isOwn() ? "identified" : "pseudonyms " + identity.of(""));
      terms.put("buckets", String.valueOf(buckets));
      for (Path file : InputFiles.in(input)) {
        terms.put(
            "input " + file.getFileName(),
            Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis());
      }
      return terms;
    }
  }

  /**
   * What a run did.
   *
   * @param patients how many patients there are
   * @param lines how many lines were read
   * @param aside how many of them could not be used
   * @param refused of how many patients nothing can be said
   * @param besides names of files of the input folder that were not read
   */
  public record Done(long patients, long lines, long aside, long refused, List<String> besides) {

    /** Copies. */
    public Done {
      besides = List.copyOf(besides);
    }
  }

  /** How many buckets patients of an input should be spread over, so that each is small. */
  public static int bucketsFor(Path input) throws IOException {
    long bytes = 0;
    for (Path file : InputFiles.in(input)) {
      bytes += Files.size(file) * (InputFiles.isGzip(file) ? GZIP_RATIO : 1);
    }
    return (int) Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, bytes / BUCKET_BYTES));
  }

  private Screen(Plan plan, Consumer<Progress> progress) throws IOException {
    this.plan = plan;
    this.work = Files.createDirectories(plan.output().resolve("work"));
    this.progress = progress;
  }

  /**
   * Runs, or goes on where an earlier run was ended.
   *
   * @param progress is told how far it is
   * @throws IOException when files cannot be read or written
   * @throws IllegalArgumentException when there is nothing to read, or the folder holds other
   *     results
   */
  public static Done run(Plan plan, Consumer<Progress> progress) throws IOException {
    if (InputFiles.in(plan.input()).isEmpty()) {
      throw new IllegalArgumentException("there is no .ndjson or .ndjson.gz in the input folder");
    }
    return new Screen(plan, progress).run();
  }

  private Done run() throws IOException {
    Screening screening = new Screening(plan.files(), plan.caller(), plan.at(), plan.identity());
    JsonNode grouped = new GroupedInput(plan, work, progress).with(screening.codes());
    decide(screening, new Known(kinds(grouped, "kinds"), kinds(grouped, "lost")));
    return Results.write(plan, work, grouped, screening.columns());
  }

  private static Set<DataKind> kinds(JsonNode grouped, String name) {
    Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
    grouped.path(name).forEach(kind -> kinds.add(DataKind.valueOf(kind.asString())));
    return kinds;
  }

  private void decide(Screening screening, Known known) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(plan.threads());
    long patients = 0;
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < plan.buckets(); i++) {
        if (!BucketResult.isDone(work, i)) {
          int bucket = i;
          all.add(
              threads.submit(
                  (Callable<Integer>) () -> BucketResult.write(work, bucket, screening, known)));
        }
      }
      for (int i = 0; i < all.size(); i++) {
        patients += all.get(i).get();
        progress.accept(new Progress(Progress.Step.DECIDED, i + 1, all.size(), patients));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a bucket could not be decided", e.getCause());
    } finally {
      end(threads);
    }
  }

  /** Buckets that were begun end first: nobody else may write their files meanwhile. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
