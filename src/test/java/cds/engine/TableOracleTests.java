package cds.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Doses;
import cds.knowledge.Finding;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The engine against an interpreter of the raw CSV files that shares no code with it. */
@Execution(ExecutionMode.CONCURRENT)
class TableOracleTests {

  private static final long SEED = 20250616L;
  private static final int SITUATIONS = 6000;
  private static final List<String> MOST_URGENT_FIRST =
      List.of("emergency", "urgent", "soon", "routine", "info");

  private final RuleSet rules = Release.rules();

  @Test
  void theEngineAndTheInterpreterAgreeOnEveryTableAndEveryRowFires() {
    Map<String, CsvOracle> oracles = oracles(rules, Release.texts());
    RandomSituations random = new RandomSituations(rules, oracles, SEED);
    TableEngine engine = TableEngine.compile(Release.tables());
    Set<String> fired = new TreeSet<>();
    List<String> different = new ArrayList<>();

    for (int i = 0; i < SITUATIONS; i++) {
      Map<String, Object> values = random.draw();
      Situation situation = random.situation(values);
      List<Table.Row> holding = engine.fire(situation);
      for (Rule rule : rules.rules()) {
        for (Table table : rule.tables()) {
          CsvOracle oracle = oracles.get(table.id());
          List<String> expected = oracle.holding(values);
          List<String> given = ids(table, holding);
          expected.forEach(id -> fired.add(table.id() + "#" + id));
          if (!given.equals(expected)) {
            different.add(table.id() + " " + given + " for " + expected + " in " + values);
            continue;
          }
          Hits hits = Hits.of(rule, table, holding, situation);
          Map<String, String> says = says(table, hits);
          Map<String, String> should = should(table, oracle, expected);
          if (!says.equals(should)) {
            different.add(table.id() + " " + says + " for " + should + " in " + values);
          }
        }
      }
    }

    assertThat(different).as("seed %d", SEED).isEmpty();
    assertThat(random.rows()).as("rows of all tables").isGreaterThan(300);
    assertThat(fired).as("rows that held at least once").hasSize(random.rows());
  }

  /** Every table's own CSV, read by the interpreter. */
  static Map<String, CsvOracle> oracles(RuleSet rules, Map<String, String> texts) {
    Map<String, CsvOracle> oracles = new LinkedHashMap<>();
    for (Rule rule : rules.rules()) {
      String parameters =
          texts.get("rules/dictionary/parameters.yaml")
              + texts.get("rules/" + rule.id() + "/rule.yaml");
      for (Table table : rule.tables()) {
        oracles.put(table.id(), new CsvOracle(texts.get(table.file()), parameters));
      }
    }
    return oracles;
  }

  static List<String> ids(Table table, List<Table.Row> holding) {
    return holding.stream()
        .filter(row -> row.table().equals(table.id()))
        .map(Table.Row::id)
        .sorted()
        .toList();
  }

  /** What the engine makes of its hits: outputs, findings, criterion. */
  private Map<String, String> says(Table table, Hits hits) {
    Map<String, String> says = new TreeMap<>();
    Situation written = rules.situation();
    hits.write(written);
    for (DataElement output : table.outputs()) {
      if (written.get(output) instanceof DataValue.Known known) {
        says.put(output.name(), text(known.value()));
      }
    }
    for (Finding finding : hits.findings()) {
      says.merge(
          "finding",
          finding.code() + " " + finding.urgency().name().toLowerCase(Locale.ROOT),
          TableOracleTests::both);
    }
    Hits.Criterion criterion = hits.criterion();
    if (criterion != null) {
      String outcome = criterion.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
      says.put("criterion", outcome + " " + criterion.reason());
    }
    return says;
  }

  /** What the rows of the file say, by the table's hit policy. */
  private static Map<String, String> should(Table table, CsvOracle oracle, List<String> holding) {
    List<String> counted = new ArrayList<>(holding);
    if (table.hit() == Table.Hit.HIGHEST && !holding.isEmpty()) {
      String highest =
          MOST_URGENT_FIRST.stream()
              .filter(u -> holding.stream().anyMatch(id -> oracle.cell(id, "urgency").equals(u)))
              .findFirst()
              .orElse("none");
      counted.removeIf(id -> !oracle.cell(id, "urgency").equals(highest));
    }
    Map<String, String> should = new TreeMap<>();
    for (String id : counted) {
      for (String output : oracle.outputs()) {
        String word = oracle.cell(id, output);
        if (word.equals("none") || output.equals("urgency") || output.equals("reason")) {
          continue;
        }
        switch (output) {
          case "finding" ->
              should.merge(
                  "finding", word + " " + oracle.cell(id, "urgency"), TableOracleTests::both);
          case "criterion" -> {
            String reason = oracle.cell(id, "reason");
            should.put(output, word + " " + (reason.equals("none") ? null : reason));
          }
          default -> should.put(output, word);
        }
      }
    }
    return should;
  }

  private static String both(String one, String other) {
    return String.join(" + ", new TreeSet<>(List.of((one + " + " + other).split(" \\+ "))));
  }

  private static String text(Object value) {
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : value instanceof Doses doses ? doses.toString() : value.toString();
  }
}
