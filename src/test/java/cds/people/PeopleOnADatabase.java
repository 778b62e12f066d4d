package cds.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.web.people.QuickHashes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What must hold when several do something at once, on any database. */
abstract class PeopleOnADatabase {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String ONCE = "one-time-password";

  private final JdbcTemplate database;
  private final Actions actions;
  private final People people;
  private final People elsewhere;

  /**
   * Takes the database.
   *
   * @param replicas whether several processes may use it
   */
  PeopleOnADatabase(DataSource source, boolean replicas) {
    this.database = new JdbcTemplate(source);
    this.actions = new Actions(database);
    this.people = people(source);
    this.elsewhere = replicas ? people(source) : people;
  }

  private People people(DataSource source) {
    return new People(database, new JdbcTransactionManager(source), QuickHashes.encoder(), actions);
  }

  static void migrate(DataSource source) {
    Flyway.configure().dataSource(source).load().migrate();
  }

  @BeforeEach
  void nobody() {
    database.update("delete from person");
    database.update("delete from person_action");
  }

  private static Person person(String name, Role... roles) {
    return new Person(name, name, Set.of(roles));
  }

  /** Does both at once; how many were refused. */
  private static int refused(List<Callable<Boolean>> both) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(both.size());
    CountDownLatch start = new CountDownLatch(both.size());
    try {
      List<Future<Boolean>> results =
          both.stream()
              .map(
                  one ->
                      threads.submit(
                          () -> {
                            start.countDown();
                            start.await();
                            return one.call();
                          }))
              .toList();
      int refused = 0;
      for (Future<Boolean> result : results) {
        refused += result.get() ? 0 : 1;
      }
      return refused;
    } finally {
      threads.shutdown();
    }
  }

  private static Callable<Boolean> unlessRefused(Runnable action) {
    return () -> {
      try {
        action.run();
        return true;
      } catch (PersonRefused e) {
        return false;
      }
    };
  }

  @Test
  void twoAdministratorsCannotCloseEachOtherOut() throws Exception {
    for (int round = 0; round < 5; round++) {
      database.update("delete from person");
      people.add(person("ann", Role.ADMINISTRATOR), ONCE, "t", NOW);
      people.add(person("bob", Role.ADMINISTRATOR), ONCE, "t", NOW);
      int refused =
          refused(
              List.of(
                  unlessRefused(
                      () -> people.change(person("ann", Role.ADMINISTRATOR), false, "bob", NOW)),
                  unlessRefused(
                      () -> people.change(person("bob", Role.READER), true, "ann", NOW))));
      assertThat(refused).isEqualTo(1);
      assertThat(people.all())
          .filteredOn(one -> one.active() && one.person().is(Role.ADMINISTRATOR))
          .hasSize(1);
    }
  }

  @Test
  void onlyOneIsTheFirst() throws Exception {
    int refused =
        refused(
            List.of(
                unlessRefused(
                    () -> people.begin(person("ann", Role.ADMINISTRATOR), "a long password", NOW)),
                unlessRefused(
                    () ->
                        elsewhere.begin(
                            person("bob", Role.ADMINISTRATOR), "a long password", NOW))));
    assertThat(refused).isEqualTo(1);
    assertThat(people.all()).hasSize(1);
    assertThat(actions.newest(9)).hasSize(1);
  }

  @Test
  void manyGuessesAtOnceAreCountedOneByOne() throws Exception {
    people.add(person("ann", Role.AUTHOR), ONCE, "t", NOW);
    int refused =
        refused(
            IntStream.range(0, 10)
                .<Callable<Boolean>>mapToObj(
                    i -> () -> people.signIns().byPassword("ann", "guess " + i, NOW).isPresent())
                .toList());
    assertThat(refused).isEqualTo(10);
    assertThat(people.find("ann").orElseThrow().isLocked(NOW)).isTrue();

    assertThat(people.signIns().byPassword("ann", ONCE, NOW.plusSeconds(14 * 60))).isEmpty();
    assertThat(people.signIns().byPassword("ann", ONCE, NOW.plusSeconds(15 * 60))).isPresent();
  }

  @Test
  void nineWrongOnesAreForgottenOverARightOne() {
    people.add(person("ann", Role.AUTHOR), ONCE, "t", NOW);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 9; i++) {
        assertThat(people.signIns().byPassword("ann", "wrong", NOW)).isEmpty();
      }
      assertThat(people.signIns().byPassword("ann", ONCE, NOW)).isPresent();
    }
  }

  @Test
  void passwordsHaveLimitsAndAreKeptAsHashes() {
    String longest = "é".repeat(36);
    people.begin(person("ann", Role.ADMINISTRATOR), longest, NOW);
    assertThat(people.signIns().byPassword("ann", longest, NOW)).isPresent();
    assertThat(people.signIns().byPassword("ann", longest + "x", NOW)).isEmpty();
    assertThat(people.signIns().byPassword("ann", "", NOW)).isEmpty();
    for (String bad : new String[] {"short", longest + "x", "with a \0 zero"}) {
      assertThatThrownBy(() -> people.setPassword("ann", longest, bad, NOW))
          .isInstanceOf(PersonRefused.class);
    }
    assertThat(database.queryForObject("select password from person", String.class))
        .startsWith("{bcrypt}$2a$");
    assertThatThrownBy(() -> people.change(person("bob"), true, "ann", NOW))
        .hasMessage("Nobody has this name.");
  }

  @Test
  void actionsAreFoundAndCut() {
    actions.add(new Actions.Action(NOW, "ann", "approved", "draft 7%_", "x".repeat(3000)));
    actions.add(new Actions.Action(NOW, "bob", "approved", "draft 8", ""));
    assertThat(actions.find("", "7%_", 9)).hasSize(1);
    assertThat(actions.find("ann", "draft", 9)).hasSize(1);
    assertThat(actions.find(" ", "", 1)).extracting(Actions.Action::who).containsExactly("bob");
    assertThat(actions.find("ann", "", 9).get(0).detail()).hasSize(2000);
  }
}
