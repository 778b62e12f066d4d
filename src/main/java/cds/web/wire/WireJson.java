package cds.web.wire;

import cds.fhir.RequestBody;
import cds.fhir.StrictJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.function.Supplier;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as it goes over the wire (CDS Hooks 2.0.1, "Use of JSON"). Reading is strict. Writing omits
 * members without a value and keeps the order in which they are declared.
 */
public final class WireJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .changeDefaultPropertyInclusion(
              inclusion ->
                  JsonInclude.Value.construct(
                      JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
          .build();

  private WireJson() {}

  /** Writes UTF-8. */
  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a JSON object.
   *
   * @throws Refusal 400 when the bytes are anything else, 400 or 413 when they are beyond {@link
   *     StrictJson}
   */
  public static ObjectNode read(byte[] bytes) {
    return refusing(() -> StrictJson.read(bytes));
  }

  /**
   * Reads the body of a service call.
   *
   * @throws Refusal as {@link #read} does
   */
  public static RequestBody request(byte[] bytes) {
    return refusing(() -> RequestBody.read(bytes));
  }

  private static <T> T refusing(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StrictJson.Malformed e) {
      throw new Refusal(e.issue().equals("too-long") ? 413 : 400, e.issue(), e.sentence());
    }
  }
}
