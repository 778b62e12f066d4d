package cds.feedback;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Keeps feedback in the database. The same report delivered again changes nothing. Comments stand
 * in a table of their own, because they may name a patient.
 */
@Repository
public class FeedbackStore {

  /** Under this name the journal keeps deliveries. */
  public static final String OWNER = "feedback";

  private static final String SEPARATOR = "\n";

  private final JdbcClient database;

  /** Takes the database. */
  public FeedbackStore(JdbcClient database) {
    this.database = database;
  }

  /**
   * Keeps a delivery as the journal holds it, within the transaction that is open. Cards that
   * nobody knows are kept too.
   *
   * @throws org.springframework.dao.DataAccessException when it cannot be kept; a key that is there
   *     twice means that another replica keeps the same report just now
   */
  public void keep(byte[] content) {
    Delivery delivery = Delivery.decoded(content);
    delivery
        .reports()
        .forEach(r -> keep(delivery.client(), delivery.service(), r, delivery.received()));
  }

  private void keep(String client, String service, Report report, Instant received) {
    String id = id(client, service, report);
    if (!exists("select count(*) from feedback where id = :id", id)) {
      Report.Reason reason = report.reason();
      database
          .sql(
              """
              insert into feedback (id, client, service, card, outcome, outcome_timestamp,
                override_reason_system, override_reason_code, received_at)
              values (:id, :client, :service, :card, :outcome, :at, :system, :code, :received)
              """)
          .param("id", id)
          .param("client", client)
          .param("service", service)
          .param("card", report.card())
          .param("outcome", report.outcome())
          .param("at", utc(report.at()))
          .param("system", reason == null ? null : reason.system())
          .param("code", reason == null ? null : reason.code())
          .param("received", utc(received))
          .update();
      for (String suggestion : report.acceptedSuggestions()) {
        database
            .sql("insert into feedback_suggestion (feedback, suggestion) values (:id, :suggestion)")
            .param("id", id)
            .param("suggestion", suggestion)
            .update();
      }
    }
    keepComment(id, report.comment());
  }

  /** A report that comes again may be the first to carry its comment. */
  private void keepComment(String id, Report.@Nullable Comment comment) {
    if (comment != null
        && !exists("select count(*) from feedback_comment where feedback = :id", id)) {
      database
          .sql(
              """
              insert into feedback_comment (feedback, comment_text, shortened)
              values (:id, :text, :shortened)
              """)
          .param("id", id)
          .param("text", comment.text())
          .param("shortened", comment.shortened())
          .update();
    }
  }

  private boolean exists(String count, String id) {
    return database.sql(count).param("id", id).query(Long.class).single() > 0;
  }

  /** Both databases keep microseconds. */
  private static OffsetDateTime utc(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /**
   * What makes two reports the same. The comment is left out: a hash of a short text can be
   * guessed, and would stay when the comment is deleted.
   */
  private static String id(String client, String service, Report report) {
    Report.Reason reason = report.reason();
    // None of the parts holds a line break, so no two different reports give the same text.
    String text =
        String.join(
            SEPARATOR,
            client,
            service,
            report.card(),
            report.outcome(),
            report.at().toString(),
            reason == null ? "" : reason.code(),
            reason == null || reason.system() == null ? "" : reason.system(),
            String.join(SEPARATOR, report.acceptedSuggestions().stream().sorted().toList()));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
