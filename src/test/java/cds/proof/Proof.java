package cds.proof;

import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.Table;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the cases of one table prove it: each mistake put into it must turn a case red.
 *
 * @param rule the folder of the table
 * @param table the table
 * @param cases its cases
 * @param mutants the table with one mistake, each time another
 * @param survivors those that no case notices
 * @param equivalent those that say the same of every patient and so are no mistakes
 * @param impossible those that only patients would notice who cannot be
 */
public record Proof(
    Rule rule,
    Table table,
    List<Example> cases,
    List<Mutant> mutants,
    List<Mutant> survivors,
    List<Mutant> equivalent,
    List<Mutant> impossible) {

  /** Proofs of all tables, made once. */
  private static final class All {
    private static final List<Proof> PROOFS = make();
  }

  /** Proofs of all tables of the release. */
  public static List<Proof> all() {
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

  private static List<Proof> make() {
    Problems problems = new Problems();
    RuleFiles files = new RuleFiles(Release.texts());
    List<Proof> proofs = new ArrayList<>();
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

  /** The proof of one table by these cases. */
  static Proof of(Rule rule, Table table, List<RuleCase> cases) {
    List<Example> examples = cases.stream().map(one -> Example.of(table, one)).toList();
    List<Mutant> mutants = Mutants.of(rule, table, cases);
    List<Mutant> survivors = new ArrayList<>();
    List<Mutant> equivalent = new ArrayList<>();
    List<Mutant> impossible = new ArrayList<>();
    for (Mutant mutant : mutants) {
      Table wrong = mutant.table();
      if (examples.stream().anyMatch(example -> example.notices(rule, mutant))) {
        continue;
      }
      if (Cells.apart(rule, table, wrong, true).isPresent()) {
        survivors.add(mutant);
      } else {
        boolean same = Cells.apart(rule, table, wrong, false).isEmpty();
        (same ? equivalent : impossible).add(mutant);
      }
    }
    return new Proof(
        rule,
        table,
        examples,
        mutants,
        List.copyOf(survivors),
        List.copyOf(equivalent),
        List.copyOf(impossible));
  }
}
