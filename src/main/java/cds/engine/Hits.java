package cds.engine;

import cds.knowledge.Cell;
import cds.knowledge.Confidence;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evidence;
import cds.knowledge.Finding;
import cds.knowledge.Missing;
import cds.knowledge.Outcome;
import cds.knowledge.Rule;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.knowledge.Table;
import cds.knowledge.Urgency;
import cds.language.Phrase;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of one table that hold mean, by its hit policy. */
public final class Hits {

  private final Rule rule;
  private final Table table;
  private final List<Table.Row> rows;
  private final Situation situation;

  private Hits(Rule rule, Table table, List<Table.Row> rows, Situation situation) {
    this.rule = rule;
    this.table = table;
    this.rows = rows;
    this.situation = situation;
  }

  /**
   * Applies a table's hit policy.
   *
   * @param rule the folder the table stands in
   * @param table the table
   * @param holding rows of any table that hold; the table picks its own
   * @param situation what they were tested on
   */
  public static Hits of(Rule rule, Table table, List<Table.Row> holding, Situation situation) {
    List<Table.Row> own = new ArrayList<>(holding);
    own.removeIf(row -> !row.table().equals(table.id()));
    return new Hits(rule, table, own.size() < 2 ? own : counted(table, own), situation);
  }

  private static List<Table.Row> counted(Table table, List<Table.Row> own) {
    own.sort(Comparator.comparing(Table.Row::id));
    return switch (table.hit()) {
      case COLLECT -> own;
      case HIGHEST -> mostUrgent(own);
      case UNIQUE -> refuse(table, own);
    };
  }

  /** The rows that count: of those that hold, what the hit policy leaves, by id. */
  public List<Table.Row> rows() {
    return Collections.unmodifiableList(rows);
  }

  private static List<Table.Row> refuse(Table table, List<Table.Row> rows) {
    throw new IllegalStateException(table.id() + ": not one row holds, but " + rows.size());
  }

  private static List<Table.Row> mostUrgent(List<Table.Row> rows) {
    Urgency highest =
        rows.stream()
            .map(Table.Row::urgency)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return rows.stream().filter(row -> row.urgency() == highest).toList();
  }

  /** Writes the outputs of the row that holds; an output without value is missing. */
  public void write(Situation target) {
    for (DataElement output : table.outputs()) {
      DataValue value = null;
      for (Table.Row row : rows) {
        Object given = row.outputs().get(output);
        if (given != null) {
          value = DataValue.of(given, because(List.of(row), Set.of()));
          value = unconfirmed(row) ? value.markedUnconfirmed() : value;
        }
      }
      target.set(output, value == null ? withoutValue() : value);
    }
  }

  /** Whether the row, or a value it tested, rests on a fact that is not confirmed. */
  private boolean unconfirmed(Table.Row row) {
    boolean unconfirmed = row.confidence() == Confidence.UNCONFIRMED;
    for (int i = 0; i < row.cells().size(); i++) {
      unconfirmed |=
          !row.cells().get(i).any() && situation.get(table.inputs().get(i)).isUnconfirmed();
    }
    return unconfirmed;
  }

  /** Why a row gives no value: the reason of a missing input it tested, if there is one. */
  private DataValue withoutValue() {
    for (Table.Row row : rows) {
      for (int i = 0; i < row.cells().size(); i++) {
        if (!row.cells().get(i).any()
            && situation.get(table.inputs().get(i)) instanceof DataValue.None none) {
          return DataValue.none(none.reason(), none.says(), because(rows, Set.of()));
        }
      }
    }
    return DataValue.none(
        Missing.ABSENT, Phrase.NO_ROW.of(Sentence.verbatim(table.id())), because(rows, Set.of()));
  }

  /** The findings the rows raise. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Table.Row row : rows) {
      if (row.finding() != null && row.urgency() != null) {
        findings.add(
            new Finding(
                row.finding(),
                row.urgency(),
                rule.kind() == Rule.Kind.POLICY ? rule.name() : null,
                List.of(),
                rule.id(),
                rule.version(),
                List.of(row.key()),
                because(List.of(row), Set.of()),
                because(List.of(row), table.stage()),
                List.of(row.source()),
                strictlyMissing(row),
                unconfirmed(row)));
      }
    }
    return findings;
  }

  /**
   * What a criterion table says.
   *
   * @param outcome met, not met or unknown
   * @param reason reason code, or null
   * @param because resources that decided
   * @param missing inputs that were missing
   * @param evidence source of the row
   * @param unconfirmed whether the row is not confirmed
   */
  public record Criterion(
      Outcome outcome,
      @Nullable String reason,
      Set<Source> because,
      List<Finding.Lacking> missing,
      Evidence evidence,
      boolean unconfirmed) {}

  /** The criterion, when this is a criterion's table and a row holds. */
  public @Nullable Criterion criterion() {
    if (rows.isEmpty() || rows.get(0).outcome() == null) {
      return null;
    }
    Table.Row row = rows.get(0);
    return new Criterion(
        Objects.requireNonNull(row.outcome()),
        row.reason(),
        because(List.of(row), Set.of()),
        missing(row),
        row.source(),
        unconfirmed(row));
  }

  /** The resources behind every input that the rows really tested. */
  private Set<Source> because(List<Table.Row> fired, Set<String> without) {
    Set<Source> sources = new LinkedHashSet<>();
    for (Table.Row row : fired) {
      for (int i = 0; i < row.cells().size(); i++) {
        DataElement input = table.inputs().get(i);
        DataValue value = situation.get(input);
        boolean outOfTheWay =
            table.guards().contains(input.name()) && Boolean.FALSE.equals(value.yes());
        if (!row.cells().get(i).any() && !outOfTheWay && !without.contains(input.name())) {
          sources.addAll(value.sources());
        }
      }
    }
    return sources;
  }

  /** Inputs that a finding's row asks to be missing. */
  private List<Finding.Lacking> strictlyMissing(Table.Row row) {
    List<Finding.Lacking> lacking = new ArrayList<>();
    for (int i = 0; i < row.cells().size(); i++) {
      Cell cell = row.cells().get(i);
      if (!cell.any() && cell.ranges().isEmpty() && cell.values().isEmpty()) {
        lacking.addAll(lacking(table.inputs().get(i)));
      }
    }
    return lacking;
  }

  /**
   * What an undecided criterion lacks: its missing inputs, else the last input it tested, which
   * then has a value that does not decide.
   */
  private List<Finding.Lacking> missing(Table.Row row) {
    List<Finding.Lacking> lacking = new ArrayList<>();
    DataElement last = null;
    for (int i = 0; i < row.cells().size(); i++) {
      if (!row.cells().get(i).any()) {
        last = table.inputs().get(i);
        lacking.addAll(lacking(last));
      }
    }
    if (lacking.isEmpty() && last != null) {
      lacking.add(
          new Finding.Lacking(
              last.name(),
              Phrase.UNDECIDED.of(Sentence.text(last.label()), said(situation.get(last)))));
    }
    return lacking;
  }

  private static Sentence said(DataValue value) {
    Boolean yes = value.yes();
    BigDecimal number = value.number();
    String code = value.text();
    if (yes != null) {
      return yes ? Phrase.YES : Phrase.NO;
    }
    if (number != null) {
      return Sentence.number(number);
    }
    return code == null ? Phrase.NOT_DECIDED : Sentence.code(code);
  }

  private List<Finding.Lacking> lacking(DataElement input) {
    return situation.get(input) instanceof DataValue.None none
        ? List.of(new Finding.Lacking(input.name(), none.says()))
        : List.of();
  }
}
