package cds.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fact that generated DRL tests. */
public final class DrlFact {

  private final Map<String, Object> values;
  private final List<String> hits = new ArrayList<>();

  /** Takes values by element name: BigDecimal, word or {@code missing:reason}. */
  DrlFact(Map<String, Object> values) {
    this.values = values;
  }

  /** The number of an element, or null when it has none. */
  public @Nullable Double number(String element) {
    return values.get(element) instanceof BigDecimal number ? number.doubleValue() : null;
  }

  /** The code of an element, or null when it has none. */
  public @Nullable String text(String element) {
    return values.get(element) instanceof String word && !word.startsWith("missing:") ? word : null;
  }

  /** Why an element is missing, or null when it is not. */
  public @Nullable String missing(String element) {
    return values.get(element) instanceof String word && word.startsWith("missing:")
        ? word.substring("missing:".length())
        : null;
  }

  /** Keys of the rows that hold. */
  public List<String> getHits() {
    return hits;
  }
}
