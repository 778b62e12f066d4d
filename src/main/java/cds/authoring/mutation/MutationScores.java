package cds.authoring.mutation;

import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scores of rule folders, made when they are asked for and kept while the texts they rest on stay
 * the same. One is made at a time, and what is too large is given up, so that authors take up no
 * more than one processor, and not for long.
 *
 * <p>Safe for use by several threads.
 */
public final class MutationScores {

  private static final int KEPT = 256;

  /** The largest rule that ships needs a fiftieth of this. */
  private static final long MOST = 50_000_000;

  /** More callers than this do not wait for their turn. */
  private static final int WAITING = 4;

  private static final long PATIENCE_SECONDS = 5;

  private final long most;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Map<String, Score> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Score> eldest) {
              return size() > KEPT;
            }
          });

  /** Tries as much as fits into a few seconds. */
  public MutationScores() {
    this(MOST);
  }

  /** Tries so much for one rule folder, counted in rows held against situations. */
  MutationScores(long most) {
    this.most = most;
  }

  /**
   * The score of a rule folder; empty when others are being made and its turn has not come.
   *
   * @param files texts that can be read without a problem
   * @param rules what they say
   * @param rule the folder
   */
  public Optional<Score> of(RuleFiles files, RuleSet rules, Rule rule) {
    String texts = texts(files, rule);
    Score known = kept.get(texts);
    if (known != null) {
      return Optional.of(known);
    }
    if (turn.getQueueLength() >= WAITING || !comes()) {
      return Optional.empty();
    }
    try {
      Score made = kept.get(texts);
      if (made == null) {
        made = make(files, rules, rule);
        kept.put(texts, made);
      }
      return Optional.of(made);
    } finally {
      turn.unlock();
    }
  }

  private boolean comes() {
    try {
      return turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Hash of all that a score rests on: the folder and the dictionary. */
  private static String texts(RuleFiles files, Rule rule) {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : List.of("rules/" + rule.id() + "/", "rules/dictionary/")) {
      files
          .under(folder, "")
          .forEach(path -> files.text(path).ifPresent(text -> texts.put(path, text)));
    }
    return rule.id() + " " + new RuleFiles(texts).release();
  }

  private Score make(RuleFiles files, RuleSet rules, Rule rule) {
    Effort effort = new Effort(most);
    List<RuleCase> cases = RuleCase.read(files, rule, new Problems());
    List<TableProof> proofs = new ArrayList<>();
    for (Table table : rule.tables()) {
      String csv = files.text(table.file()).orElse("");
      List<RuleCase> own = cases.stream().filter(one -> one.table().equals(table.id())).toList();
      try {
        proofs.add(TableProof.of(Subject.of(rules, rule, table, csv, effort), own));
      } catch (Effort.Exhausted e) {
        return Score.of(proofs, table.id().substring(rule.id().length() + 1));
      }
    }
    return Score.of(proofs, "");
  }
}
