package cds.cohort;

import cds.bulk.BulkLine;
import cds.bulk.Known;
import cds.bulk.LostKinds;
import cds.chart.DataKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Groups the lines of a population by patient, out of core: each line goes to the bucket of its
 * patient's id, a file. One bucket fits into memory, whatever the population's size. Lines are read
 * on all processors and filed in the order in which they came.
 */
final class Grouping implements AutoCloseable {

  private static final int BATCH_LINES = 1_000;
  private static final int BATCH_BYTES = 1 << 20;

  private final Buckets buckets;
  private final Set<String> codes;
  private final SetAside aside;
  private final Set<DataKind> kinds = EnumSet.noneOf(DataKind.class);
  private final Set<DataKind> lost = EnumSet.noneOf(DataKind.class);
  private final int threads;
  private final ExecutorService readers;
  private final Deque<Future<List<Looked>>> batches = new ArrayDeque<>();
  private List<Taken> batch = new ArrayList<>();
  private int batchBytes;
  private long lines;
  private long unread;

  /** A line as it came. */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
  private record Taken(int file, long number, byte[] line) {}

  /** A line that was looked at. */
  private record Looked(int file, long number, BulkLine line) {}

  /**
   * Opens the files of the buckets, empty.
   *
   * @param folder where they stand
   * @param count how many
   * @param threads how many read lines at once
   * @param codes codes of the Observations that are asked for
   * @param aside takes what cannot be read
   */
  Grouping(Path folder, int count, int threads, Set<String> codes, SetAside aside)
      throws IOException {
    this.threads = threads;
    this.readers = Executors.newFixedThreadPool(threads);
    this.buckets = new Buckets(folder, count);
    this.codes = Set.copyOf(codes);
    this.aside = aside;
  }

  /** Takes a line; it is filed, or set aside with the reason, before {@link #settle} returns. */
  void take(int file, long number, byte[] line) throws IOException {
    lines++;
    batch.add(new Taken(file, number, line));
    batchBytes += line.length;
    if (batch.size() == BATCH_LINES || batchBytes > BATCH_BYTES) {
      send();
    }
  }

  private void send() throws IOException {
    List<Taken> taken = batch;
    batches.add(readers.submit(() -> taken.stream().map(Grouping::look).toList()));
    batch = new ArrayList<>();
    batchBytes = 0;
    while (batches.size() > 2 * threads) {
      file(batches.remove());
    }
  }

  private static Looked look(Taken taken) {
    BulkLine line =
        taken.line().length == 0
            ? new BulkLine.Unusable("longer than 8 MB", LostKinds.ALL)
            : BulkLine.read(taken.line());
    return new Looked(taken.file(), taken.number(), line);
  }

  /** Files all that was taken. */
  void settle() throws IOException {
    send();
    while (!batches.isEmpty()) {
      file(batches.remove());
    }
  }

  private void file(Future<List<Looked>> looked) throws IOException {
    try {
      for (Looked one : looked.get()) {
        file(one);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a line could not be read", e.getCause());
    }
  }

  private void file(Looked looked) throws IOException {
    if (looked.line() instanceof BulkLine.OfPatient one) {
      kinds.add(one.kind());
      if (one.isAskedFor(codes)) {
        buckets.add(one);
      } else {
        unread++;
      }
    } else if (looked.line() instanceof BulkLine.OfNobody medication) {
      buckets.add(medication);
    } else if (looked.line() instanceof BulkLine.Unusable unusable) {
      aside.add(looked.file(), looked.number(), unusable.why());
      lost.addAll(unusable.lost());
    } else {
      unread++;
    }
  }

  /** A file ended too early: nobody knows of whom the rest was. */
  void damaged(int file) throws IOException {
    settle();
    aside.add(file, 0, "damaged: what follows the last line that could be read is lost");
    lost.addAll(LostKinds.ALL);
  }

  /** What is known of what is not there. */
  Known known() {
    return new Known(kinds.isEmpty() ? EnumSet.of(DataKind.PATIENT) : kinds, lost);
  }

  /** How many lines were taken. */
  long lines() {
    return lines;
  }

  /** How many of them no service reads, by their type or code. */
  long unread() {
    return unread;
  }

  @Override
  public void close() throws IOException {
    readers.shutdownNow();
    buckets.close();
  }
}
