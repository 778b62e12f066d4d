package cds.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Clocks that jump by years harm neither the chain nor what it holds. */
class ClockJumpsTests {

  private static final Instant TODAY = Instant.parse("2026-11-22T08:00:00Z");
  private static final Instant IN_1970 = Instant.parse("1970-01-01T00:00:10Z");
  private static final Instant IN_2046 = Instant.parse("2046-01-01T00:00:00Z");
  private static final Duration TEN_YEARS = Duration.ofDays(3650);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private JdbcTemplate database;
  private RecordStore store;
  private RecordReader reader;
  private KeyRing keys;
  private Journal journal;
  private Chain chain;
  private Heads heads;
  private Mover mover;
  private Retention retention;

  @BeforeEach
  void begin() {
    DriverManagerDataSource source =
        new DriverManagerDataSource(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    Flyway.configure().dataSource(source).load().migrate();
    database = new JdbcTemplate(source);
    store = new RecordStore(database, new JdbcTransactionManager(source));
    reader = new RecordReader(database);
    keys = KeyRing.at(folder.resolve("keys.json"), Clock.systemUTC());
    journal = new Journal(folder, "one", 10_000, Clock.systemUTC());
    chain = new Chain("one", journal);
    heads = new Heads(chain, reader, keys, "one");
    mover =
        new Mover(
            journal, store, new Deliveries(store, folder, Map.of()), false, Clock.systemUTC());
    retention = new Retention(chain, mover, store, reader, keys, PATIENCE);
    mover.start();
  }

  @AfterEach
  void end() throws IOException {
    mover.stop(PATIENCE);
    journal.close(true);
    database.execute("shutdown");
  }

  @Test
  void aChainStaysWholeWhicheverWayTheClockJumps() throws IOException {
    heads.begin(TODAY);
    for (Instant at : List.of(TODAY, IN_1970, IN_2046, TODAY, IN_1970)) {
      decided(at);
      heads.sign(at, false);
    }

    assertWhole();
  }

  @Test
  void aDecisionWithAnEarlyTimeDoesNotTakeThoseBeforeItAlong() throws IOException {
    heads.begin(TODAY);
    decided(TODAY);
    decided(TODAY);
    decided(IN_1970);
    decided(TODAY);
    awaitMoved();

    retention.run(TODAY, TEN_YEARS, TEN_YEARS);

    assertThat(kept()).isEqualTo(4);
    assertWhole();
  }

  @Test
  void aClockTwentyYearsAheadDeletesNoMoreThanTwoDaysAtOnce() throws IOException {
    heads.begin(TODAY.minus(Period.ofDays(10)));
    for (int day = 10; day > 0; day--) {
      decided(TODAY.minus(Period.ofDays(day)));
    }
    awaitMoved();

    retention.run(IN_2046, TEN_YEARS, TEN_YEARS);
    assertThat(kept()).isEqualTo(8);
    retention.run(TODAY, TEN_YEARS, TEN_YEARS);

    assertThat(kept()).isEqualTo(8);
    assertWhole();
  }

  @Test
  void aClockThatIsBehindDeletesNothing() throws IOException {
    heads.begin(TODAY);
    decided(TODAY);
    awaitMoved();

    retention.run(IN_1970, TEN_YEARS, TEN_YEARS);

    assertThat(kept()).isEqualTo(1);
    assertWhole();
  }

  @Test
  void norMoreThanTwoDaysOfKeptRequests() throws IOException {
    for (int day = 10; day > 0; day--) {
      kept(TODAY.minus(Period.ofDays(day)));
    }

    retention.run(IN_1970, TEN_YEARS, TEN_YEARS);
    assertThat(requests()).isEqualTo(10);
    retention.run(IN_2046, TEN_YEARS, TEN_YEARS);
    assertThat(requests()).isEqualTo(8);
    retention.run(TODAY, TEN_YEARS, TEN_YEARS);
    assertThat(requests()).isEqualTo(8);
  }

  @Test
  void aKeptRequestThatIsOverIsDeletedEvenWhenThereIsNoDecision() throws IOException {
    kept(TODAY.minus(Period.ofDays(10)));
    kept(TODAY.minus(Period.ofDays(9)));

    retention.run(TODAY, TEN_YEARS, Duration.ofDays(9).plusHours(1));

    assertThat(requests()).isEqualTo(1);
  }

  private void kept(Instant at) {
    KeptRequest request = new KeptRequest("decision-" + at, "key", at, new byte[] {1});
    store.add(List.of(new Entry.OfRequest(request)), Map.of());
  }

  private long requests() {
    return Objects.requireNonNull(
        database.queryForObject("select count(*) from kept_request", Long.class));
  }

  private void decided(Instant at) throws IOException {
    String members =
        """
        "at":"%s","client":"c","service":"s","hook":"patient-view","hookInstance":"h",\
        "release":"r","outcome":"answered","micros":1\
        """
            .formatted(at.atOffset(ZoneOffset.UTC));
    chain.add(Link.Kind.DECISION, at, members.getBytes(StandardCharsets.UTF_8));
  }

  private void awaitMoved() {
    assertThat(mover.await(journal.entries(), PATIENCE)).isTrue();
  }

  private long kept() {
    List<Link> decisions = new ArrayList<>(reader.links("one", 0, 100));
    return decisions.stream()
        .filter(link -> link.kind() == Link.Kind.DECISION && link.content() != null)
        .count();
  }

  private void assertWhole() {
    awaitMoved();
    Verification.Result result = Verification.of(reader, keys);
    assertThat(result.faults()).isEmpty();
    assertThat(result.links()).isEqualTo(chain.head().seq());
  }
}
