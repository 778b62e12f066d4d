package cds.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies the record: every link against the one before it and against its content, every chain
 * against the heads that all chains tell of it, every deleted content against what retention told,
 * and the rows that were taken from contents against these.
 */
public final class Verification {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 500;

  private final RecordReader record;
  private final KeyRing keys;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> lengths = new LinkedHashMap<>();
  private final Map<String, Map<Long, String>> told = new HashMap<>();
  private final Map<String, Long> over = new HashMap<>();
  private final Map<String, List<Long>> deleted = new LinkedHashMap<>();
  private long links;

  private Verification(RecordReader record, KeyRing keys) {
    this.record = record;
    this.keys = keys;
  }

  /**
   * What was found.
   *
   * @param chains how many chains there are
   * @param links how many links they have
   * @param faults what is wrong, a sentence each; empty when nothing was removed, changed or put
   *     between
   */
  public record Result(int chains, long links, List<String> faults) {

    /** Whether the record is as it was written. */
    public boolean isWhole() {
      return faults.isEmpty();
    }
  }

  /** Verifies everything. */
  public static Result of(RecordReader record, KeyRing keys) {
    Verification verification = new Verification(record, keys);
    List<String> chains = record.chains();
    // Heads first: while this runs, chains may only grow.
    chains.forEach(verification::readTold);
    chains.forEach(verification::verify);
    verification.compareWithHeads();
    verification.compareWithRetention();
    return new Result(chains.size(), verification.links, List.copyOf(verification.faults));
  }

  /** Collects what heads and retention tell, as far as it is signed. */
  private void readTold(String chain) {
    for (Link link : record.telling(chain)) {
      byte[] content = link.content();
      if (content == null || !Sha256.of(content).equals(link.contentHash())) {
        // Said when the chain itself is verified.
        continue;
      }
      JsonNode json = JSON.readTree(content);
      if (link.kind() == Link.Kind.RETENTION) {
        Map<String, Long> told = Retention.read(json);
        requireSigned(link, json, Retention.text(told));
        told.forEach((other, upTo) -> over.merge(other, upTo, Math::max));
      } else {
        List<Chain.Head> heads = Heads.read(json);
        requireSigned(link, json, Heads.text(heads));
        for (Chain.Head head : heads) {
          told.computeIfAbsent(head.chain(), c -> new HashMap<>()).put(head.seq(), head.hash());
        }
      }
    }
  }

  private void requireSigned(Link link, JsonNode content, String text) {
    if (!Heads.isSigned(keys, content, text)) {
      faults.add("Link " + link.id() + " is not signed by a key of the key file.");
    }
  }

  private void verify(String chain) {
    String before = "";
    long seq = 0;
    List<Link> batch = record.links(chain, 0, BATCH);
    while (!batch.isEmpty()) {
      long last = batch.get(batch.size() - 1).seq();
      Map<Long, DecisionRows.Row> rows = record.decisions(chain, seq, last);
      for (Link link : batch) {
        if (link.seq() != seq + 1) {
          faults.add("Links %s-%d to %d are missing.".formatted(chain, seq + 1, link.seq() - 1));
        } else if (!link.hash()
            .equals(Link.hash(before, chain, link.seq(), link.kind(), link.contentHash()))) {
          faults.add("Link " + link.id() + " does not follow the link before it: it was changed.");
        }
        verifyContent(link, rows.remove(link.seq()));
        compareWithHead(link);
        before = link.hash();
        seq = link.seq();
        links++;
      }
      rows.keySet()
          .forEach(
              row -> faults.add("Decision " + chain + "-" + row + " has no link: it was added."));
      batch = record.links(chain, seq, BATCH);
    }
    lengths.put(chain, seq);
    record
        .decisions(chain, seq, Long.MAX_VALUE)
        .keySet()
        .forEach(
            row -> faults.add("Decision " + chain + "-" + row + " has no link: it was added."));
  }

  private void verifyContent(Link link, DecisionRows.@Nullable Row row) {
    byte[] content = link.content();
    if (content == null) {
      deleted.computeIfAbsent(link.chain(), c -> new ArrayList<>()).add(link.seq());
    } else if (!Sha256.of(content).equals(link.contentHash())) {
      faults.add("The content of link " + link.id() + " was changed.");
    } else if (link.kind() == Link.Kind.DECISION) {
      JsonNode json = JSON.readTree(content);
      if (row == null) {
        faults.add("The row of decision " + link.id() + " is missing.");
      } else if (!row.equals(DecisionRows.Row.of(link.id(), json))) {
        faults.add("The row of decision " + link.id() + " does not say what its link says.");
      }
    }
    if (content == null && row != null) {
      faults.add("The row of decision " + link.id() + " is there, but its content is not.");
    }
  }

  private void compareWithHead(Link link) {
    String head = told.getOrDefault(link.chain(), Map.of()).get(link.seq());
    if (head != null && !head.equals(link.hash())) {
      faults.add("Link " + link.id() + " is not the one whose hash was signed: it was changed.");
    }
  }

  /** What was signed once must still be there. */
  private void compareWithHeads() {
    told.forEach(
        (chain, heads) -> {
          long last = heads.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
          Long length = lengths.get(chain);
          if (length == null) {
            faults.add("Chain " + chain + " is missing: it had " + last + " links.");
          } else if (length < last) {
            faults.add(
                "Links %s-%d to %d are missing at the end.".formatted(chain, length + 1, last));
          }
        });
  }

  private void compareWithRetention() {
    deleted.forEach(
        (chain, seqs) ->
            seqs.stream()
                .filter(seq -> seq > over.getOrDefault(chain, 0L))
                .forEach(
                    seq ->
                        faults.add(
                            "The content of link "
                                + chain
                                + "-"
                                + seq
                                + " was deleted, but not because its time was over.")));
  }
}
