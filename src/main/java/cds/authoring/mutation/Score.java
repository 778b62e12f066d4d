package cds.authoring.mutation;

import java.util.List;

/**
 * How well the cases of one rule folder prove its tables.
 *
 * @param numbers what was tried, and what was noticed
 * @param survivors mistakes that no case notices, in words: the first ones
 * @param tooLarge name of the table at which it was given up, because there is too much to try;
 *     empty when all was tried
 */
public record Score(Numbers numbers, List<String> survivors, String tooLarge) {

  /** More than these nobody mends at once. */
  public static final int MOST_SURVIVORS = 50;

  /** Copies. */
  public Score {
    survivors = List.copyOf(survivors);
  }

  static Score of(List<TableProof> proofs, String tooLarge) {
    return new Score(
        Numbers.of(proofs),
        proofs.stream()
            .flatMap(proof -> proof.survivors().stream())
            .map(Mutant::toString)
            .limit(MOST_SURVIVORS)
            .toList(),
        tooLarge);
  }

  /** How many mistakes no case notices. */
  public int unnoticed() {
    return numbers.counted() - numbers.killed();
  }

  /** Whether all tables were tried, and there was something to try. */
  public boolean isKnown() {
    return tooLarge.isEmpty() && numbers.rows() > 0;
  }
}
