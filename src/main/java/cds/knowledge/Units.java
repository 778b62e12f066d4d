package cds.knowledge;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The unit aliases of {@code rules/dictionary/units.yaml}. EHRs send codes that are no UCUM, or are
 * UCUM for something else ({@code K/uL} is kelvin), so units are looked up in an explicit table and
 * never computed by a library. What is not in the table is unknown, never guessed.
 */
public final class Units {

  /** File the table stands in. */
  public static final String FILE = "rules/dictionary/units.yaml";

  private final Map<String, Conversion> aliases;

  /**
   * How to convert a unit.
   *
   * @param unit canonical unit
   * @param factor value in the canonical unit = value × factor
   */
  public record Conversion(String unit, BigDecimal factor) {

    /** The value in the canonical unit. */
    public BigDecimal convert(BigDecimal value) {
      BigDecimal product = value.multiply(factor);
      return product.signum() == 0 ? BigDecimal.ZERO : product.stripTrailingZeros();
    }
  }

  private Units(Map<String, Conversion> aliases) {
    this.aliases = aliases;
  }

  /** Reads the table: {@code canonical unit: {alias: factor, …}}. */
  public static Units read(RuleFiles files, Problems problems) {
    Map<String, Conversion> aliases = new LinkedHashMap<>();
    Yaml yaml = Yaml.read(files, FILE, problems);
    for (Map.Entry<String, JsonNode> unit : yaml.root().properties()) {
      for (Map.Entry<String, JsonNode> alias : unit.getValue().properties()) {
        if (!alias.getValue().isNumber()) {
          problems.add(FILE, unit.getKey(), alias.getKey(), "a factor must be a number");
        } else if (aliases.put(
                alias.getKey(), new Conversion(unit.getKey(), alias.getValue().decimalValue()))
            != null) {
          problems.add(FILE, unit.getKey(), alias.getKey(), "the alias stands here twice");
        }
      }
    }
    return new Units(aliases);
  }

  /**
   * The conversion for a FHIR Quantity: by its code, else by its unit text. A code that is unknown
   * is not rescued by a known text: the two could disagree.
   *
   * @param code {@code Quantity.code}, or null
   * @param text {@code Quantity.unit}, or null
   */
  public Optional<Conversion> conversion(@Nullable String code, @Nullable String text) {
    String given = code != null && !code.isBlank() ? code : text;
    return Optional.ofNullable(given == null ? null : aliases.get(given.strip()));
  }

  /** Whether a unit is one of the canonical ones. */
  public boolean isCanonical(String unit) {
    return aliases.values().stream().anyMatch(conversion -> conversion.unit().equals(unit));
  }

  /** All spellings of one canonical unit. */
  java.util.List<String> spellings(String unit) {
    return aliases.entrySet().stream()
        .filter(alias -> alias.getValue().unit().equals(unit))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All canonical units. */
  public java.util.List<String> canonical() {
    return aliases.values().stream().map(Conversion::unit).distinct().toList();
  }
}
