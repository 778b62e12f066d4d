package cds.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Deletes what is older than it may be. What is deleted is first written into the chain and signed,
 * so that a content that is gone for another reason is found. A run goes no further than two days
 * beyond the oldest: a clock that jumped cannot delete years.
 */
public final class Retention {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration MOST_AT_ONCE = Duration.ofDays(2);

  private final Chain chain;
  private final Mover mover;
  private final RecordStore store;
  private final RecordReader record;
  private final KeyRing keys;
  private final Duration patience;

  Retention(
      Chain chain,
      Mover mover,
      RecordStore store,
      RecordReader record,
      KeyRing keys,
      Duration patience) {
    this.chain = chain;
    this.mover = mover;
    this.store = store;
    this.record = record;
    this.keys = keys;
    this.patience = patience;
  }

  /**
   * Deletes what is over.
   *
   * @param decisions how long decisions stay
   * @param requests how long kept requests stay
   * @return in how many chains contents were deleted
   * @throws IOException when the journal does not take the record of it; then nothing is deleted
   */
  long run(Instant now, Duration decisions, Duration requests) throws IOException {
    record.oldestRequest().ifPresent(oldest -> store.forgetRequests(before(now, requests, oldest)));
    Optional<Instant> oldest = record.oldest();
    if (oldest.isEmpty()) {
      return 0;
    }
    Instant before = before(now, decisions, oldest.get());
    Map<String, Long> over = record.decidedBefore(before);
    if (over.isEmpty()) {
      return 0;
    }
    Chain.Written written = chain.add(Link.Kind.RETENTION, now, members(now, before, over));
    if (!mover.await(written.entry(), patience)) {
      // Told, but not yet in the database: the next run deletes.
      return 0;
    }
    over.forEach(store::forget);
    return over.size();
  }

  /**
   * Before when one run deletes: what is over, and at most two days beyond the oldest.
   *
   * @param keep how long everything stays
   * @param oldest time of the oldest there is
   */
  public static Instant before(Instant now, Duration keep, Instant oldest) {
    Instant over = now.minus(keep);
    Instant most = oldest.plus(MOST_AT_ONCE);
    return over.isBefore(most) ? over : most;
  }

  private byte[] members(Instant now, Instant before, Map<String, Long> over) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("at", now.toString());
      json.writeStringProperty("before", before.toString());
      json.writeArrayPropertyStart("over");
      over.forEach(
          (other, seq) -> {
            json.writeStartObject();
            json.writeStringProperty("chain", other);
            json.writeNumberProperty("upTo", seq);
            json.writeEndObject();
          });
      json.writeEndArray();
      Heads.sign(json, keys, text(over));
      json.writeEndObject();
    }
    return Arrays.copyOfRange(bytes.toByteArray(), 1, bytes.size() - 1);
  }

  /** What is signed: each chain and the last link whose content is deleted, sorted. */
  static String text(Map<String, Long> over) {
    return new TreeMap<>(over)
        .entrySet().stream()
            .map(entry -> "over " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("\n"));
  }

  /** What a link says is over. */
  static Map<String, Long> read(JsonNode content) {
    Map<String, Long> over = new LinkedHashMap<>();
    for (JsonNode entry : content.path("over")) {
      over.put(entry.path("chain").asString(""), entry.path("upTo").asLong(0));
    }
    return over;
  }
}
