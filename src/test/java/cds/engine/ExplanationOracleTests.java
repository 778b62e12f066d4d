package cds.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cds.explain.Explain;
import cds.explain.Explanation;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an explanation says of a row is what the engine made of it, for every table. */
class ExplanationOracleTests {

  private static final long SEED = 20261122L;
  private static final int SITUATIONS = 400;

  private final RuleSet rules = Release.rules();

  @Test
  void aRowIsExplainedAsHoldingExactlyWhenItFires() {
    Map<String, CsvOracle> oracles = TableOracleTests.oracles(rules, Release.texts());
    RandomSituations random = new RandomSituations(rules, oracles, SEED);
    TableEngine engine = TableEngine.compile(Release.tables());
    Explain explain = new Explain(rules);
    Set<String> held = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    int rows = 0;

    for (int i = 0; i < SITUATIONS; i++) {
      Situation situation = random.situation(random.draw());
      Set<String> fired = new TreeSet<>();
      engine.fire(situation).stream().map(Table.Row::key).forEach(fired::add);
      List<Explanation.OfRow> explained =
          Stream.of(explain.rules(situation, false), explain.rules(situation, true))
              .flatMap(List::stream)
              .flatMap(rule -> rule.tables().stream())
              .flatMap(table -> table.rows().stream())
              .toList();
      for (Explanation.OfRow row : explained) {
        if (row.holds() != fired.contains(row.key())
            || row.holds() != row.failed().findAny().isEmpty()
            || (row.counts() && !row.holds())) {
          wrong.add(row + " in situation " + i);
        }
        if (row.holds()) {
          held.add(row.key());
        }
      }
      rows = explained.size();
    }

    assertThat(wrong).as("seed %d", SEED).isEmpty();
    assertThat(rows).isEqualTo(random.rows());
    assertThat(held).hasSizeGreaterThan(random.rows() * 9 / 10);
  }
}
