package cds.knowledge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * Reference curves of one CSV under {@code rules/reference}: piecewise linear between their points,
 * undefined outside.
 *
 * @param name file name without suffix
 * @param groups values of the optional first column; one empty group without it
 * @param columns points by column, then by group
 */
public record Curve(
    String name,
    Set<String> groups,
    Map<String, Map<String, NavigableMap<BigDecimal, BigDecimal>>> columns) {

  /**
   * The nearest {@code x} at which the curve is defined; {@code x} itself when there is no curve.
   */
  public BigDecimal clamp(String column, String group, BigDecimal x) {
    NavigableMap<BigDecimal, BigDecimal> points = columns.getOrDefault(column, Map.of()).get(group);
    return points == null ? x : x.max(points.firstKey()).min(points.lastKey());
  }

  /** The value at {@code x}, linear between neighbouring points. */
  public Optional<BigDecimal> at(String column, String group, BigDecimal x) {
    NavigableMap<BigDecimal, BigDecimal> points = columns.getOrDefault(column, Map.of()).get(group);
    if (points == null) {
      return Optional.empty();
    }
    Map.Entry<BigDecimal, BigDecimal> below = points.floorEntry(x);
    Map.Entry<BigDecimal, BigDecimal> above = points.ceilingEntry(x);
    if (below == null || above == null) {
      return Optional.empty();
    }
    if (below.getKey().compareTo(above.getKey()) == 0) {
      return Optional.of(below.getValue());
    }
    BigDecimal share =
        x.subtract(below.getKey())
            .divide(above.getKey().subtract(below.getKey()), MathContext.DECIMAL64);
    return Optional.of(
        below.getValue().add(share.multiply(above.getValue().subtract(below.getValue()))));
  }
}
