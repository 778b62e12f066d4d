package cds.authoring.mutation;

import cds.knowledge.Impossible;
import cds.rules.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that says how well the cases prove the rules. */
final class ProofPage {

  private static final String INTRODUCTION =
      """
      # How well the cases prove the rules

      Made by `MutationTests`; do not edit. After a change that is meant: `mvn test
      -Dtest=MutationTests -Ddocs.write=true`.

      A case that stays green whatever the table says proves nothing. So every table of the release is
      broken in every small way, one mistake at a time, and at least one case of its folder's
      `cases.yaml` must turn red. The whole run takes seconds and is part of `mvn verify`.

      | Mistake | Where |
      | --- | --- |
      | a bound shifted by one step up and down (the smallest step that the column and its cases are written in), or its bracket turned | every bound of every interval |
      | a number named in the cells, such as `{moderate_easi}`, shifted by one step up and down | every table it stands in |
      | a value or an interval of a list dropped, another value of the element added or put in its place, reasons for missing dropped and added, the test left out (`any`) | every input cell |
      | `any` narrowed to one value, to missing, to known | every input cell |
      | urgency one step up and one step down | every finding |
      | another finding of the table, none; another value, the neighbouring number, none; another criterion outcome; another reason, none | every output cell |
      | the row left out | every row |

      A case asks for all that a table says, in each of the situations it speaks of. Where a table should have one row and has none or several, the
      case that meets this place is red; that the check at the start would refuse most such tables does not
      count. Where no row of a column tells the reasons for missing apart, they
      count as one. `source`, `confidence` and texts are not mistakes a case can notice.

      A mistake has no effect when the exact check (the product of all elementary cells) finds no patient to
      whom the two tables say different things; it is listed below and left out of the score.
      """;

  private ProofPage() {}

  static String render(List<TableProof> proofs) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("\n## Rules\n\n");
    page.append("| Rule | Tables | Rows | Cases | Mistakes | Without effect | Found | Score |\n");
    page.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    byRule(proofs).forEach((rule, own) -> page.append(line(rule, own)));
    page.append(line("all", proofs));
    page.append("\n## Without effect\n\n");
    proofs.forEach(proof -> mutants(proof.equivalent(), page));
    page.append("\n## Only for patients who cannot be\n\n");
    page.append("Two values that come from the same data cannot stand together:\n\n");
    Release.rules().impossible().pairs().forEach(pair -> page.append(line(pair)));
    page.append("\nSo these mistakes have no effect either:\n\n");
    proofs.forEach(proof -> mutants(proof.impossible(), page));
    return page.toString();
  }

  private static String line(Impossible.Pair pair) {
    return "- `%s`, `%s`: %s\n".formatted(pair.one().name(), pair.other().name(), pair.why());
  }

  private static void mutants(List<Mutant> mutants, StringBuilder page) {
    mutants.forEach(mutant -> page.append("- `").append(mutant).append("`\n"));
  }

  private static Map<String, List<TableProof>> byRule(List<TableProof> proofs) {
    Map<String, List<TableProof>> byRule = new LinkedHashMap<>();
    for (TableProof proof : proofs) {
      byRule.computeIfAbsent(proof.rule().id(), id -> new ArrayList<>()).add(proof);
    }
    return byRule;
  }

  private static String line(String name, List<TableProof> proofs) {
    Numbers numbers = Numbers.of(proofs);
    List<Object> cells =
        List.of(
            name,
            proofs.size(),
            numbers.rows(),
            numbers.cases(),
            numbers.mutants(),
            numbers.equivalent(),
            numbers.killed(),
            numbers.score());
    return cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
