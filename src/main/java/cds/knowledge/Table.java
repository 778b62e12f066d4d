package cds.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision table: one row, one rule; row order never means anything.
 *
 * @param id {@code topic/rule/table}
 * @param file path of its CSV
 * @param hit what several hits mean
 * @param complete whether every patient must find a row
 * @param perOrder whether it runs once per draft order instead of once per patient
 * @param guards inputs that only have to be out of the way: they name resources only when they are
 *     not {@code no}
 * @param stage inputs that only set the stage: the explanation names their resources, sentences do
 *     not
 * @param inputs tested elements, in column order; at most {@value #MAX_INPUTS}
 * @param outputs elements it gives, in column order
 * @param rows its rows
 */
public record Table(
    String id,
    String file,
    Hit hit,
    boolean complete,
    boolean perOrder,
    Set<String> guards,
    Set<String> stage,
    List<DataElement> inputs,
    List<DataElement> outputs,
    List<Row> rows) {

  /** More inputs than this cannot be read by a person. */
  public static final int MAX_INPUTS = 8;

  /** What several hits of one table mean. */
  public enum Hit {
    /** Exactly one row holds. */
    UNIQUE,
    /** Every row that holds counts. */
    COLLECT,
    /** Of the rows that hold, the most urgent counts. */
    HIGHEST
  }

  /**
   * A row.
   *
   * @param table id of its table
   * @param id its id, unique in the table
   * @param line line in the CSV file
   * @param cells tests, one per input
   * @param outputs values it gives; an output with {@code none} is not in it
   * @param finding finding it raises, or null
   * @param urgency urgency of that finding, or null
   * @param outcome what it says of a criterion, or null
   * @param reason reason code for that, or null
   * @param source where the fact stands
   * @param confidence how sure it is
   */
  public record Row(
      String table,
      String id,
      int line,
      List<Cell> cells,
      Map<DataElement, Object> outputs,
      @Nullable String finding,
      @Nullable Urgency urgency,
      @Nullable Outcome outcome,
      @Nullable String reason,
      Evidence source,
      Confidence confidence) {

    /** {@code table#row}: unique in a release. */
    public String key() {
      return table + "#" + id;
    }
  }

  /** Whether a row holds in a situation. */
  public boolean holds(Row row, Situation situation) {
    for (int i = 0; i < inputs.size(); i++) {
      if (!row.cells().get(i).test(situation.get(inputs.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
