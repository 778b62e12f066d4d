package cds.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.people.Role;
import cds.record.KeyRing;
import cds.record.Releases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a draft from its first step into force and back, on any database. */
abstract class DraftsOnADatabase {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String NOTES = "Something is other than it was.";
  private static final String A = "rules/a.yaml";
  private static final String B = "rules/b.yaml";
  private static final RuleFiles BASE = new RuleFiles(Map.of(A, "a: 1\n", B, "b: 1\n"));
  private static final Person ANN = new Person("ann", "Ann", Set.of(Role.AUTHOR, Role.REVIEWER));
  private static final Person BOB = new Person("bob", "Bob", Set.of(Role.REVIEWER));
  private static final Person EVE = new Person("eve", "Eve", Set.of(Role.AUTHOR));

  @TempDir private Path folder;

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private Releases texts;
  private RuleReleases history;
  private Drafts drafts;
  private Reviews reviews;
  private Submissions submissions;
  private Releasing releasing;

  DraftsOnADatabase(DataSource source) {
    Flyway.configure().dataSource(source).load().migrate();
    this.database = new JdbcTemplate(source);
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
  }

  @BeforeEach
  void nothingYet() {
    Stream.of("draft_review", "draft_step", "draft", "rule_release", "release")
        .forEach(table -> database.update("delete from " + table));
    texts = new Releases(database);
    texts.keep(BASE, "engine", NOW);
    history =
        new RuleReleases(database, KeyRing.at(folder.resolve("keys.json"), Clock.systemUTC()));
    drafts = new Drafts(database, transactions, texts::load);
    reviews = new Reviews(database);
    submissions =
        new Submissions(drafts, reviews, DraftsOnADatabase::green, BASE::release, transactions);
    releasing =
        new Releasing(
            drafts, reviews, submissions, history, texts, BASE::release, "engine", transactions);
  }

  private static Proof green(RuleFiles files) {
    return new Proof(files.release(), List.of(), List.of(), Map.of("a/b", 1), List.of(), null);
  }

  private Draft draft(String id) {
    return drafts.begin(
        new Draft(id, "a title", BASE.release(), "ann", Draft.State.OPEN, NOW, NOW));
  }

  private Draft now(Draft draft) {
    return drafts.find(draft.id()).orElseThrow();
  }

  private String text(Draft draft, String path) {
    return drafts.files(draft).text(path).orElse("gone");
  }

  private Draft approved(String id, String text) {
    Draft draft = draft(id);
    drafts.save(draft, 0, A, text, "a change", "ann", NOW);
    submissions.submit(draft, ANN, NOTES, NOW);
    submissions.review(
        now(draft), drafts.files(draft).release(), BOB, Review.Verdict.APPROVED, "fine", NOW);
    return now(draft);
  }

  @Test
  void stepsAreLaidOverTheReleaseUndoneAndDoneAgain() {
    Draft draft = draft("d1");
    assertThat(drafts.files(draft).release()).isEqualTo(BASE.release());
    drafts.save(draft, 0, A, "a: 2\n", "two", "ann", NOW);
    drafts.save(draft, 1, B, null, "away", "ann", NOW);
    assertThat(text(draft, A)).isEqualTo("a: 2\n");
    assertThat(text(draft, B)).isEqualTo("gone");

    assertThat(drafts.undo(draft, NOW)).isTrue();
    assertThat(text(draft, B)).isEqualTo("b: 1\n");
    assertThat(drafts.redo(draft, NOW)).isTrue();
    assertThat(text(draft, B)).isEqualTo("gone");
    assertThat(drafts.redo(draft, NOW)).isFalse();
    drafts.undo(draft, NOW);
    drafts.save(draft, 2, A, "a: 3\n", "three", "ann", NOW);
    assertThat(drafts.redo(draft, NOW)).isFalse();
    assertThat(drafts.steps("d1")).extracting(Step::says).containsExactly("two", "three");
  }

