package cds.authoring;

import cds.knowledge.RuleFiles;
import cds.people.Person;
import cds.people.Role;
import cds.record.Releases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way of a draft into force: submitted by its author, approved by somebody else, released. What
 * is released is exactly what was approved, and all of it is proved.
 */
public final class Publishing {

  private final Drafts drafts;
  private final Reviews reviews;
  private final RuleReleases history;
  private final Releases texts;
  private final Function<RuleFiles, Proof> prover;
  private final Supplier<String> live;
  private final String engine;
  private final TransactionTemplate transactions;

  /**
   * Takes what it needs.
   *
   * @param texts keeps the texts of releases
   * @param prover checks and proves texts
   * @param live tells the hash of the release that is in force
   * @param engine version of this software
   */
  public Publishing(
      Drafts drafts,
      Reviews reviews,
      RuleReleases history,
      Releases texts,
      Function<RuleFiles, Proof> prover,
      Supplier<String> live,
      String engine,
      TransactionTemplate transactions) {
    this.drafts = drafts;
    this.reviews = reviews;
    this.history = history;
    this.texts = texts;
    this.prover = prover;
    this.live = live;
    this.engine = engine;
    this.transactions = transactions;
  }

  /** Why a draft cannot be submitted or released as it is; empty when it can. */
  public List<String> obstacles(Draft draft, Proof proof) {
    List<String> obstacles = new ArrayList<>();
    if (!draft.base().equals(live.get())) {
      obstacles.add(
          "The rules in force have changed since this draft was begun: take them over first.");
    }
    if (proof.hash().equals(draft.base())) {
      obstacles.add("The draft changes nothing yet.");
    }
    count(obstacles, proof.problems().size(), "problem", "to mend");
    count(obstacles, proof.failed().size(), "case", "that fail");
    count(obstacles, proof.unproved().size(), "row or boundary", "without a case");
    return obstacles;
  }

  private static void count(List<String> obstacles, int count, String what, String how) {
    if (count > 0) {
      obstacles.add(count + " " + what + (count == 1 ? " " : "(s) ") + how + ".");
    }
  }

  /**
   * Gives a draft to reviewers.
   *
   * @throws NotPossible when it is not green, or somebody else's
   */
  public void submit(Draft draft, Person by, Instant at) {
    if (!authors(draft).contains(by.name())) {
      throw new NotPossible("Only those who wrote the draft submit it.");
    }
    refuse(obstacles(draft, prover.apply(drafts.files(draft))));
    move(draft, Draft.State.OPEN, Draft.State.SUBMITTED, at);
  }

  /** Takes a draft back from reviewers, or out of approval, to change it. */
  public void reopen(Draft draft, Instant at) {
    move(draft, draft.state(), Draft.State.OPEN, at);
  }

  /** Gives a draft up; it stays readable. */
  public void discard(Draft draft, Instant at) {
    if (draft.state() == Draft.State.RELEASED) {
      throw new NotPossible("The draft is released.");
    }
    move(draft, draft.state(), Draft.State.DISCARDED, at);
  }

  /** Everybody who wrote something in a draft. */
  public Set<String> authors(Draft draft) {
    Set<String> authors =
        drafts.steps(draft.id()).stream()
            .filter(step -> !step.undone())
            .map(Step::who)
            .collect(Collectors.toCollection(TreeSet::new));
    authors.add(draft.author());
    return authors;
  }

  /**
   * Agrees to a draft, or gives it back.
   *
   * @param hash hash of the texts that the reviewer has seen
   * @throws NotPossible for those who wrote it, when its texts are others meanwhile, and when it
   *     was not submitted
   */
  public void review(
      Draft draft, String hash, Person by, Review.Verdict verdict, String says, Instant at) {
    if (authors(draft).contains(by.name())) {
      throw new NotPossible(
          "Who wrote a draft cannot review it: a second person must. Ask a colleague with the role"
              + " reviewer.");
    }
    if (!by.is(Role.REVIEWER)) {
      throw new NotPossible("Only a person with the role reviewer reviews drafts.");
    }
    RuleFiles files = drafts.files(draft);
    if (!files.release().equals(hash)) {
      throw new NotPossible("The draft has changed since this page was read. Read it again.");
    }
    boolean approved = verdict == Review.Verdict.APPROVED;
    if (approved) {
      refuse(obstacles(draft, prover.apply(files)));
    }
    transactions.executeWithoutResult(
        status -> {
          move(
              draft, Draft.State.SUBMITTED, approved ? Draft.State.APPROVED : Draft.State.OPEN, at);
          reviews.add(draft, new Review(hash, by.name(), at, verdict, says));
        });
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
    refuse(obstacles(draft, prover.apply(files)));
    texts.keep(files, engine, at);
    RuleRelease released =
        transactions.execute(
            status -> {
              move(draft, Draft.State.APPROVED, Draft.State.RELEASED, at);
              return history.add(
                  step(
                      files.release(),
                      draft.id(),
                      String.join(", ", authors(draft)),
                      approval.who(),
                      by,
                      notes,
                      effectiveAt.isBefore(at) ? at : effectiveAt,
                      at));
            });
    return Objects.requireNonNull(released);
  }

  /**
   * Returns to an earlier release, at once. The texts were approved once already.
   *
   * @param hash hash of the release to return to
   * @throws NotPossible when its texts are not kept, or it is in force
   */
  public RuleRelease rollBack(String hash, Person by, String why, Instant at) {
    if (!by.is(Role.REVIEWER) && !by.is(Role.ADMINISTRATOR)) {
      throw new NotPossible("Only a reviewer or an administrator returns to an earlier release.");
    }
    if (hash.equals(live.get())) {
      throw new NotPossible("That release is in force.");
    }
    RuleFiles files =
        texts.load(hash).orElseThrow(() -> new NotPossible("That release is not kept."));
    Proof proof = prover.apply(files);
    if (!proof.problems().isEmpty()) {
      throw new NotPossible("This version of the software cannot read that release.");
    }
    return history.add(step(hash, null, by.name(), by.name(), by, why, at, at));
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

  private void move(Draft draft, Draft.State from, Draft.State to, Instant at) {
    if (!drafts.move(draft, from, to, at)) {
      throw new NotPossible("The draft is in another state meanwhile. Read the page again.");
    }
  }

  private static void refuse(List<String> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new NotPossible(String.join(" ", obstacles));
    }
  }
}
