package cds.oracle;

import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Shot;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Differences that are known and not settled: the list of findings says one thing (-) and the rules
 * another (+). Each holds for certain patients and words only; everything else must agree.
 */
final class KnownDifferences {

  /**
   * One of them.
   *
   * @param why what the list says
   * @param patients whom it may concern
   * @param words what may differ
   */
  private record Known(String why, Predicate<RandomPatient> patients, Set<String> words) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "a live vaccine that is planned or was given has no row before and after the start",
              patient ->
                  patient.all(Shot.class).findAny().isPresent()
                      || patient.all(Draft.class).anyMatch(d -> d.code().system().equals(Codes.CVX))
                      || new Facts(patient).yes("vaccine.live-planned"),
              Set.of("+VACCINE_LIVE_PLANNING soon", "+VACCINE_LIVE_ON_TREATMENT soon")));

  private KnownDifferences() {}

  /** The words of a difference that nobody knows of. */
  static Set<String> unknown(RandomPatient patient, Set<String> words) {
    Set<String> left = new TreeSet<>(words);
    for (Known known : ALL) {
      if (known.patients().test(patient)) {
        left.removeAll(known.words());
      }
    }
    return left;
  }
}
