package cds.fhir;

import cds.chart.Chart;
import cds.knowledge.RuleSet;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Reads a share of the charts once more by HAPI, behind the caller's back, and tells which parts of
 * them differ: never what is in them. When there is no time for it, it is left out.
 */
public final class ReaderShadow implements ChartReaders, AutoCloseable {

  /** Bodies that wait for it are held in memory. */
  private static final int MOST_WAITING = 4;

  /** What is told when HAPI could not read at all what was read in one pass. */
  private static final Set<String> UNREADABLE = Set.of("unreadable");

  private final double share;
  private final Consumer<Set<String>> differing;
  private final DoubleSupplier chance;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread shadow = new Thread(task, "reader-shadow");
            shadow.setDaemon(true);
            return shadow;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Opens it.
   *
   * @param share of all charts, from 0 to 1
   * @param chance gives numbers from 0 to 1 at random
   * @param differing is told the names of the parts of a chart that differ
   */
  public ReaderShadow(double share, DoubleSupplier chance, Consumer<Set<String>> differing) {
    this.share = share;
    this.chance = chance;
    this.differing = differing;
  }

  @Override
  public Function<ReadInput, Chart> of(RuleSet rules) {
    return judged(ONE_PASS.of(rules), HAPI.of(rules));
  }

  /** A reader of which a share is read once more. */
  Function<ReadInput, Chart> judged(
      Function<ReadInput, Chart> reader, Function<ReadInput, Chart> judge) {
    return input -> {
      Chart chart = reader.apply(input);
      if (chance.getAsDouble() < share) {
        thread.execute(() -> compare(chart, input, judge));
      }
      return chart;
    };
  }

  private void compare(Chart chart, ReadInput input, Function<ReadInput, Chart> judge) {
    Set<String> parts;
    try {
      parts = differing(chart, judge.apply(input.asTree()));
    } catch (RuntimeException e) {
      parts = UNREADABLE;
    }
    if (!parts.isEmpty()) {
      differing.accept(parts);
    }
  }

  private static Set<String> differing(Chart one, Chart other) {
    Set<String> parts = new TreeSet<>();
    for (RecordComponent part : Chart.class.getRecordComponents()) {
      try {
        if (!Objects.equals(part.getAccessor().invoke(one), part.getAccessor().invoke(other))) {
          parts.add(part.getName());
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's parts can be read", e);
      }
    }
    return parts;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
