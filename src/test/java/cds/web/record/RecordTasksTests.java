package cds.web.record;

import static org.assertj.core.api.Assertions.assertThat;

import cds.feedback.Delivery;
import cds.feedback.FeedbackStore;
import cds.feedback.Report;
import cds.insight.Comments;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Comments go when their time is over, and a clock that jumped takes few of them along. */
class RecordTasksTests {

  private static final Instant TODAY = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration A_YEAR = Duration.ofDays(365);

  private JdbcClient database;
  private Comments comments;

  @BeforeEach
  void tenDaysOfComments() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    DriverManagerDataSource source = new DriverManagerDataSource(url, "sa", "");
    Flyway.configure().dataSource(source).load().migrate();
    database = JdbcClient.create(source);
    comments = new Comments(database);
    FeedbackStore feedback = new FeedbackStore(database);
    for (int day = 1; day <= 10; day++) {
      feedback.keep(delivery(day, new Report.Comment("a comment", false)));
    }
    feedback.keep(delivery(1000, null));
  }

  @Test
  void theOldestCommentCountsNotTheOldestFeedback() {
    assertThat(comments.oldest()).contains(TODAY.minus(Period.ofDays(10)));
    comments.deleteBefore(TODAY);
    assertThat(comments.oldest()).isEmpty();
    RecordTasks.forget(comments, TODAY, A_YEAR);
  }

  @Test
  void whatIsOverGoes() {
    RecordTasks.forget(comments, TODAY, Duration.ofDays(9).plusHours(1));

    assertThat(left()).isEqualTo(9);
  }

  @Test
  void aClockTwentyYearsAheadDeletesNoMoreThanTwoDaysAtOnce() {
    Instant in2046 = Instant.parse("2046-01-01T00:00:00Z");

    RecordTasks.forget(comments, in2046, A_YEAR);
    assertThat(left()).isEqualTo(8);
    RecordTasks.forget(comments, TODAY, A_YEAR);
    assertThat(left()).isEqualTo(8);
  }

  @Test
  void aClockThatIsBehindDeletesNothing() {
    RecordTasks.forget(comments, Instant.EPOCH, A_YEAR);

    assertThat(left()).isEqualTo(10);
  }

  private long left() {
    return database.sql("select count(*) from feedback_comment").query(Long.class).single();
  }

  private static byte[] delivery(int daysAgo, Report.@Nullable Comment comment) {
    Report.Reason reason = new Report.Reason(null, "other");
    Report report = new Report("card-" + daysAgo, "overridden", TODAY, List.of(), reason, comment);
    return new Delivery("c", "s", List.of(report), TODAY.minus(Period.ofDays(daysAgo))).encoded();
  }
}
