package cds.cohort.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Writes a made-up population as FHIR Bulk Data. Patients are drawn on all processors, a chunk of
 * them at a time, and written in their order: the same bytes on every machine.
 */
public final class Population {

  /** The file beside the lines that says that nobody of them is real. */
  public static final String NOTE = "MADE-UP.txt";

  private static final int CHUNK = 500;

  private final Plan plan;
  private final Days days;

  /**
   * What is to be written.
   *
   * @param model what patients are like
   * @param output folder, made if it is not there
   * @param patients how many; the first ones are the same, however many follow
   * @param seed another one gives other patients
   * @param asOf the day by which the population will be judged
   * @param gzip whether files are compressed
   */
  public record Plan(
      Model model, Path output, long patients, long seed, LocalDate asOf, boolean gzip) {}

  /**
   * What was written.
   *
   * @param lines how many by type of resource
   * @param bytes how large the files are together
   */
  public record Done(Map<String, Long> lines, long bytes) {}

  private Population(Plan plan) {
    this.plan = plan;
    this.days = new Days(plan.asOf());
  }

  /**
   * Writes a population.
   *
   * @param progress is told how many patients are written
   * @throws IOException when files cannot be written; what was begun is deleted
   * @throws IllegalArgumentException when the folder holds such files already
   * @throws ModelRejected when a line of the model names a value that a patient does not have
   */
  public static Done write(Plan plan, LongConsumer progress) throws IOException {
    return new Population(plan).write(progress);
  }

  private Done write(LongConsumer progress) throws IOException {
    Output output = Output.open(plan.output(), plan.model().types(), plan.gzip());
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(processors);
    Deque<Future<Chunk>> chunks = new ArrayDeque<>();
    try (output) {
      for (long from = 1; from <= plan.patients(); from += CHUNK) {
        long first = from;
        chunks.add(threads.submit(() -> chunk(first)));
        // Chunks that wait to be written take memory.
        if (chunks.size() > 2 * processors) {
          progress.accept(write(chunks.remove(), output));
        }
      }
      while (!chunks.isEmpty()) {
        progress.accept(write(chunks.remove(), output));
      }
      Files.writeString(
          plan.output().resolve(NOTE),
          "Nobody in this folder is real: %d patients, seed %d, as of %s.\n"
              .formatted(plan.patients(), plan.seed(), plan.asOf()));
      return output.finish();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Patients that follow each other, in bytes. */
  private record Chunk(long last, List<Lines> lines) {}

  private Chunk chunk(long first) throws IOException {
    List<Lines> lines = new ArrayList<>();
    plan.model().types().forEach(type -> lines.add(new Lines()));
    Scene scene = plan.model().scene(days, lines);
    if (first == 1) {
      plan.model().shared(scene, lines, plan.seed());
    }
    long last = Math.min(plan.patients(), first + CHUNK - 1);
    for (long number = first; number <= last; number++) {
      plan.model().patient(scene, plan.seed(), number);
    }
    if (!plan.gzip()) {
      return new Chunk(last, lines);
    }
    List<Lines> packed = new ArrayList<>();
    for (Lines one : lines) {
      packed.add(one.packed());
    }
    return new Chunk(last, packed);
  }

  private static long write(Future<Chunk> future, Output output) throws IOException {
    try {
      Chunk chunk = future.get();
      output.write(chunk.lines());
      return chunk.last();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelRejected rejected) {
        throw rejected;
      }
      throw new IOException("a patient could not be drawn", e.getCause());
    }
  }
}
