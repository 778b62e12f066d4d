package cds.engine;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Situations drawn from a seed: every number at, just below and just above every bound that any
 * table has for it, every code, every reason for missing. Each draw aims at one row, so that rare
 * rows are reached too; all that the row does not test stays random.
 */
final class RandomSituations {

  private final RuleSet rules;
  private final Map<String, CsvOracle> tables;
  private final Random random;
  private final Map<String, List<Object>> candidates = new LinkedHashMap<>();
  private final List<String[]> targets = new ArrayList<>();
  private int next;

  RandomSituations(RuleSet rules, Map<String, CsvOracle> tables, long seed) {
    this.rules = rules;
    this.tables = tables;
    this.random = new Random(seed);
    tables.forEach(
        (id, table) -> {
          table.inputs().forEach(name -> candidates.computeIfAbsent(name, this::candidates));
          table.ids().forEach(row -> targets.add(new String[] {id, row}));
        });
  }

  /** How many rows there are to aim at. */
  int rows() {
    return targets.size();
  }

  /** The next draw: BigDecimal, word or {@code missing:reason} by element name. */
  Map<String, Object> draw() {
    Map<String, Object> values = new HashMap<>();
    candidates.forEach((name, some) -> values.put(name, some.get(random.nextInt(some.size()))));
    String[] target = targets.get(next++ % targets.size());
    CsvOracle table = tables.get(target[0]);
    for (String name : table.inputs()) {
      List<Object> fitting =
          candidates.get(name).stream().filter(v -> table.holds(target[1], name, v)).toList();
      if (!fitting.isEmpty()) {
        values.put(name, fitting.get(random.nextInt(fitting.size())));
      }
    }
    return values;
  }

  /** The same values as the engine wants them. */
  Situation situation(Map<String, Object> values) {
    Situation situation = rules.situation();
    values.forEach(
        (name, value) -> {
          DataElement element = rules.element(name);
          situation.set(element, value(element, value));
        });
    return situation;
  }

  private static DataValue value(DataElement element, Object value) {
    String word = value.toString();
    if (word.startsWith("missing:")) {
      Missing reason = Missing.ofWord(word.substring("missing:".length())).orElseThrow();
      return DataValue.none(reason);
    }
    boolean yesNo = element.type() == DataElement.Type.BOOLEAN;
    return DataValue.of(yesNo ? (Object) word.equals("yes") : value, List.of());
  }

  private List<Object> candidates(String name) {
    DataElement element = rules.element(name);
    List<Object> values = new ArrayList<>(element.values());
    if (element.isNumeric()) {
      numbers(element).stream()
          .filter(number -> element.domain() == null || element.domain().holds(number))
          .forEach(values::add);
    }
    if (!element.always()) {
      for (Missing reason : Missing.values()) {
        values.add("missing:" + reason.word());
      }
    }
    return values;
  }

  private TreeSet<BigDecimal> numbers(DataElement element) {
    BigDecimal step =
        element.type() == DataElement.Type.INTEGER ? BigDecimal.ONE : new BigDecimal("0.001");
    TreeSet<BigDecimal> numbers = new TreeSet<>(List.of(BigDecimal.ZERO, BigDecimal.ONE));
    for (CsvOracle table : tables.values()) {
      for (BigDecimal bound : table.bounds(element.name())) {
        numbers.addAll(List.of(bound, bound.subtract(step), bound.add(step)));
      }
    }
    numbers.add(numbers.last().add(BigDecimal.TEN));
    numbers.add(numbers.first().subtract(BigDecimal.TEN));
    return numbers;
  }
}
