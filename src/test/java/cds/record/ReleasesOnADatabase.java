package cds.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.RuleFiles;
import cds.rules.Release;
import cds.web.Besides;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The texts of releases are there for as long as their decisions, whatever the database. */
abstract class ReleasesOnADatabase {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final RuleFiles FILES = new RuleFiles(Release.texts());

  private JdbcTemplate database;
  private Releases releases;

  /** An empty database. */
  abstract DataSource dataSource();

  @BeforeEach
  void startEmpty() {
    Flyway.configure().dataSource(dataSource()).load().migrate();
    database = new JdbcTemplate(dataSource());
    database.update("delete from release");
    releases = new Releases(database);
  }

  @Test
  void aReleaseComesBackAsItWas() {
    releases.keep(FILES, "1.0.0", NOON);

    RuleFiles loaded = releases.load(FILES.release()).orElseThrow();

    assertThat(loaded.texts()).isEqualTo(FILES.texts()).hasSizeGreaterThan(300);
    assertThat(loaded.release()).isEqualTo(FILES.release());
    assertThat(releases.load("sha256:0")).isEmpty();
  }

  @Test
  void aReleaseIsKeptOnceWithItsFirstDay() {
    releases.keep(FILES, "1.0.0", NOON);
    releases.keep(FILES, "1.1.0", NOON.plusSeconds(3600));

    assertThat(releases.list()).containsExactly(new Releases.Kept(FILES.release(), "1.0.0", NOON));
  }

  @Test
  void severalReplicasThatStartTogetherKeepItOnce() {
    IntStream.range(0, 8)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(() -> releases.keep(FILES, "1.0.0", NOON), Besides.EACH))
        .toList()
        .forEach(CompletableFuture::join);

    assertThat(releases.list()).hasSize(1);
  }

  @Test
  void theNewestReleaseStandsFirst() {
    RuleFiles other = new RuleFiles(Map.of("rules/README.md", "other"));
    releases.keep(FILES, "1.0.0", NOON);
    releases.keep(other, "1.0.0", NOON.plusSeconds(1));

    assertThat(releases.list())
        .extracting(Releases.Kept::hash)
        .containsExactly(other.release(), FILES.release());
  }

  @Test
  void aChangedReleaseIsRefused() {
    releases.keep(new RuleFiles(Map.of("rules/README.md", "other")), "1.0.0", NOON);
    database.update("update release set hash = ?", FILES.release());

    assertThatThrownBy(() -> releases.load(FILES.release()))
        .isInstanceOf(RecordsUnusable.class)
        .hasMessageContaining(FILES.release());
  }
}
