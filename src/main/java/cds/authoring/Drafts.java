package cds.authoring;

import cds.knowledge.RuleFiles;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionTemplate;

/** The drafts on the database. A draft is the texts of a release and the steps laid over them. */
public final class Drafts {

  private static final RowMapper<Draft> DRAFT =
      (row, n) ->
          new Draft(
              row.getString("id"),
              row.getString("title"),
              row.getString("base"),
              row.getString("author"),
              Draft.State.valueOf(row.getString("state")),
              row.getObject("created_at", OffsetDateTime.class).toInstant(),
              row.getObject("changed_at", OffsetDateTime.class).toInstant());
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Function<String, Optional<RuleFiles>> releases;
  private final DraftSteps steps;

  /**
   * Takes what it needs.
   *
   * @param releases finds the texts of a release by its hash
   */
  public Drafts(
      JdbcTemplate database,
      TransactionTemplate transactions,
      Function<String, Optional<RuleFiles>> releases) {
    this.database = database;
    this.transactions = transactions;
    this.releases = releases;
    this.steps = new DraftSteps(database);
  }

  /** Begins a draft; it is open and changes nothing yet. */
  public Draft begin(Draft draft) {
    database.update(
        "insert into draft (id, title, base, author, state, created_at, changed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        draft.id(),
        draft.title(),
        draft.base(),
        draft.author(),
        draft.state().name(),
        utc(draft.createdAt()),
        utc(draft.changedAt()));
    return draft;
  }

  /** All drafts, the one changed last first. */
  public List<Draft> all() {
    return database.query("select * from draft order by changed_at desc, id", DRAFT);
  }

  /**
   * The drafts on their way that change something in a folder.
   *
   * @param folder path that their changed files begin with
   */
  public List<Draft> changing(String folder) {
    return database.query(
        "select * from draft where state in ('OPEN', 'SUBMITTED', 'APPROVED') and id in"
            + " (select draft from draft_step where undone = false and left(path, ?) = ?)"
            + " order by changed_at desc, id",
        DRAFT,
        folder.length(),
        folder);
  }

  /** A draft, if there is one of this id. */
  public Optional<Draft> find(String id) {
    return database.query("select * from draft where id = ?", DRAFT, id).stream().findFirst();
  }

  /** All steps of a draft in order, undone ones included. */
  public List<Step> steps(String id) {
    return steps.of(id);
  }

  /** The texts of the release a draft began from. */
  public RuleFiles base(Draft draft) {
    return releases
        .apply(draft.base())
        .orElseThrow(() -> new IllegalStateException("a draft's base is always kept"));
  }

  /** The texts as the draft has them. */
  public RuleFiles files(Draft draft) {
    Map<String, String> texts = new TreeMap<>(base(draft).texts());
    for (Step step : steps(draft.id())) {
      if (!step.undone()) {
        texts.compute(step.path(), (path, before) -> step.text());
      }
    }
    return new RuleFiles(texts);
  }

  /**
   * Saves the whole text of a file.
   *
   * @param seen number of the last step that its author had seen; 0 for none
   * @throws ChangedMeanwhile when the file has a newer step; nothing is saved then
   * @throws IllegalStateException when the draft is not open
   */
  public Step save(
      Draft draft,
      int seen,
      String path,
      @Nullable String text,
      String says,
      String who,
      Instant at) {
    Step saved =
        transactions.execute(
            status -> {
              requireOpen(draft.id(), at);
              for (Step step : steps(draft.id())) {
                if (step.seq() > seen && !step.undone() && step.path().equals(path)) {
                  throw new ChangedMeanwhile(step);
                }
              }
              steps.forgetUndone(draft.id());
              Step step = new Step(steps.last(draft.id()) + 1, path, text, says, who, at, false);
              steps.add(draft.id(), step);
              return step;
            });
    return Objects.requireNonNull(saved);
  }

  /**
   * Lays the texts of another release over a draft that has no steps yet: a step for each file that
   * differs.
   *
   * @return how many files differ
   */
  public int lay(Draft draft, RuleFiles release, String says, String who, Instant at) {
    Map<String, String> old = base(draft).texts();
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(release.texts().keySet());
    paths.removeIf(path -> Objects.equals(old.get(path), release.texts().get(path)));
    transactions.executeWithoutResult(
        status -> {
          requireOpen(draft.id(), at);
          int seq = 0;
          for (String path : paths) {
            steps.add(
                draft.id(),
                new Step(++seq, path, release.text(path).orElse(null), says, who, at, false));
          }
        });
    return paths.size();
  }

  /** Takes the last step back that is not undone yet; false when there is none. */
  public boolean undo(Draft draft, Instant at) {
    return mark(draft, "max", false, at);
  }

  /** Does the first undone step again; false when there is none. */
  public boolean redo(Draft draft, Instant at) {
    return mark(draft, "min", true, at);
  }

  private boolean mark(Draft draft, String which, boolean undone, Instant at) {
    Boolean done =
        transactions.execute(
            status -> {
              requireOpen(draft.id(), at);
              return steps.mark(draft.id(), which, undone);
            });
    return Boolean.TRUE.equals(done);
  }

  /**
   * Lets a draft stand on another release: its changed files stay as they are. Its entry in the
   * changelog is taken back: it is asked for again when the draft is submitted.
   *
   * @return the files that both have changed; nothing is done when there are some
   * @throws IllegalStateException when the draft is not open
   */
  public List<String> moveOnto(Draft draft, RuleFiles release, Instant at) {
    Map<String, String> old = base(draft).texts();
    Map<String, String> theirs = release.texts();
    List<String> both =
        steps(draft.id()).stream()
            .filter(step -> !step.undone())
            .map(Step::path)
            .distinct()
            .filter(path -> !path.equals(Changelog.FILE))
            .filter(path -> !Objects.equals(old.get(path), theirs.get(path)))
            .toList();
    if (both.isEmpty()) {
      transactions.executeWithoutResult(
          status -> {
            requireOpen(draft.id(), at);
            steps.forget(draft.id(), Changelog.FILE);
            database.update(
                "update draft set base = ? where id = ?", release.release(), draft.id());
          });
    }
    return both;
  }

  /** Locks the draft until the transaction ends: two who save at once come one after the other. */
  private void requireOpen(String id, Instant at) {
    if (database.update(
            "update draft set changed_at = ? where id = ? and state = 'OPEN'", utc(at), id)
        == 0) {
      throw new IllegalStateException("the draft is not open");
    }
  }

  /**
   * Moves a draft from one state to another.
   *
   * @return false when it is in another state meanwhile
   */
  public boolean move(Draft draft, Draft.State from, Draft.State to, Instant at) {
    return database.update(
            "update draft set state = ?, changed_at = ? where id = ? and state = ?",
            to.name(),
            utc(at),
            draft.id(),
            from.name())
        > 0;
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
