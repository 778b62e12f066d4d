package cds.authoring.mutation;

import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Proofs of all tables of the release, made once for all tests. */
public final class Proofs {

  private static final Map<String, String> TEXTS = Release.texts();

  private Proofs() {}

  /** Made when somebody asks for it. */
  private static final class All {
    private static final List<TableProof> PROOFS = make();
  }

  static List<TableProof> all() {
    return All.PROOFS;
  }

  /** The numbers of one rule folder in a sentence; empty when it has no tables. */
  public static String sentence(String ruleId) {
    Numbers numbers = Numbers.of(all().stream().filter(p -> p.rule().id().equals(ruleId)).toList());
    return numbers.rows() == 0
        ? ""
        : "*Proof.* %d rows, %d cases; %d of %d mistakes put into the tables turn a case red (%s)."
            .formatted(
                numbers.rows(),
                numbers.cases(),
                numbers.killed(),
                numbers.counted(),
                numbers.score());
  }

  private static List<TableProof> make() {
    Problems problems = new Problems();
    RuleFiles files = new RuleFiles(TEXTS);
    List<TableProof> proofs = new ArrayList<>();
    for (Rule rule : Release.rules().rules()) {
      List<RuleCase> cases = RuleCase.read(files, rule, problems);
      for (Table table : rule.tables()) {
        proofs.add(
            of(rule, table, cases.stream().filter(c -> c.table().equals(table.id())).toList()));
      }
    }
    problems.refuseIfAny();
    return List.copyOf(proofs);
  }

  /** The proof of one table of the release by these cases. */
  static TableProof of(Rule rule, Table table, List<RuleCase> cases) {
    String csv = Objects.requireNonNull(TEXTS.get(table.file()), table.file());
    return TableProof.of(Subject.of(Release.rules(), rule, table, csv, Effort.unlimited()), cases);
  }
}
