package cds.authoring;

import java.time.OffsetDateTime;
import org.springframework.jdbc.core.RowMapper;

/** How drafts and their steps stand on the database. */
final class DraftRows {

  static final RowMapper<Draft> DRAFT =
      (row, n) ->
          new Draft(
              row.getString("id"),
              row.getString("title"),
              row.getString("base"),
              row.getString("author"),
              Draft.State.valueOf(row.getString("state")),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getObject("changed_at", OffsetDateTime.class).toInstant());
  static final RowMapper<Step> STEP =
      (row, n) ->
          new Step(
              row.getInt("seq"),
              row.getString("path"),
              row.getString("content"),
              row.getString("says"),
              row.getString("who"),
              row.getObject("made_at", OffsetDateTime.class).toInstant(),
              row.getBoolean("undone"));

  private DraftRows() {}
}
