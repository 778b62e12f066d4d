package cds.authoring;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.Range;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place between two numbers: just before the bound, or just after it.
 *
 * @param bound the bound
 * @param before whether the bound itself lies above
 */
public record Cut(BigDecimal bound, boolean before) {

  /** Units that are read in whole numbers. */
  private static final Set<String> WHOLE = Set.of("%", "/uL");

  @Override
  public String toString() {
    return (before ? "under and from " : "up to and over ") + bound.toPlainString();
  }

  /** The distance within which a value is near: one step of what people read. */
  static BigDecimal near(DataElement input) {
    boolean whole =
        input.type() == DataElement.Type.INTEGER
            || (input.unit() != null && WHOLE.contains(input.unit()));
    return whole ? BigDecimal.ONE : new BigDecimal("0.1");
  }

  /** The nearest value on the lower side. */
  BigDecimal below(DataElement input) {
    return before ? bound.subtract(near(input)) : bound;
  }

  /** The nearest value on the upper side. */
  BigDecimal above(DataElement input) {
    return before ? bound : bound.add(near(input));
  }

  /** Whether there is a value near it on either side. */
  public boolean cased(List<BigDecimal> given, DataElement input) {
    BigDecimal near = near(input);
    boolean below = false;
    boolean above = false;
    for (BigDecimal value : given) {
      int side = value.compareTo(bound);
      if (value.subtract(bound).abs().compareTo(near) <= 0) {
        boolean lower = before ? side < 0 : side <= 0;
        below |= lower;
        above |= !lower;
      }
    }
    return below && above;
  }

  /** Every place where the rows of a table change their mind about an input. */
  public static Set<Cut> of(Table table, DataElement input) {
    int column = table.inputs().indexOf(input);
    Set<Cut> cuts = new LinkedHashSet<>();
    for (Table.Row row : table.rows()) {
      Cell cell = row.cells().get(column);
      for (Range range : cell.ranges()) {
        add(cuts, range.low(), range.lowIncluded(), input);
        add(cuts, range.high(), !range.highIncluded(), input);
      }
    }
    return cuts;
  }

  /** Both ends of the plausible values are no boundary of a table. */
  private static void add(
      Set<Cut> cuts, @Nullable BigDecimal bound, boolean before, DataElement input) {
    if (bound == null) {
      return;
    }
    Range domain = input.domain();
    boolean low = domain != null && domain.low() != null && bound.compareTo(domain.low()) <= 0;
    boolean high = domain != null && domain.high() != null && bound.compareTo(domain.high()) >= 0;
    boolean anywhere = domain == null && bound.signum() == 0;
    boolean firstCut = low && domain != null && (before || !domain.lowIncluded());
    if (!firstCut && !(high && !before) && !anywhere) {
      cuts.add(new Cut(bound.stripTrailingZeros(), before));
    }
  }
}
