package cds.insight;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What clinicians wrote about cards. It may name a patient: it is never exported, and can be
 * deleted while the rest of the feedback stays.
 */
@Repository
public class Comments {

  /** More than this are not listed: nobody reads them on a page. */
  private static final int MOST = 50;

  private static final String SELECTED =
      """
      from feedback_comment c join feedback f on f.id = c.feedback
        left join shown s on s.card = lower(f.card) and s.leads and s.decision = (
          select min(d.id) from shown other join decision d on d.id = other.decision
          where other.card = lower(f.card) and d.client = f.client)
      where f.received_at >= :start and f.received_at < :end
      """;

  private final JdbcClient database;

  /** Takes the database with the feedback. */
  public Comments(JdbcClient database) {
    this.database = database;
  }

  /**
   * One comment.
   *
   * @param feedback id of the feedback it came with
   * @param received when it came
   * @param client who sent it
   * @param card uuid of the card, as the client names it
   * @param rule rule folder of the finding that led the card; null when nobody here showed it
   * @param code code of that finding; null when nobody here showed the card
   * @param text what was written
   * @param shortened whether more was written than is kept
   */
  public record Comment(
      String feedback,
      Instant received,
      String client,
      String card,
      @Nullable String rule,
      @Nullable String code,
      String text,
      boolean shortened) {}

  /**
   * The comments of a selection.
   *
   * @param number how many there are
   * @param listed all of them, the newest first; none when there are more than {@value #MOST}
   */
  public record Found(long number, List<Comment> listed) {

    /** Copies. */
    public Found {
      listed = List.copyOf(listed);
    }
  }

  /** The comments that came in the time selected, of the client, service and release selected. */
  public Found of(Selection selection) {
    String selected =
        SELECTED
            + (selection.client().isEmpty() ? "" : " and f.client = :client")
            + (selection.service().isEmpty() ? "" : " and f.service = :service")
            + (selection.release().isEmpty()
                ? ""
                : " and exists (select 1 from decision d where d.id = s.decision"
                    + " and d.release = :release)");
    long number =
        database
            .sql("select count(*) " + selected)
            .params(selection.values())
            .query(Long.class)
            .single();
    return new Found(number, number > MOST ? List.of() : listed(selected, selection));
  }

  private List<Comment> listed(String selected, Selection selection) {
    return database
        .sql(
            "select f.id, f.received_at, f.client, f.card, s.rule, s.code, c.comment_text,"
                + " c.shortened "
                + selected
                + " order by f.received_at desc, f.id")
        .params(selection.values())
        .query(
            (row, nth) ->
                new Comment(
                    row.getString("id"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    row.getString("client"),
                    row.getString("card"),
                    row.getString("rule"),
                    row.getString("code"),
                    row.getString("comment_text"),
                    row.getBoolean("shortened")))
        .list();
  }

  /** When the oldest comment that is still there came. */
  public Optional<Instant> oldest() {
    return database
        .sql(
            "select min(received_at) from feedback"
                + " where id in (select feedback from feedback_comment)")
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Deletes the comments that came before a time; says how many. */
  public int deleteBefore(Instant time) {
    return database
        .sql(
            "delete from feedback_comment where feedback in"
                + " (select id from feedback where received_at < :time)")
        .param("time", time.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Deletes the comment of one feedback; says how many there were, 0 or 1. */
  public int delete(String feedback) {
    return database
        .sql("delete from feedback_comment where feedback = :id")
        .param("id", feedback)
        .update();
  }
}
