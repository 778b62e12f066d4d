package cds.authoring;

import cds.knowledge.Cell;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Cases for rows and boundaries that no case speaks of. Each says what the table says now: whether
 * that is right is for the author to judge.
 */
public final class ProposedCases {

  /** More than this nobody judges at once; the next come when these are answered. */
  private static final int MOST = 40;

  private final RuleSet rules;
  private final Rule rule;
  private final Table table;
  private final CaseRun runner;

  private ProposedCases(RuleSet rules, Rule rule, Table table) {
    this.rules = rules;
    this.rule = rule;
    this.table = table;
    this.runner = new CaseRun(rules);
  }

  /** Proposes cases for one table of a rule; none when the cases there are prove it. */
  public static List<RuleCase> of(RuleSet rules, Rule rule, Table table, List<RuleCase> cases) {
    return new ProposedCases(rules, rule, table).propose(cases);
  }

  private List<RuleCase> propose(List<RuleCase> cases) {
    List<RuleCase> own =
        new ArrayList<>(cases.stream().filter(one -> one.table().equals(table.id())).toList());
    List<RuleCase> proposed = new ArrayList<>();
    for (DataElement input : table.inputs()) {
      for (Cut cut : Cut.of(table, input)) {
        for (BigDecimal side : List.of(cut.below(input), cut.above(input))) {
          if (proposed.size() < MOST && !cut.cased(Proof.given(own, input), input)) {
            at(input, cut.bound(), side).ifPresent(one -> add(one, own, proposed));
          }
        }
      }
    }
    List<Situation> known =
        own.stream().flatMap(one -> one.situations(table, rules.situation()).stream()).toList();
    for (Table.Row row : table.rows()) {
      if (proposed.size() < MOST
          && known.stream().noneMatch(situation -> table.holds(row, situation))) {
        inside(row).ifPresent(situation -> add(ruleCase(situation, row.id()), own, proposed));
      }
    }
    return proposed;
  }

  private static void add(RuleCase one, List<RuleCase> own, List<RuleCase> proposed) {
    if (own.stream().noneMatch(other -> other.says().equals(one.says()))) {
      own.add(one);
      proposed.add(one);
    }
  }

  /** A case with this value of an input, in a situation of a row that has the bound. */
  private Optional<RuleCase> at(DataElement input, BigDecimal bound, BigDecimal value) {
    int column = table.inputs().indexOf(input);
    return table.rows().stream()
        .filter(row -> bounds(row.cells().get(column)).anyMatch(b -> b.compareTo(bound) == 0))
        .map(this::inside)
        .flatMap(Optional::stream)
        .findFirst()
        .map(
            situation -> {
              situation.set(input, DataValue.of(value, List.of()));
              return ruleCase(situation, input.label() + " " + value.toPlainString());
            });
  }

  private static Stream<BigDecimal> bounds(Cell cell) {
    return cell.ranges().stream()
        .flatMap(
            range -> Stream.of(Optional.ofNullable(range.low()), Optional.ofNullable(range.high())))
        .flatMap(Optional::stream);
  }

  private RuleCase ruleCase(Situation situation, String about) {
    Map<String, String> given = new LinkedHashMap<>();
    for (DataElement input : table.inputs()) {
      DataValue value = situation.get(input);
      boolean usual =
          value instanceof DataValue.None none
              ? none.reason() == Missing.ABSENT
              : CaseRun.text(value).equals(CaseRun.text(RuleCase.value(input, null)));
      if (!usual) {
        given.put(input.name(), CaseRun.text(value));
      }
    }
    Map<String, String> then = runner.says(rule, table, situation);
    String what = then.isEmpty() ? "says nothing" : String.join(", ", then.values());
    return new RuleCase(
        about + " " + what.replace('_', ' ') + " (proposed)", table.id(), given, then);
  }

  /** A situation in which the row holds, as plain as can be: yes and codes first, then missing. */
  private Optional<Situation> inside(Table.Row row) {
    Situation situation = rules.situation();
    for (int column = 0; column < table.inputs().size(); column++) {
      DataElement input = table.inputs().get(column);
      Cell cell = row.cells().get(column);
      Optional<DataValue> value = candidates(input, cell).filter(cell::test).findFirst();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      situation.set(input, value.get());
    }
    return Optional.of(situation);
  }

  private static Stream<DataValue> candidates(DataElement input, Cell cell) {
    Stream<DataValue> usual = Stream.of(RuleCase.value(input, null));
    Stream<DataValue> values =
        cell.values().stream().sorted().map(word -> RuleCase.value(input, word));
    Stream<DataValue> missing =
        Stream.of(Missing.values()).map(DataValue::none).map(DataValue.class::cast);
    Stream<DataValue> numbers =
        cell.ranges().stream()
            .flatMap(range -> numbers(range, input))
            .map(n -> DataValue.of(n, List.of()));
    return cell.any() ? usual : Stream.of(numbers, values, usual, missing).flatMap(all -> all);
  }

  private static Stream<BigDecimal> numbers(Range range, DataElement input) {
    BigDecimal step = Cut.near(input);
    BigDecimal low = range.low();
    BigDecimal high = range.high();
    return Stream.of(
            Optional.ofNullable(low),
            Optional.ofNullable(high),
            Optional.ofNullable(low).map(step::add),
            Optional.ofNullable(high).map(bound -> bound.subtract(step)))
        .flatMap(Optional::stream)
        .filter(number -> input.domain() == null || input.domain().holds(number));
  }
}
