package cds.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which of several numbers may be told when their total is known. Small ones are withheld, and of
 * the others as many, the smallest first, as it takes that no withheld number can be computed: at
 * least two, with {@value Tally#LEAST} possible values each where the total allows it.
 */
final class Disclosure {

  private static final int LEAST_WITHHELD = 2;

  private final List<Tally> parts;
  private final boolean[] withheld;

  private Disclosure(List<Tally> parts) {
    this.parts = parts;
    this.withheld = new boolean[parts.size()];
  }

  /**
   * The parts as they may be told, in their order.
   *
   * @param parts all parts of a total that is known
   * @return nothing when even naming the parts would tell their numbers
   */
  static Optional<List<Cell>> of(List<Tally> parts) {
    return new Disclosure(parts).told();
  }

  private Optional<List<Cell>> told() {
    for (int i = 0; i < withheld.length; i++) {
      withheld[i] = parts.get(i).isFew();
    }
    if (number() > 0) {
      List<Integer> others =
          new ArrayList<>(
              IntStream.range(0, withheld.length)
                  .filter(i -> !withheld[i] && parts.get(i).count() > 0)
                  .boxed()
                  .sorted(Comparator.comparing(i -> parts.get(i).count()))
                  .toList());
      while (!others.isEmpty() && (number() < LEAST_WITHHELD || freedom() < Tally.LEAST - 1)) {
        withheld[others.remove(0)] = true;
      }
      if (number() < LEAST_WITHHELD || freedom() == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(IntStream.range(0, withheld.length).mapToObj(this::cell).toList());
  }

  private Cell cell(int i) {
    Tally part = parts.get(i);
    return part.isFew() ? Cell.FEW : withheld[i] ? Cell.WITHHELD : Cell.told(part.count());
  }

  private long number() {
    return Arrays.stream(indices()).count();
  }

  /**
   * By how much the sum of what is withheld, which is the total less what is told, exceeds what a
   * reader knows anyway: a small number is at least 1, another one at least {@value Tally#LEAST}.
   */
  private long freedom() {
    return Arrays.stream(indices())
        .mapToLong(i -> parts.get(i).count() - (parts.get(i).isFew() ? 1 : Tally.LEAST))
        .sum();
  }

  private int[] indices() {
    return IntStream.range(0, withheld.length).filter(i -> withheld[i]).toArray();
  }
}
