package cds.fhir;

import cds.chart.DataKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prefetched data by key. Bundles whose resources have been read while the body came are kept so;
 * JSON is made of a value only when somebody asks for it.
 */
public final class Prefetch {

  private final Map<String, Value> values;

  /** The value of one key. */
  static final class Value {

    private final @Nullable PlainBundle bundle;
    private final Supplier<JsonNode> reading;
    private volatile @Nullable JsonNode json;

    /**
     * A value.
     *
     * @param bundle its resources, when it is a plain Bundle that has been read; else null
     * @param reading gives its JSON
     */
    Value(@Nullable PlainBundle bundle, Supplier<JsonNode> reading) {
      this.bundle = bundle;
      this.reading = reading;
    }

    private JsonNode json() {
      JsonNode known = json;
      if (known == null) {
        known = reading.get();
        json = known;
      }
      return known;
    }
  }

  Prefetch(Map<String, Value> values) {
    this.values = values;
  }

  /**
   * Data that is a tree already: of a test, of a record, or in an order no reader of bytes knows.
   */
  public static Prefetch of(ObjectNode tree) {
    Map<String, Value> values = new LinkedHashMap<>();
    tree.properties().forEach(member -> values.put(member.getKey(), value(member.getValue())));
    return new Prefetch(values);
  }

  /** No data at all. */
  public static Prefetch none() {
    return new Prefetch(Map.of());
  }

  private static Value value(JsonNode json) {
    return new Value(null, () -> json);
  }

  /** Whether there is a key of this kind, whatever it holds. */
  public boolean has(DataKind kind) {
    return values.containsKey(kind.key());
  }

  /** The JSON under the key of a kind; missing when there is no such key. */
  public JsonNode json(DataKind kind) {
    Value value = values.get(kind.key());
    return value == null ? MissingNode.getInstance() : value.json();
  }

  /** All of it as JSON. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach((key, value) -> json.set(key, value.json()));
    return json;
  }

  /** The same, with other values for some kinds. */
  public Prefetch with(Map<DataKind, ? extends JsonNode> others) {
    Map<String, Value> more = new LinkedHashMap<>(values);
    others.forEach((kind, json) -> more.put(kind.key(), value(json)));
    return new Prefetch(more);
  }

  /** The Bundle under the key of a kind, if it has been read. */
  @Nullable PlainBundle bundle(DataKind kind) {
    Value value = values.get(kind.key());
    return value == null ? null : value.bundle;
  }
}
