package cds.authoring.mutation;

import java.util.List;
import java.util.Locale;

/**
 * What the proofs of some tables add up to.
 *
 * @param rows rows of the tables
 * @param cases cases of the tables
 * @param mutants mistakes put into the tables
 * @param equivalent those of them that change nothing for any patient
 * @param killed those that make a case fail
 */
public record Numbers(int rows, int cases, int mutants, int equivalent, int killed) {

  static Numbers of(List<TableProof> proofs) {
    Numbers sum = new Numbers(0, 0, 0, 0, 0);
    for (TableProof proof : proofs) {
      int mutants = proof.mutants();
      int equivalent = proof.equivalent().size() + proof.impossible().size();
      sum =
          new Numbers(
              sum.rows + proof.table().rows().size(),
              sum.cases + proof.cases().size(),
              sum.mutants + mutants,
              sum.equivalent + equivalent,
              sum.killed + mutants - equivalent - proof.survivors().size());
    }
    return sum;
  }

  /** Mistakes that change something. */
  public int counted() {
    return mutants - equivalent;
  }

  /** Share of the mistakes found, rounded down: 100 % means every one. */
  public String score() {
    double share = counted() == 0 ? 100 : Math.floor(killed * 1000.0 / counted()) / 10;
    return share == 100 ? "100 %" : String.format(Locale.ROOT, "%.1f %%", share);
  }
}
