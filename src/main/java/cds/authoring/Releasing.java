package cds.authoring;

import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.people.Role;
import cds.record.Releases;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what was approved into force, and what was in force back. What is released is exactly what
 * was approved, and all of it is proved.
 */
public final class Releasing {

  private final Drafts drafts;
  private final Reviews reviews;
  private final Submissions submissions;
  private final RuleReleases history;
  private final Releases texts;
  private final Supplier<String> live;
  private final String engine;
  private final TransactionTemplate transactions;

  /**
   * Takes what it needs.
   *
   * @param texts keeps the texts of releases
   * @param live tells the hash of the release that is in force
   * @param engine version of this software
   */
  public Releasing(
      Drafts drafts,
      Reviews reviews,
      Submissions submissions,
      RuleReleases history,
      Releases texts,
      Supplier<String> live,
      String engine,
      TransactionTemplate transactions) {
    this.drafts = drafts;
    this.reviews = reviews;
    this.submissions = submissions;
    this.history = history;
    this.texts = texts;
    this.live = live;
    this.engine = engine;
    this.transactions = transactions;
  }

  /**
   * Releases what was approved.
   *
   * @param effectiveAt from when on it decides; the past means now
   * @throws NotPossible when it is not approved, or no longer what was approved
   */
  public RuleRelease release(
      Draft draft, Person by, String notes, Instant effectiveAt, Instant at) {
    if (!by.is(Role.REVIEWER) && !by.is(Role.ADMINISTRATOR)) {
      throw new NotPossible("Only a reviewer or an administrator releases.");
    }
    RuleFiles files = drafts.files(draft);
    Review approval =
        reviews.of(draft).stream()
            .filter(review -> review.hash().equals(files.release()))
            .filter(review -> review.verdict() == Review.Verdict.APPROVED)
            .findFirst()
            .orElseThrow(() -> new NotPossible("Nobody has approved exactly these texts."));
    history
        .waiting(at)
        .ifPresent(
            waiting -> {
              throw new NotPossible(
                  "Release "
                      + waiting.version()
                      + " waits for its day, and this draft does not hold its changes. Wait, or call"
                      + " it off at Releases.");
            });
    Submissions.refuse(submissions.obstacles(draft, submissions.prove(files)));
    texts.keep(files, engine, at);
    return once(
        () -> {
          submissions.move(draft, Draft.State.APPROVED, Draft.State.RELEASED, at);
          return history.add(
              step(
                  files.release(),
                  draft.id(),
                  String.join(", ", submissions.authors(draft)),
                  approval.who(),
                  by,
                  notes,
                  effectiveAt.isBefore(at) ? at : effectiveAt,
                  at));
        });
  }

  /** All of it or nothing; nothing when another release came in the same moment. */
  private RuleRelease once(Supplier<RuleRelease> release) {
    try {
      return Objects.requireNonNull(transactions.execute(status -> release.get()));
    } catch (DuplicateKeyException e) {
      throw new NotPossible("Somebody else released in the same moment. Read the page again.");
    }
  }

  /**
   * Returns to an earlier release, at once. Returning to the one in force calls off what waits for
   * its day.
   *
   * @param hash hash of the release to return to; it decided before
   * @throws NotPossible when its texts are not kept, or it is in force and nothing waits
   */
  public RuleRelease rollBack(String hash, Person by, String why, Instant at) {
    if (!by.is(Role.REVIEWER) && !by.is(Role.ADMINISTRATOR)) {
      throw new NotPossible("Only a reviewer or an administrator returns to an earlier release.");
    }
    if (hash.equals(live.get()) && history.waiting(at).isEmpty()) {
      throw new NotPossible("That release is in force.");
    }
    RuleFiles files =
        texts.load(hash).orElseThrow(() -> new NotPossible("That release is not kept."));
    if (!submissions.prove(files).problems().isEmpty()) {
      throw new NotPossible("This version of the software cannot read that release.");
    }
    return once(() -> history.add(step(hash, null, by.name(), by.name(), by, why, at, at)));
  }

  private RuleRelease step(
      String hash,
      @Nullable String draft,
      String author,
      String approver,
      Person by,
      String notes,
      Instant effectiveAt,
      Instant at) {
    return new RuleRelease(
        0,
        hash,
        history.nextVersion(at),
        draft,
        author,
        approver,
        by.name(),
        at,
        effectiveAt,
        notes,
        "",
        "");
  }
}
