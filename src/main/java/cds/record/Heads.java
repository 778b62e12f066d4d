package cds.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes where the chains end, signed, into this replica's own chain: so that links cut off at the
 * end of a chain, or a whole chain, are missed. The same goes to the log, out of reach of whoever
 * can write to the database.
 */
final class Heads {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record.heads");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Chain chain;
  private final RecordReader record;
  private final KeyRing keys;
  private final String replica;
  private final Map<String, Long> told = new HashMap<>();
  private long signedAt;

  Heads(Chain chain, RecordReader record, KeyRing keys, String replica) {
    this.chain = chain;
    this.record = record;
    this.keys = keys;
    this.replica = replica;
  }

  /** The first link of the chain: who writes it, and where all others end. */
  void begin(Instant at) throws IOException {
    List<Chain.Head> others = fresh();
    chain.add(Link.Kind.START, at, members(at, others));
    remember(others);
  }

  /**
   * Signs the heads of the chains that tell something new.
   *
   * @param always this chain's even when it tells nothing new
   */
  synchronized void sign(Instant at, boolean always) throws IOException {
    List<Chain.Head> others = fresh();
    List<Chain.Head> heads = new ArrayList<>(others);
    Chain.Head own = chain.head();
    if (always || own.seq() > signedAt) {
      heads.add(own);
    }
    if (!heads.isEmpty()) {
      signedAt = chain.add(Link.Kind.HEADS, at, members(at, heads)).link().seq();
      remember(others);
      LOG.info("{}", text(heads));
    }
  }

  /** Heads of other chains with links that were not told yet. */
  private List<Chain.Head> fresh() {
    List<Chain.Head> fresh = new ArrayList<>();
    try {
      for (RecordReader.End end : record.ends()) {
        String other = end.head().chain();
        if (!other.equals(chain.id()) && end.telling() > told.getOrDefault(other, 0L)) {
          fresh.add(end.head());
        }
      }
    } catch (DataAccessException e) {
      LOG.warn("The heads of other chains cannot be read; they are told later");
    }
    return fresh;
  }

  private void remember(List<Chain.Head> heads) {
    heads.forEach(head -> told.put(head.chain(), head.seq()));
  }

  private byte[] members(Instant at, List<Chain.Head> heads) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("at", at.toString());
      json.writeStringProperty("replica", replica);
      json.writeArrayPropertyStart("heads");
      for (Chain.Head head : heads) {
        json.writeStartObject();
        json.writeStringProperty("chain", head.chain());
        json.writeNumberProperty("seq", head.seq());
        json.writeStringProperty("hash", head.hash());
        json.writeEndObject();
      }
      json.writeEndArray();
      sign(json, keys, text(heads));
      json.writeEndObject();
    }
    return Arrays.copyOfRange(bytes.toByteArray(), 1, bytes.size() - 1);
  }

  /** Writes a signature of a text. */
  static void sign(JsonGenerator json, KeyRing keys, String text) {
    KeyRing.Signed signed = keys.sign(text);
    json.writeStringProperty("key", signed.key());
    json.writeStringProperty("signature", signed.signature());
  }

  /** Whether the content of a link is signed. */
  static boolean isSigned(KeyRing keys, JsonNode content, String text) {
    return keys.isSigned(
        text,
        new KeyRing.Signed(
            content.path("key").asString(""), content.path("signature").asString("")));
  }

  /** What is signed: chain, place and hash, one head a line, sorted. */
  static String text(List<Chain.Head> heads) {
    return heads.stream()
        .sorted(Comparator.comparing(Chain.Head::chain))
        .map(head -> "head " + head.chain() + " " + head.seq() + " " + head.hash())
        .collect(Collectors.joining("\n"));
  }

  /** The heads that a link tells. */
  static List<Chain.Head> read(JsonNode content) {
    List<Chain.Head> heads = new ArrayList<>();
    for (JsonNode head : content.path("heads")) {
      heads.add(
          new Chain.Head(
              head.path("chain").asString(""),
              head.path("seq").asLong(0),
              head.path("hash").asString("")));
    }
    return heads;
  }
}
