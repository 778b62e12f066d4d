package cds.replay;

import cds.decide.Program;
import cds.knowledge.DataElement;
import cds.knowledge.Parameter;
import cds.knowledge.RuleSet;
import cds.knowledge.RulesRejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What another release would have said in recorded decisions. Both releases evaluate the recorded
 * data elements; what a release derives from the chart itself is taken as recorded.
 */
public final class ReleaseComparison {

  private static final int EXAMPLES = 5;

  private final Replayer from;
  private final Replayer to;
  private final Map<String, List<String>> changes = new TreeMap<>();
  private final Map<String, Integer> notOnRecord = new TreeMap<>();
  private final Map<String, Integer> derivedOtherwise = new TreeMap<>();
  private final List<String> unlike = new ArrayList<>();
  private final List<String> notComparable = new ArrayList<>();
  private int decisions;
  private int changed;

  /**
   * Compares releases.
   *
   * @param from the release that decided
   * @param to the other one
   */
  public ReleaseComparison(Replayer from, Replayer to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Compares one decision; the record of a call without a decision is passed over.
   *
   * @param content the content of its record
   */
  public void add(JsonNode content) {
    if (!Replayer.isDecided(content)) {
      return;
    }
    String id = content.path("id").asString("");
    Program.Replayed before;
    Program.Replayed after;
    try {
      before = from.replay(content);
      after = to.replay(content);
    } catch (RulesRejected e) {
      notComparable.add(id);
      return;
    }
    decisions++;
    NavigableMap<Said.Subject, Said> was = Said.of(before.evaluation());
    if (!was.equals(Said.of(content))) {
      unlike.add(id);
    }
    List<Said.Change> differences = Said.changes(was, Said.of(after.evaluation()));
    changed += differences.isEmpty() ? 0 : 1;
    Set<String> kinds = new TreeSet<>();
    differences.forEach(change -> kinds.add(change.subject().what() + ": " + change.how()));
    kinds.forEach(kind -> changes.computeIfAbsent(kind, k -> new ArrayList<>()).add(id));
    for (DataElement element : after.taken()) {
      DataElement old = from.rules().elements().get(element.name());
      if (old == null) {
        notOnRecord.merge(element.name(), 1, Integer::sum);
      } else if (!sameDerivation(old, element)) {
        derivedOtherwise.merge(element.name(), 1, Integer::sum);
      }
    }
  }

  private boolean sameDerivation(DataElement old, DataElement now) {
    return old.kind().equals(now.kind())
        && old.type() == now.type()
        && String.valueOf(old.unit()).equals(String.valueOf(now.unit()))
        && old.args().equals(now.args())
        && sameParameters(now.args());
  }

  /** Whether the parameters that a derivation names are the same in both releases. */
  private boolean sameParameters(JsonNode args) {
    if (args.isString()) {
      String text = args.asString();
      String name = text.startsWith("{") ? text.substring(1, text.length() - 1) : text;
      return value(from.rules(), name).equals(value(to.rules(), name));
    }
    for (JsonNode part : args) {
      if (!sameParameters(part)) {
        return false;
      }
    }
    return true;
  }

  private static String value(RuleSet rules, String parameter) {
    @Nullable Parameter known = rules.parameters().get(parameter);
    return known == null ? "" : known.value().stripTrailingZeros().toPlainString();
  }

  /** Hash of the release that decided. */
  public String from() {
    return from.rules().release();
  }

  /** What was found so far. */
  public DifferenceReport report() {
    List<DifferenceReport.Group> groups = new ArrayList<>();
    changes.forEach(
        (change, ids) ->
            groups.add(
                new DifferenceReport.Group(
                    change, ids.size(), ids.stream().limit(EXAMPLES).toList())));
    return new DifferenceReport(
        from.rules().release(),
        to.rules().release(),
        decisions,
        changed,
        groups,
        Map.copyOf(notOnRecord),
        Map.copyOf(derivedOtherwise),
        List.copyOf(unlike),
        List.copyOf(notComparable));
  }
}
