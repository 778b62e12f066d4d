package cds.authoring.mutation;

import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the cases of one table prove it: each mistake put into it must make a case fail.
 *
 * @param subject the table, and what it stands among
 * @param cases its cases
 * @param mutants how many mistakes were put into it
 * @param survivors those that no case notices
 * @param equivalent those that say the same of every patient and so are no mistakes
 * @param impossible those that only patients would notice who cannot be
 */
record TableProof(
    Subject subject,
    List<Example> cases,
    int mutants,
    List<Mutant> survivors,
    List<Mutant> equivalent,
    List<Mutant> impossible) {

  /**
   * The proof of one table by its cases. A case that fails already can notice nothing.
   *
   * @throws Effort.Exhausted when it costs more than it may
   */
  static TableProof of(Subject subject, List<RuleCase> cases) {
    List<Example> examples = cases.stream().map(one -> Example.of(subject, one)).toList();
    List<Example> green = examples.stream().filter(one -> one.isGreen(subject)).toList();
    List<Mutant> survivors = new ArrayList<>();
    List<Mutant> equivalent = new ArrayList<>();
    List<Mutant> impossible = new ArrayList<>();
    int[] made = {0};
    Mutants.each(
        subject,
        cases,
        mutant -> {
          made[0]++;
          if (green.stream().anyMatch(example -> example.notices(subject, mutant))) {
            return;
          }
          if (Cells.apart(subject, mutant.table(), true).isPresent()) {
            survivors.add(mutant);
          } else {
            boolean same = Cells.apart(subject, mutant.table(), false).isEmpty();
            (same ? equivalent : impossible).add(mutant);
          }
        });
    return new TableProof(
        subject,
        examples,
        made[0],
        List.copyOf(survivors),
        List.copyOf(equivalent),
        List.copyOf(impossible));
  }

  Rule rule() {
    return subject.rule();
  }

  Table table() {
    return subject.table();
  }
}