  @Test
  void twoWhoChangeOneFileAreTold() {
    Draft draft = draft("d1");
    drafts.save(draft, 0, A, "a: 2\n", "two", "ann", NOW);

    assertThatThrownBy(() -> drafts.save(draft, 0, A, "a: 3\n", "three", "eve", NOW))
        .isInstanceOf(ChangedMeanwhile.class)
        .hasMessage("ann changed rules/a.yaml meanwhile");
    drafts.save(draft, 0, B, "b: 2\n", "another file", "eve", NOW);

    assertThat(text(draft, A)).isEqualTo("a: 2\n");
    assertThat(text(draft, B)).isEqualTo("b: 2\n");
    assertThat(submissions.authors(draft)).containsExactly("ann", "eve");
  }

  @Test
  void whoeverWroteAStepOrHasNotTheRoleCannotReviewAndNobodyReviewsOtherTexts() {
    Draft draft = draft("d1");
    drafts.save(draft, 0, A, "a: 2\n", "two", "ann", NOW);
    assertThatThrownBy(() -> submissions.submit(draft, EVE, NOTES, NOW))
        .isInstanceOf(NotPossible.class);
    submissions.submit(draft, ANN, NOTES, NOW);
    String hash = drafts.files(draft).release();
    assertThat(text(draft, Changelog.FILE))
        .isEqualTo("## a title (2026-11-22)\n\n- " + NOTES + "\n");

    Draft submitted = now(draft);
    assertThatThrownBy(() -> review(submitted, hash, ANN)).hasMessageContaining("second person");
    assertThatThrownBy(() -> review(submitted, hash, EVE)).hasMessageContaining("role reviewer");
    assertThatThrownBy(() -> review(submitted, BASE.release(), BOB))
        .hasMessageContaining("changed");
    assertThat(now(draft).state()).isEqualTo(Draft.State.SUBMITTED);
    submissions.review(submitted, hash, BOB, Review.Verdict.RETURNED, "why?", NOW);
    assertThat(now(draft).state()).isEqualTo(Draft.State.OPEN);
    assertThat(reviews.of(draft)).extracting(Review::says).containsExactly("why?");
    assertThatThrownBy(() -> releasing.release(now(draft), BOB, "n", NOW, NOW))
        .hasMessageContaining("Nobody has approved");
  }

  private void review(Draft draft, String hash, Person by) {
    submissions.review(draft, hash, by, Review.Verdict.APPROVED, "", NOW);
  }

