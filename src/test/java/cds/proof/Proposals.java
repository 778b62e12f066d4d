package cds.proof;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.RuleCase;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cases that would notice what no case notices, as an author can paste them: few, each for many.
 */
final class Proposals {

  /** Up to so many situations of a table, all of them are candidates. */
  private static final int MOST = 60_000;

  private final Proof proof;
  private final Table table;
  private final List<Situation> candidates = new ArrayList<>();

  private Proposals(Proof proof) {
    this.proof = proof;
    this.table = proof.table();
  }

  /** A case to write, and the mistakes it would notice. */
  record Proposal(String yaml, List<Mutant> mutants) {}

  static List<Proposal> of(Proof proof) {
    Proposals all = new Proposals(proof);
    all.gather();
    return all.choose();
  }

  /** All proposals for a table, each with the mistakes it would notice, as a comment. */
  static String text(Proof proof) {
    return of(proof).stream()
        .map(
            proposal ->
                proposal.yaml()
                    + proposal.mutants().stream()
                        .map(mutant -> "\n   # " + mutant)
                        .collect(Collectors.joining())
                    + "\n")
        .collect(Collectors.joining());
  }

  private void gather() {
    List<Table> tables = new ArrayList<>(List.of(table));
    proof.survivors().forEach(mutant -> tables.add(mutant.table()));
    List<List<DataValue>> axes = new ArrayList<>();
    for (int column = 0; column < table.inputs().size(); column++) {
      DataElement input = table.inputs().get(column);
      // Values that authors chose are easier to picture than samples.
      Set<DataValue> values = new LinkedHashSet<>();
      if (input.isNumeric()) {
        proof.cases().stream()
            .map(one -> one.situation().get(input))
            .filter(DataValue.Known.class::isInstance)
            .forEach(values::add);
      }
      values.addAll(Cells.values(column, tables));
      axes.add(Cells.unlike(column, values, tables));
    }
    int product = axes.stream().mapToInt(List::size).reduce(1, (a, b) -> Math.min(MOST + 1, a * b));
    if (product <= MOST) {
      every(0, axes, Release.rules().situation());
      return;
    }
    table.rows().forEach(row -> ofRow(row, axes));
    for (Example example : proof.cases()) {
      for (int column = 0; column < axes.size(); column++) {
        for (DataValue value : axes.get(column)) {
          Situation near = example.situation().copy();
          near.set(table.inputs().get(column), value);
          candidates.add(near);
        }
      }
    }
    for (Mutant mutant : proof.survivors()) {
      Cells.apart(proof.rule(), table, mutant.table(), true).ifPresent(candidates::add);
    }
  }

  private void every(int column, List<List<DataValue>> axes, Situation path) {
    if (column == axes.size()) {
      candidates.add(path.copy());
      return;
    }
    for (DataValue value : axes.get(column)) {
      path.set(table.inputs().get(column), value);
      every(column + 1, axes, path);
    }
  }

  /** Situations in which a row holds: the first value of every input, the second, and so on. */
  private void ofRow(Table.Row row, List<List<DataValue>> axes) {
    List<List<DataValue>> taken = new ArrayList<>();
    for (int column = 0; column < axes.size(); column++) {
      int at = column;
      taken.add(axes.get(column).stream().filter(row.cells().get(at)::test).toList());
    }
    int most = taken.stream().mapToInt(List::size).max().orElse(0);
    for (int shift = 0; shift < 2; shift++) {
      for (int i = 0; i < most; i++) {
        Situation situation = Release.rules().situation();
        for (int column = 0; column < taken.size(); column++) {
          List<DataValue> values = taken.get(column);
          if (!values.isEmpty()) {
            DataValue value = values.get((i + shift * column) % values.size());
            situation.set(table.inputs().get(column), value);
          }
        }
        candidates.add(situation);
      }
    }
  }

  private List<Proposal> choose() {
    Map<Situation, BitSet> found = new LinkedHashMap<>();
    for (Situation candidate : candidates) {
      BitSet mutants = found(candidate);
      if (!mutants.isEmpty()) {
        found.put(candidate, mutants);
      }
    }
    List<Proposal> chosen = new ArrayList<>();
    while (!found.isEmpty()) {
      Situation best =
          Collections.max(
                  found.entrySet(),
                  Comparator.comparingInt(
                          (Map.Entry<Situation, BitSet> one) -> one.getValue().cardinality())
                      .thenComparingInt(one -> -oddity(one.getKey())))
              .getKey();
      BitSet seen = found.get(best);
      chosen.add(new Proposal(yaml(best), seen.stream().mapToObj(proof.survivors()::get).toList()));
      found.values().stream().filter(bits -> bits != seen).forEach(bits -> bits.andNot(seen));
      found.remove(best);
      found.values().removeIf(BitSet::isEmpty);
    }
    return chosen;
  }

  /** Of equal cases the one that lacks least, and for the fewest reasons, is easiest to picture. */
  private int oddity(Situation situation) {
    List<Missing> missing =
        table.inputs().stream()
            .map(situation::get)
            .filter(DataValue.None.class::isInstance)
            .map(value -> ((DataValue.None) value).reason())
            .toList();
    return missing.size() + (int) missing.stream().distinct().count();
  }

  /** The survivors that a case on this situation would notice. */
  private BitSet found(Situation situation) {
    BitSet found = new BitSet();
    if (Impossible.is(table.inputs(), situation)) {
      return found;
    }
    Map<String, String> right = Answers.of(proof.rule(), table, situation);
    for (int i = 0; i < proof.survivors().size() && !right.containsKey("refused"); i++) {
      Table wrong = proof.survivors().get(i).table();
      found.set(i, !Answers.of(proof.rule(), wrong, situation).equals(right));
    }
    return found;
  }

  private String yaml(Situation situation) {
    Map<String, String> given = new LinkedHashMap<>();
    for (DataElement input : table.inputs()) {
      DataValue value = situation.get(input);
      String text = text(value);
      if (!value.equals(RuleCase.value(input, null)) && !text.equals("missing:absent")) {
        given.put(input.name(), text);
      }
    }
    String says =
        table.inputs().stream()
            .map(input -> input.label() + " " + text(situation.get(input)))
            .collect(Collectors.joining(", "));
    Map<String, String> then = Answers.of(proof.rule(), table, situation);
    String name = table.id().substring(proof.rule().id().length() + 1);
    return "- {case: \"%s\",\n   table: %s, given: %s,\n   then: %s}"
        .formatted(says, name, map(given), then.isEmpty() ? "none" : map(then));
  }

  private static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String value) {
    boolean plain = value.matches("[\\w.-]+") && !value.equals("yes") && !value.equals("no");
    return plain ? value : "\"" + value + "\"";
  }

  private static String text(DataValue value) {
    if (value instanceof DataValue.None none) {
      return "missing:" + none.reason().word();
    }
    Object known = ((DataValue.Known) value).value();
    return known instanceof Boolean yes
        ? yes ? "yes" : "no"
        : known instanceof java.math.BigDecimal number ? number.toPlainString() : known.toString();
  }
}
