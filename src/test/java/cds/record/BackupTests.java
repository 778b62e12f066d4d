package cds.record;

import static org.assertj.core.api.Assertions.assertThat;

import cds.databases.Postgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.FileSystemUtils;

/** A record that was backed up and restored as {@code docs/operate.md} says is the same record. */
class BackupTests {

  private static final int RUNS = 3;

  /** In this order none is there before what it refers to. */
  private static final List<String> TABLES =
      List.of("chain", "link", "decision", "shown", "kept_request");

  @TempDir private Path folder;

  @Test
  void anH2FileThatWasCopiedWhileTheServiceWasStopped() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    DataSource written = h2(data);
    migrate(written);
    Verification.Result before = recorded(written, data);

    Path restored = folder.resolve("restored");
    FileSystemUtils.copyRecursively(data, restored);
    FileSystemUtils.deleteRecursively(data);

    assertThat(verified(h2(restored), restored)).isEqualTo(before);
    Verification.Result after = recorded(h2(restored), restored);
    assertThat(after.isWhole()).isTrue();
    assertThat(after.chains()).isEqualTo(2 * RUNS);
  }

  @Test
  void anH2BackupThatWasTakenByTheDatabase() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    DataSource written = h2(data);
    migrate(written);
    Verification.Result before = recorded(written, data);
    Path script = folder.resolve("backup.sql.zip");
    new JdbcTemplate(written).execute("script to '" + script + "' compression zip");

    Path restored = Files.createDirectories(folder.resolve("restored"));
    new JdbcTemplate(h2(restored)).execute("runscript from '" + script + "' compression zip");
    Files.copy(data.resolve("keys.json"), restored.resolve("keys.json"));

    assertThat(verified(h2(restored), restored)).isEqualTo(before);
    migrate(h2(restored));
  }

  /** Table by table, in the form in which pg_dump writes and psql reads them. */
  @Test
  void aDumpOfPostgresql() throws IOException, SQLException {
    DataSource written = Postgres.empty();
    DataSource restored = Postgres.empty();
    migrate(written);
    migrate(restored);
    Verification.Result before = recorded(written, folder);

    for (String table : TABLES) {
      copy(table, written, restored);
    }

    assertThat(verified(restored, folder)).isEqualTo(before);
  }

  @Test
  void withoutItsKeysARecordIsNotTakenForWhole() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    migrate(h2(data));
    recorded(h2(data), data);
    Files.delete(data.resolve("keys.json"));

    assertThat(verified(h2(data), data).faults())
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).contains("not signed by a key of the key file"));
  }

  private static void copy(String table, DataSource from, DataSource to)
      throws IOException, SQLException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (Connection connection = from.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy " + table + " to stdout", rows);
    }
    try (Connection connection = to.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
    }
  }

  /** Several runs of a replica with a few decisions each; then verifies. */
  private static Verification.Result recorded(DataSource source, Path data) throws IOException {
    RecordStore store =
        new RecordStore(new JdbcTemplate(source), new JdbcTransactionManager(source));
    KeyRing keys = KeyRing.at(data.resolve("keys.json"), Clock.systemUTC());
    Path journals = data.resolve("journal");
    for (int run = 0; run < RUNS; run++) {
      Journal journal = new Journal(journals, Chain.newId(), 1_000_000, Clock.systemUTC());
      Chain chain = new Chain(Chain.newId(), journal);
      Mover mover =
          new Mover(
              journal, store, new Deliveries(store, journals, Map.of()), false, Clock.systemUTC());
      mover.start();
      Heads heads = new Heads(chain, new RecordReader(new JdbcTemplate(source)), keys, "one");
      heads.begin(Instant.now());
      for (int i = 0; i < 5; i++) {
        chain.add(Link.Kind.DECISION, Instant.now(), decision(i));
      }
      heads.sign(Instant.now(), false);
      assertThat(mover.stop(Duration.ofSeconds(60))).isTrue();
      journal.close(true);
    }
    return verified(source, data);
  }

  private static byte[] decision(int i) {
    return """
        "at":"2026-11-22T08:00:00.00000%1$dZ","client":"c","service":"s","hook":"patient-view",\
        "hookInstance":"h%1$d","release":"r","outcome":"answered","micros":1,"cards":[{"uuid":"u%1$d",\
        "findings":[{"code":"ELIGIBLE","urgency":"info","rule":"r","version":"1","leads":true}]}]\
        """
        .formatted(i)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Verification.Result verified(DataSource source, Path data) {
    return Verification.of(
        new RecordReader(new JdbcTemplate(source)),
        KeyRing.at(data.resolve("keys.json"), Clock.systemUTC()));
  }

  private static void migrate(DataSource source) {
    Flyway.configure().dataSource(source).load().migrate();
  }

  private static DataSource h2(Path data) {
    return new DriverManagerDataSource("jdbc:h2:file:" + data.resolve("records"), "sa", "");
  }
}
