package cds.authoring;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The steps of drafts on the database. */
final class DraftSteps {

  private static final RowMapper<Step> STEP =
      (row, n) ->
          new Step(
              row.getInt("seq"),
              row.getString("path"),
              row.getString("content"),
              row.getString("says"),
              row.getString("who"),
              row.getObject("made_at", OffsetDateTime.class).toInstant(),
              row.getBoolean("undone"));

  private final JdbcTemplate database;

  DraftSteps(JdbcTemplate database) {
    this.database = database;
  }

  /** All steps of a draft in order, undone ones included. */
  List<Step> of(String draft) {
    return database.query("select * from draft_step where draft = ? order by seq", STEP, draft);
  }

  /** Number of the last step; 0 when there is none. */
  int last(String draft) {
    Integer last =
        database.queryForObject(
            "select coalesce(max(seq), 0) from draft_step where draft = ?", Integer.class, draft);
    return last == null ? 0 : last;
  }

  void add(String draft, Step step) {
    database.update(
        "insert into draft_step (draft, seq, path, content, says, who, made_at, undone)"
            + " values (?, ?, ?, ?, ?, ?, ?, false)",
        draft,
        step.seq(),
        step.path(),
        step.text(),
        step.says(),
        step.who(),
        Drafts.utc(step.at()));
  }

  /** What was undone cannot be done again once something else was changed. */
  void forgetUndone(String draft) {
    database.update("delete from draft_step where draft = ? and undone = true", draft);
  }

  void forget(String draft, String path) {
    database.update("delete from draft_step where draft = ? and path = ?", draft, path);
  }

  /**
   * Turns one step.
   *
   * @param which {@code max} for the last, {@code min} for the first
   * @param undone what the step is now; it is the opposite then
   * @return whether there is such a step
   */
  boolean mark(String draft, String which, boolean undone) {
    return database.update(
            "update draft_step set undone = ? where draft = ? and seq = (select "
                + which
                + "(seq) from draft_step where draft = ? and undone = ?)",
            !undone,
            draft,
            draft,
            undone)
        > 0;
  }
}
