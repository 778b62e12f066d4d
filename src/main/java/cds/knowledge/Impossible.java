package cds.knowledge;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Pairs of values that no patient can have, because both are derived from the same data. They never
 * change an answer: a mistake in a table that only such patients would notice needs no case.
 *
 * @param pairs the pairs, in the order written
 */
public record Impossible(List<Pair> pairs) {

  /** Copies. */
  public Impossible {
    pairs = List.copyOf(pairs);
  }

  /**
   * What two elements cannot be together.
   *
   * @param one an element
   * @param other another
   * @param why in a sentence
   * @param exclusions what rules a situation out, each by itself
   */
  public record Pair(DataElement one, DataElement other, String why, List<Exclusion> exclusions) {

    /** Copies. */
    public Pair {
      exclusions = List.copyOf(exclusions);
    }

    private boolean concerns(DataElement element) {
      return one.equals(element) || other.equals(element);
    }
  }

  /** Something that cannot be. */
  public sealed interface Exclusion {

    /** Whether it rules a situation out. */
    boolean rulesOut(Situation situation);
  }

  /**
   * Values that never stand together.
   *
   * @param cells the values of each element
   */
  record Never(Map<DataElement, Cell> cells) implements Exclusion {

    @Override
    public boolean rulesOut(Situation situation) {
      return cells.entrySet().stream()
          .allMatch(cell -> cell.getValue().test(situation.get(cell.getKey())));
    }
  }

  /**
   * A number that is never larger than another one.
   *
   * @param smaller the one
   * @param larger the other
   */
  record AtMost(DataElement smaller, DataElement larger) implements Exclusion {

    @Override
    public boolean rulesOut(Situation situation) {
      BigDecimal low = situation.get(smaller).number();
      BigDecimal high = situation.get(larger).number();
      return low != null && high != null && low.compareTo(high) > 0;
    }
  }

  /** Only the pairs whose elements are both among these. */
  public Impossible among(Collection<DataElement> elements) {
    return new Impossible(
        pairs.stream()
            .filter(pair -> elements.contains(pair.one()) && elements.contains(pair.other()))
            .toList());
  }

  /** Whether a value of an element may rule out a value of another one. */
  public boolean concerns(DataElement element) {
    return pairs.stream().anyMatch(pair -> pair.concerns(element));
  }

  /** Whether no patient can be in a situation, in which all elements of the pairs were set. */
  public boolean rulesOut(Situation situation) {
    return pairs.stream()
        .flatMap(pair -> pair.exclusions().stream())
        .anyMatch(exclusion -> exclusion.rulesOut(situation));
  }

  /** How many exclusions there are. */
  public int size() {
    return pairs.stream().mapToInt(pair -> pair.exclusions().size()).sum();
  }
}
