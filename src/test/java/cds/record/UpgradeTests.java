package cds.record;

import static org.assertj.core.api.Assertions.assertThat;

import cds.databases.Postgres;
import cds.feedback.Delivery;
import cds.feedback.FeedbackStore;
import cds.feedback.Report;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database of the first release is brought up to date, and keeps what it holds. */
class UpgradeTests {

  private static final Instant AT = Instant.parse("2025-06-16T12:00:00Z");

  @Test
  void onH2() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    assertFeedbackStays(new DriverManagerDataSource(url, "sa", ""));
  }

  @Test
  void onPostgresql() {
    assertFeedbackStays(Postgres.empty());
  }

  @Test
  void replicasTellOfThemselvesOnTheTableOfBefore() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    assertReplicasTell(new DriverManagerDataSource(url, "sa", ""));
    assertReplicasTell(Postgres.empty());
  }

  private static void assertReplicasTell(DataSource source) {
    Flyway.configure().dataSource(source).target("3").load().migrate();
    JdbcTemplate database = new JdbcTemplate(source);
    database.update(
        "insert into replica (name, chain, release, seen_at)"
            + " values ('one', 'c', 'r', current_timestamp)");

    Flyway.configure().dataSource(source).load().migrate();

    Replicas replicas = new Replicas(database, "c", "one", () -> "r", "e");
    replicas.tell();
    assertThat(replicas.live()).extracting(Replicas.Live::name).containsExactly("one");
  }

  private static void assertFeedbackStays(DataSource source) {
    Flyway.configure().dataSource(source).target("1").load().migrate();
    JdbcClient database = JdbcClient.create(source);
    FeedbackStore feedback = new FeedbackStore(database);
    feedback.keep(delivery());
    List<String> before = feedback(database);
    assertThat(before).containsExactly("c|s|card|overridden|other|a comment");

    int newer = Flyway.configure().dataSource(source).load().migrate().migrationsExecuted;

    assertThat(newer).isPositive();
    assertThat(feedback(database)).isEqualTo(before);
    // The same report, sent again after the upgrade, is still the same.
    feedback.keep(delivery());
    assertThat(feedback(database)).isEqualTo(before);
  }

  private static byte[] delivery() {
    Report report =
        new Report(
            "card",
            "overridden",
            AT,
            List.of(),
            new Report.Reason(null, "other"),
            new Report.Comment("a comment", false));
    return new Delivery("c", "s", List.of(report), AT).encoded();
  }

  private static List<String> feedback(JdbcClient database) {
    return database
        .sql(
            """
            select client || '|' || service || '|' || card || '|' || outcome || '|'
              || override_reason_code || '|' || comment_text from feedback
            join feedback_comment on feedback_comment.feedback = feedback.id
            """)
        .query(String.class)
        .list();
  }
}
