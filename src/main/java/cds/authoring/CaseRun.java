package cds.authoring;

import cds.engine.Hits;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Finding;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs cases: asks a table what it says in each of their situations. */
public final class CaseRun {

  /** What stands in place of outputs where a table refuses to say anything. */
  public static final String ROWS = "rows";

  private final RuleSet rules;
  private final Function<Table, Function<Situation, List<Table.Row>>> engines;

  /**
   * Runs cases by testing row after row, without compiling anything.
   *
   * @param rules the rules whose cases they are
   */
  public CaseRun(RuleSet rules) {
    this(rules, table -> situation -> holding(table, situation));
  }

  /**
   * Runs cases by an engine.
   *
   * @param rules the rules whose cases they are
   * @param engines finds the rows of a table that hold in a situation
   */
  public CaseRun(RuleSet rules, Function<Table, Function<Situation, List<Table.Row>>> engines) {
    this.rules = rules;
    this.engines = engines;
  }

  private static List<Table.Row> holding(Table table, Situation situation) {
    return table.rows().stream().filter(row -> table.holds(row, situation)).toList();
  }

  /**
   * What became of a case.
   *
   * @param rule the rule folder
   * @param ruleCase the case
   * @param with of a case of several situations the one that is wrong, or empty
   * @param said what the table says in it, by output; the same as the case expects if it passes
   */
  public record Result(String rule, RuleCase ruleCase, String with, Map<String, String> said) {

    /** Whether the table says what the case expects, in all its situations. */
    public boolean passes() {
      return said.equals(ruleCase.then());
    }

    /** Name of the table in its folder. */
    public String table() {
      return ruleCase.table().substring(rule.length() + 1);
    }
  }

  /**
   * Runs one case: its situations until one of them is wrong.
   *
   * @throws IllegalArgumentException when the rule has no such table
   */
  public Result run(Rule rule, RuleCase ruleCase) {
    Table table = table(rule, ruleCase);
    Function<Situation, List<Table.Row>> engine = engines.apply(table);
    Map<String, String> said = Map.of();
    for (Situation situation : ruleCase.situations(table, rules.situation())) {
      said = says(rule, table, engine.apply(situation), situation);
      if (!said.equals(ruleCase.then())) {
        return new Result(rule.id(), ruleCase, which(ruleCase, table, situation), said);
      }
    }
    return new Result(rule.id(), ruleCase, "", said);
  }

  /** The table that a case asks. */
  public static Table table(Rule rule, RuleCase ruleCase) {
    return rule.tables().stream()
        .filter(table -> table.id().equals(ruleCase.table()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table " + ruleCase.table()));
  }

  /** Of a case with several values of an input, the ones a situation has. */
  private static String which(RuleCase ruleCase, Table table, Situation situation) {
    return table.inputs().stream()
        .filter(input -> ruleCase.values(input).size() > 1)
        .map(input -> input.name() + " " + text(situation.get(input)))
        .collect(Collectors.joining(", "));
  }

  /** All that a table says in a situation, as cases write it. */
  public Map<String, String> says(Rule rule, Table table, Situation situation) {
    return says(rule, table, engines.apply(table).apply(situation), situation);
  }

  /**
   * All that a table says when these of its rows hold. Where it should have one row and has none or
   * several it names them, which no case expects.
   */
  public Map<String, String> says(
      Rule rule, Table table, List<Table.Row> holding, Situation situation) {
    if (holding.isEmpty()) {
      return table.complete() ? Map.of(ROWS, "none") : Map.of();
    }
    if (table.hit() == Table.Hit.UNIQUE && holding.size() > 1) {
      return Map.of(ROWS, names(holding));
    }
    Hits hits = Hits.of(rule, table, holding, situation);
    List<Finding> findings = hits.findings();
    if (table.hit() == Table.Hit.HIGHEST
        && findings.stream().map(Finding::code).distinct().count() > 1) {
      return Map.of(ROWS, names(hits.rows()));
    }
    Map<String, String> says = new TreeMap<>();
    write(hits, table, says);
    for (Finding finding : findings) {
      says.merge("finding", finding.code(), (one, other) -> one + " " + other);
      says.merge("urgency", word(finding.urgency()), (one, other) -> one + " " + other);
    }
    Hits.Criterion criterion = hits.criterion();
    if (criterion != null) {
      says.put("criterion", word(criterion.outcome()));
      if (criterion.reason() != null) {
        says.put("reason", criterion.reason());
      }
    }
    return says;
  }

  private void write(Hits hits, Table table, Map<String, String> says) {
    if (table.outputs().isEmpty()) {
      return;
    }
    Situation written = rules.situation();
    hits.write(written);
    for (DataElement output : table.outputs()) {
      if (written.get(output) instanceof DataValue.Known known) {
        says.put(output.name(), text(known));
      }
    }
  }

  private static String names(List<Table.Row> rows) {
    return rows.stream().map(Table.Row::id).collect(Collectors.joining(" and "));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A value as cases write it. */
  static String text(DataValue value) {
    if (value instanceof DataValue.None none) {
      return "missing:" + none.reason().word();
    }
    Object known = ((DataValue.Known) value).value();
    return known instanceof Boolean yes
        ? (yes ? "yes" : "no")
        : known instanceof BigDecimal number ? number.toPlainString() : known.toString();
  }
}
