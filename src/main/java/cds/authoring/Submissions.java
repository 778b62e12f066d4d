package cds.authoring;

import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.people.Person;
import cds.people.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of a draft to its approval: submitted by its author, judged by somebody else. */
public final class Submissions {

  private static final Set<Draft.State> IN_REVIEW =
      Set.of(Draft.State.SUBMITTED, Draft.State.APPROVED);

  private final Drafts drafts;
  private final Reviews reviews;
  private final Function<RuleFiles, Proof> prover;
  private final Supplier<String> live;
  private final TransactionTemplate transactions;

  /**
   * Takes what it needs.
   *
   * @param prover checks and proves texts
   * @param live tells the hash of the release that is in force
   */
  public Submissions(
      Drafts drafts,
      Reviews reviews,
      Function<RuleFiles, Proof> prover,
      Supplier<String> live,
      TransactionTemplate transactions) {
    this.drafts = drafts;
    this.reviews = reviews;
    this.prover = prover;
    this.live = live;
    this.transactions = transactions;
  }

  /** What the checks and cases say of texts. */
  Proof prove(RuleFiles files) {
    return prover.apply(files);
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
    count(obstacles, proof.problems().size(), "problem", "problems", "to mend");
    count(obstacles, proof.failed().size(), "failing case", "failing cases", "to answer");
    count(
        obstacles,
        proof.unproved().size(),
        "row or boundary",
        "rows or boundaries",
        "without a case");
    return obstacles;
  }

  private static void count(
      List<String> obstacles, int count, String one, String several, String how) {
    if (count > 0) {
      obstacles.add("%d %s %s.".formatted(count, count == 1 ? one : several, how));
    }
  }

  /**
   * Gives a draft to reviewers, with an entry in the changelog, and with a version of its own for
   * every rule that it changes.
   *
   * @param notes what a clinician will notice, a point a line
   * @throws NotPossible when it is not green, or somebody else's
   */
  public void submit(Draft draft, Person by, String notes, Instant at) {
    if (!authors(draft).contains(by.name())) {
      throw new NotPossible("Only those who wrote the draft submit it.");
    }
    RuleFiles files = drafts.files(draft);
    refuse(obstacles(draft, prover.apply(files)));
    for (Versions.Raise raise : raises(draft)) {
      save(draft, raise.file(), raise.in(files), "version " + raise.to(), by, at);
    }
    String log = drafts.base(draft).text(Changelog.FILE).orElse("");
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    String entered = Changelog.with(log, draft.title(), day, notes);
    save(draft, Changelog.FILE, entered, "what a clinician will notice", by, at);
    refuse(obstacles(draft, prover.apply(drafts.files(draft))));
    move(draft, Draft.State.OPEN, Draft.State.SUBMITTED, at);
  }

  private void save(Draft draft, String file, String text, String says, Person by, Instant at) {
    if (!drafts.files(draft).text(file).orElse("").equals(text)) {
      drafts.save(draft, Integer.MAX_VALUE, file, text, says, by.name(), at);
    }
  }

  /** The versions that submitting a draft will raise; none while it cannot be read. */
  public List<Versions.Raise> raises(Draft draft) {
    RuleFiles was = drafts.base(draft);
    RuleFiles files = drafts.files(draft);
    RuleSet before = prover.apply(was).rules();
    RuleSet after = prover.apply(files).rules();
    return before == null || after == null ? List.of() : Versions.due(before, was, after, files);
  }

  /**
   * Takes a draft back from reviewers, or out of approval, to change it.
   *
   * @throws NotPossible when it is neither submitted nor approved
   */
  public void reopen(Draft draft, Instant at) {
    if (!IN_REVIEW.contains(draft.state())) {
      throw new NotPossible("Only a draft that was submitted or approved can be taken back.");
    }
    move(draft, draft.state(), Draft.State.OPEN, at);
  }

  /**
   * Gives a draft up; it stays readable.
   *
   * @throws NotPossible when it is released or given up already
   */
  public void discard(Draft draft, Instant at) {
    if (draft.state() != Draft.State.OPEN && !IN_REVIEW.contains(draft.state())) {
      throw new NotPossible("The draft is released or given up already.");
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

  void move(Draft draft, Draft.State from, Draft.State to, Instant at) {
    if (!drafts.move(draft, from, to, at)) {
      throw new NotPossible("The draft is in another state meanwhile. Read the page again.");
    }
  }

  static void refuse(List<String> obstacles) {
    if (!obstacles.isEmpty()) {
      throw new NotPossible(String.join(" ", obstacles));
    }
  }
}
