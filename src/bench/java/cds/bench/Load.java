package cds.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server did under load.
 *
 * @param requests how many were answered with 200
 * @param perSecond requests a second
 * @param cpuMicros CPU time of the server per request, in microseconds
 * @param p50Micros median time of an answer, in microseconds
 * @param p99Micros 99th percentile of it
 * @param statuses how often each status came
 */
record Load(
    long requests,
    double perSecond,
    double cpuMicros,
    double p50Micros,
    double p99Micros,
    Map<Integer, Long> statuses) {

  static final List<String> COLUMNS =
      List.of("What", "Answered/s", "CPU µs/request", "p50 µs", "p99 µs", "Statuses");

  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration LONGEST_WARMING =
      Duration.ofSeconds(Integer.getInteger("bench.warm", 240));

  /** Part of a processor that the compilers may still take. */
  private static final double BUSY = 0.04;

  /** One way to ask. */
  record Target(BenchServer server, String path, byte[] body) {}

  /** Asks as fast as so many connections can, for warming and then for measuring. */
  static Load of(Target target, int connections, Duration warming, Duration measuring) {
    run(target, connections, warming);
    Duration before = target.server().cpu();
    Samples samples = run(target, connections, measuring);
    // What is written behind the answers belongs to them.
    BenchServer.sleep(500);
    Duration cpu = target.server().cpu().minus(before);
    return samples.load(cpu, measuring);
  }

  /** Asks by two connections until the compilers of the server have hardly anything left to do. */
  static void warm(Target target) {
    long end = System.nanoTime() + LONGEST_WARMING.toNanos();
    Duration compiling;
    do {
      Duration before = target.server().compiling();
      of(target, 2, Duration.ZERO, LOOK);
      compiling = target.server().compiling().minus(before);
    } while (compiling.toNanos() > BUSY * LOOK.toNanos() && System.nanoTime() < end);
  }

  /** How many were answered by anything but 200. */
  long others() {
    return statuses.entrySet().stream()
        .filter(status -> status.getKey() != 200)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  List<String> row(String what) {
    return List.of(
        what,
        "%.0f".formatted(perSecond),
        "%.0f".formatted(cpuMicros),
        "%.0f".formatted(p50Micros),
        "%.0f".formatted(p99Micros),
        statuses.toString());
  }

  private static Samples run(Target target, int connections, Duration time) {
    Samples all = new Samples();
    List<Thread> threads = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    for (int i = 0; i < connections; i++) {
      Thread thread = new Thread(() -> all.add(ask(target, end)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return all;
  }

  private static Samples ask(Target target, long end) {
    Samples samples = new Samples();
    try (Connection connection = new Connection(target.server().port())) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        int status = connection.post(target.path(), target.body());
        samples.add(status, System.nanoTime() - start);
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Times of answers. */
  private static final class Samples {

    private long[] nanos = new long[4096];
    private int count;
    private final Map<Integer, Long> statuses = new ConcurrentHashMap<>();

    void add(int status, long time) {
      statuses.merge(status, 1L, Long::sum);
      if (status == 200) {
        add(time);
      }
    }

    private void add(long time) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time;
    }

    synchronized void add(Samples others) {
      others.statuses.forEach((status, number) -> statuses.merge(status, number, Long::sum));
      for (int i = 0; i < others.count; i++) {
        add(others.nanos[i]);
      }
    }

    Load load(Duration cpu, Duration time) {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      long all = statuses.values().stream().mapToLong(Long::longValue).sum();
      return new Load(
          count,
          count / (time.toNanos() / 1e9),
          all == 0 ? 0 : cpu.toNanos() / 1e3 / all,
          count == 0 ? 0 : sorted[count / 2] / 1e3,
          count == 0 ? 0 : sorted[(int) (count * 0.99)] / 1e3,
          new TreeMap<>(statuses));
    }
  }
}
