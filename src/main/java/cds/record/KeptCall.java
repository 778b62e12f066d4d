package cds.record;

import cds.chart.DataKind;
import cds.decide.Decision;
import cds.fhir.Prefetch;
import cds.fhir.access.Lack;
import cds.fhir.access.Obtained;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is kept to be answered again: its bytes, and what was fetched for it.
 *
 * @param body the bytes as they came
 * @param data what the decision had; null when none was made
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
public record KeptCall(byte[] body, @Nullable Obtained data) {

  /** Numbers keep every digit: a request is answered from its own digits. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String BODY = "body";
  private static final String PREFETCH = "prefetch";
  private static final String MEDICATIONS = "medications";
  private static final String LACKING = "lacking";

  /** Of a call and its decision. */
  static KeptCall of(byte[] body, @Nullable Decision decision) {
    return new KeptCall(body, decision == null ? null : decision.data());
  }

  byte[] encoded() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(BODY, body);
    if (data != null) {
      json.set(PREFETCH, data.prefetch().json());
      json.putArray(MEDICATIONS).addAll(data.medications());
      ObjectNode lacking = json.putObject(LACKING);
      data.lacking().forEach((kind, lack) -> lacking.put(kind.name(), lack.name()));
    }
    return Deflated.of(JSON.writeValueAsBytes(json));
  }

  static KeptCall decoded(byte[] bytes) {
    JsonNode json = JSON.readTree(Deflated.inflate(bytes));
    byte[] body = json.path(BODY).binaryValue();
    if (!(json.path(PREFETCH) instanceof ObjectNode prefetch)) {
      return new KeptCall(body, null);
    }
    List<ObjectNode> medications = new ArrayList<>();
    json.path(MEDICATIONS).forEach(medication -> medications.add((ObjectNode) medication));
    Map<DataKind, Lack> lacking = new EnumMap<>(DataKind.class);
    json.path(LACKING)
        .properties()
        .forEach(
            entry ->
                lacking.put(
                    DataKind.valueOf(entry.getKey()), Lack.valueOf(entry.getValue().asString(""))));
    return new KeptCall(body, new Obtained(Prefetch.of(prefetch), medications, lacking));
  }
}
