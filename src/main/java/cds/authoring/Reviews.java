package cds.authoring;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What reviewers said of drafts. */
public final class Reviews {

  private final JdbcTemplate database;

  /** Takes the database. */
  public Reviews(JdbcTemplate database) {
    this.database = database;
  }

  /** All reviews of a draft, the newest first. */
  public List<Review> of(Draft draft) {
    return database.query(
        "select hash, who, made_at, verdict, says from draft_review where draft = ?"
            + " order by made_at desc",
        (row, n) ->
            new Review(
                row.getString(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                Review.Verdict.valueOf(row.getString(4)),
                row.getString(5)),
        draft.id());
  }

  /** Adds one; what the same person said of the same texts before is replaced. */
  void add(Draft draft, Review review) {
    database.update(
        "delete from draft_review where draft = ? and hash = ? and who = ?",
        draft.id(),
        review.hash(),
        review.who());
    database.update(
        "insert into draft_review (draft, hash, who, made_at, verdict, says)"
            + " values (?, ?, ?, ?, ?, ?)",
        draft.id(),
        review.hash(),
        review.who(),
        Drafts.utc(review.at()),
        review.verdict().name(),
        review.says());
  }
}
