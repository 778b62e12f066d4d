package cds.authoring.mutation;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.RuleCase;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cases that would notice what no case notices, as an author can paste them: few, each for many. A
 * case stays with one row of the table and speaks of all its situations that help.
 */
final class Proposals {

  /** Up to so many situations of a table, all of them are candidates. */
  private static final int MOST = 20_000;

  private final TableProof proof;
  private final Table table;
  private final Points points;

  private Proposals(TableProof proof) {
    this.proof = proof;
    this.table = proof.table();
    this.points = new Points(proof);
  }

  /** A case to write, and the mistakes it would notice. */
  record Proposal(String yaml, List<Mutant> mutants) {}

  static List<Proposal> of(TableProof proof) {
    return proof.survivors().isEmpty() ? List.of() : new Proposals(proof).choose();
  }

  /** All proposals for a table, each with some of the mistakes it would notice, as a comment. */
  static String text(TableProof proof) {
    StringBuilder text = new StringBuilder();
    for (Proposal proposal : of(proof)) {
      text.append(proposal.yaml());
      proposal.mutants().forEach(mutant -> text.append("\n   # ").append(mutant));
      text.append("\n");
    }
    return text.toString();
  }

  private List<Proposal> choose() {
    BitSet open = new BitSet();
    open.set(0, proof.survivors().size());
    List<Points.Point> all = new ArrayList<>();
    Map<Points.Point, List<Integer>> places = new LinkedHashMap<>();
    for (List<Integer> place : points.candidates(MOST)) {
      Points.Point point = points.at(place);
      if (!point.noticed().isEmpty()) {
        all.add(point);
        places.put(point, place);
      }
    }
    List<Proposal> chosen = new ArrayList<>();
    while (true) {
      all.removeIf(point -> !point.noticed().intersects(open));
      if (all.isEmpty()) {
        return chosen;
      }
      Points.Point best =
          all.stream()
              .max(
                  Comparator.comparingInt((Points.Point one) -> common(one.noticed(), open))
                      .thenComparingInt(one -> -oddity(one.situation())))
              .orElseThrow();
      Box box = trimmed(grown(Box.of(Objects.requireNonNull(places.get(best))), open), open);
      BitSet noticed = noticed(box, open);
      chosen.add(
          new Proposal(
              yaml(box, best, chosen.size() + 1),
              noticed.stream().mapToObj(proof.survivors()::get).toList()));
      open.andNot(noticed);
    }
  }

  /** The box with every further value that helps, while all its situations are of one row. */
  private Box grown(Box start, BitSet open) {
    Box box = start;
    BitSet rows = points.at(start.places().get(0)).rows();
    while (true) {
      BitSet left = (BitSet) open.clone();
      left.andNot(noticed(box, open));
      Box best = null;
      int most = 0;
      for (int column = 0; column < points.columns(); column++) {
        for (int at = 0; at < points.size(column); at++) {
          Box slice = box.with(column, Set.of(at));
          if (box.values().get(column).contains(at)
              || box.size() + slice.size() > RuleCase.MAX_SITUATIONS
              || !slice.places().stream().map(points::at).allMatch(one -> fits(one, rows))) {
            continue;
          }
          int gain = noticed(slice, left).cardinality();
          Box wider = box.and(column, at);
          if (gain > most || (best != null && gain == most && wider.size() < best.size())) {
            most = gain;
            best = wider;
          }
        }
      }
      if (best == null) {
        return box;
      }
      box = best;
    }
  }

  private static boolean fits(Points.Point point, BitSet rows) {
    return point.possible() && point.rows().equals(rows);
  }

  /** The box without values that later ones made superfluous. */
  private Box trimmed(Box full, BitSet open) {
    BitSet needed = noticed(full, open);
    Box box = full;
    for (int column = 0; column < points.columns(); column++) {
      for (int at : full.values().get(column)) {
        Set<Integer> fewer = new TreeSet<>(box.values().get(column));
        fewer.remove(at);
        if (!fewer.isEmpty() && noticed(box.with(column, fewer), open).equals(needed)) {
          box = box.with(column, fewer);
        }
      }
    }
    return box;
  }

  private BitSet noticed(Box box, BitSet open) {
    BitSet noticed = new BitSet();
    box.places().forEach(place -> noticed.or(points.at(place).noticed()));
    noticed.and(open);
    return noticed;
  }

  private static int common(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both.cardinality();
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

  private String yaml(Box box, Points.Point point, int number) {
    Map<String, String> given = new LinkedHashMap<>();
    for (int column = 0; column < points.columns(); column++) {
      DataElement input = table.inputs().get(column);
      int at = column;
      String text =
          box.values().get(column).stream()
              .map(value -> text(points.value(at, value)))
              .collect(Collectors.joining(" | "));
      if (!text.equals("missing") && !text.equals(text(RuleCase.value(input, null)))) {
        given.put(input.name(), text);
      }
    }
    String rows =
        IntStream.range(0, table.rows().size())
            .filter(point.rows()::get)
            .mapToObj(row -> table.rows().get(row).id())
            .collect(Collectors.joining(", "));
    String name = table.id().substring(proof.rule().id().length() + 1);
    Map<String, String> then = point.says();
    return "- {case: \"row %s, %d\",\n   table: %s, given: %s,\n   then: %s}"
        .formatted(rows, number, name, map(given), then.isEmpty() ? "none" : map(then));
  }

  private static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + quoted(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String value) {
    boolean plain = value.matches("[\\w. |-]+") && !value.equals("yes") && !value.equals("no");
    return plain ? value : "\"" + value + "\"";
  }

  private static String text(DataValue value) {
    if (value instanceof DataValue.None none) {
      return none.reason() == Missing.ABSENT ? "missing" : "missing:" + none.reason().word();
    }
    Object known = ((DataValue.Known) value).value();
    return known instanceof Boolean yes
        ? yes ? "yes" : "no"
        : known instanceof BigDecimal number ? number.toPlainString() : known.toString();
  }
}
