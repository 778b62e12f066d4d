package cds.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Replicas know of each other and of what they decide by, whatever the database. */
abstract class ReplicasOnADatabase {

  private JdbcTemplate database;

  /** An empty database, or one that is emptied. */
  abstract DataSource dataSource();

  @BeforeEach
  void startEmpty() {
    Flyway.configure().dataSource(dataSource()).load().migrate();
    database = new JdbcTemplate(dataSource());
    database.update("delete from replica");
  }

  @Test
  void eachHearsWhatTheOthersDecideBy() {
    Replicas one = told("chain-1", "one", "old");
    Replicas two = told("chain-2", "two", "new");
    one.tell();

    assertThat(two.releases()).isEqualTo(one.releases());
    assertThat(one.live()).extracting(Replicas.Live::name).containsExactly("one", "two");
    assertThat(one.live()).extracting(Replicas.Live::release).containsExactly("old", "new");
    assertThat(one.live()).extracting(Replicas.Live::engine).containsOnly("1.0.0");
    assertThat(one.releases()).containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void thoseThatDecideByTheSameAgree() {
    told("chain-1", "one", "same");

    assertThat(told("chain-2", "two", "same").releases()).containsExactly("same");
  }

  @Test
  void oneThatTellsAgainIsHeardOfLater() {
    Replicas one = told("chain-1", "one", "same");
    silent("chain-1", 2);
    Instant before = told("chain-2", "two", "same").live().get(0).told();

    one.tell();

    assertThat(one.live()).hasSize(2);
    assertThat(one.live().get(0).told()).isAfter(before);
  }

  @Test
  void oneThatIsStoppedIsGone() {
    told("chain-1", "one", "old").close();

    assertThat(told("chain-2", "two", "new").releases()).containsExactly("new");
  }

  @Test
  void oneThatWasKilledAndStartedAgainIsOne() {
    told("chain-1", "one", "old");

    assertThat(told("chain-2", "one", "new").releases()).containsExactly("new");
  }

  @Test
  void oneThatIsNotHeardOfForThreeMinutesIsGone() {
    told("chain-1", "one", "old");
    Replicas two = told("chain-2", "two", "new");

    silent("chain-1", 2);
    two.tell();
    assertThat(two.live()).extracting(Replicas.Live::name).containsExactly("one", "two");

    silent("chain-1", 2);
    two.tell();
    assertThat(two.live()).extracting(Replicas.Live::name).containsExactly("two");
  }

  @Test
  void twoThatWereGivenOneNameAreTwo() {
    Replicas one = told("chain-1", "one", "old");
    Replicas other = told("chain-2", "one", "new");
    one.tell();
    other.tell();

    assertThat(other.live()).extracting(Replicas.Live::name).containsExactly("one", "one");
    assertThat(other.releases()).containsExactlyInAnyOrder("old", "new");
  }

  @Test
  void whileTheDatabaseDoesNotSayNothingIsKnown() {
    Replicas one = told("chain-1", "one", "same");
    database.execute("alter table replica rename to away");
    one.tell();
    assertThat(one.live()).isEmpty();
    assertThat(one.releases()).isEmpty();
    one.close();

    database.execute("alter table away rename to replica");
    one.tell();
    assertThat(one.live()).hasSize(1);
  }

  private Replicas told(String chain, String name, String release) {
    Replicas replica = new Replicas(database, chain, name, () -> release, "1.0.0");
    replica.tell();
    return replica;
  }

  /** Some minutes go by in which a replica does not tell. */
  private void silent(String chain, int minutes) {
    database.update(
        "update replica set told_at = told_at - interval '%d' minute where chain = ?"
            .formatted(minutes),
        chain);
  }
}