  @Test
  void aReleaseIsInForceSignedAndItsDraftStaysAsItIs() {
    Draft draft = approved("d1", "a: 2\n");
    RuleRelease release = releasing.release(draft, BOB, "two now", NOW, NOW);

    assertThat(history.inForce(NOW)).contains(release);
    assertThat(history.inForce(NOW.minusSeconds(1))).isEmpty();
    assertThat(release.version()).isEqualTo("2026.11.22-1");
    assertThat(List.of(release.author(), release.approver())).containsExactly("ann", "bob");
    assertThat(texts.load(release.hash()).orElseThrow().text(A)).contains("a: 2\n");
    assertThat(history.isSigned(release)).isTrue();
    database.update("update rule_release set approver = 'eve'");
    assertThat(history.isSigned(history.find(1).orElseThrow())).isFalse();

    Draft released = now(draft);
    assertThatThrownBy(() -> drafts.save(released, 1, A, "a: 3\n", "", "ann", NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> submissions.reopen(released, NOW)).isInstanceOf(NotPossible.class);
    assertThatThrownBy(() -> submissions.discard(released, NOW)).isInstanceOf(NotPossible.class);
    assertThat(now(draft).state()).isEqualTo(Draft.State.RELEASED);
  }

  @Test
  void whatIsChangedAfterTheApprovalIsNotReleased() {
    Draft draft = approved("d1", "a: 2\n");
    submissions.reopen(draft, NOW);
    drafts.save(draft, 1, A, "a: 3\n", "three", "ann", NOW);
    submissions.submit(now(draft), ANN, NOTES, NOW);

    assertThatThrownBy(() -> releasing.release(now(draft), BOB, "n", NOW, NOW))
        .hasMessageContaining("Nobody has approved exactly these texts");
    assertThat(history.all()).isEmpty();
  }

  @Test
  void whatWaitsForItsDayIsNotLostAndCanBeCalledOff() {
    Draft first = approved("d1", "a: 2\n");
    Draft second = approved("d2", "a: 3\n");
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    RuleRelease waiting = releasing.release(first, BOB, "tomorrow", tomorrow, NOW);
    assertThat(history.inForce(NOW)).isEmpty();
    assertThat(history.inForce(tomorrow)).contains(waiting);

    assertThatThrownBy(() -> releasing.release(second, BOB, "n", NOW, NOW))
        .hasMessageContaining(waiting.version() + " waits for its day");
    RuleRelease back = releasing.rollBack(BASE.release(), BOB, "not yet", NOW);
    assertThat(history.inForce(tomorrow)).contains(back);
    assertThat(history.waiting(NOW)).isEmpty();
    assertThatThrownBy(() -> releasing.rollBack(BASE.release(), BOB, "again", NOW))
        .hasMessageContaining("in force");
    assertThatThrownBy(() -> releasing.rollBack(waiting.hash(), EVE, "x", NOW))
        .hasMessageContaining("reviewer or an administrator");
    assertThat(releasing.release(second, BOB, "n", NOW, NOW).number()).isEqualTo(3);
  }

  @Test
  void ofTwoReleasesInTheSameMomentEachHasItsOwnNumber() throws Exception {
    List<Draft> both = List.of(approved("d1", "a: 2\n"), approved("d2", "a: 3\n"));
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService people = Executors.newFixedThreadPool(2);
    int done = 0;
    try {
      List<Future<RuleRelease>> outcomes =
          both.stream()
              .map(
                  draft ->
                      people.submit(
                          () -> {
                            go.await();
                            return releasing.release(draft, BOB, "n", NOW, NOW);
                          }))
              .toList();
      go.countDown();
      for (Future<RuleRelease> outcome : outcomes) {
        try {
          outcome.get();
          done++;
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(NotPossible.class);
        }
      }
    } finally {
      people.shutdown();
    }
    assertThat(done).isPositive();
    assertThat(history.all()).hasSize(done);
    assertThat(both.stream().map(this::now).filter(d -> d.state() == Draft.State.RELEASED))
        .hasSize(done);
  }

  @Test
  void aDraftIsMovedOntoAnotherReleaseUnlessBothChangedOneFile() {
    Draft draft = draft("d1");
    drafts.save(draft, 0, A, "a: 2\n", "two", "ann", NOW);
    RuleFiles other = new RuleFiles(Map.of(A, "a: 1\n", B, "b: 9\n"));
    RuleFiles clash = new RuleFiles(Map.of(A, "a: 9\n", B, "b: 9\n"));
    texts.keep(other, "engine", NOW);

    assertThat(drafts.moveOnto(draft, clash, NOW)).containsExactly(A);
    assertThat(drafts.moveOnto(draft, other, NOW)).isEmpty();
    assertThat(drafts.files(now(draft)).texts()).isEqualTo(Map.of(A, "a: 2\n", B, "b: 9\n"));
  }

  @Test
  void whatIsSubmittedIsNotMovedAndTheChangelogIsAskedForAgain() {
    Draft draft = approved("d1", "a: 2\n");
    RuleFiles other = new RuleFiles(Map.of(A, "a: 1\n", B, "b: 9\n", Changelog.FILE, "# Log\n"));
    texts.keep(other, "engine", NOW);

    assertThatThrownBy(() -> drafts.moveOnto(draft, other, NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThat(text(draft, Changelog.FILE)).contains(NOTES);

    submissions.reopen(draft, NOW);
    assertThat(drafts.moveOnto(now(draft), other, NOW)).isEmpty();
    assertThat(text(now(draft), Changelog.FILE)).isEqualTo("# Log\n");
    assertThat(text(now(draft), A)).isEqualTo("a: 2\n");
  }
}
