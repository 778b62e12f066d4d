package cds.oracle;

import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Measure;
import cds.oracle.RandomPatient.Shot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Differences that are known and not settled: the list of findings says one thing (-) and the rules
 * another (+). Each holds for certain patients and words only; everything else must agree.
 */
final class KnownDifferences {

  /**
   * One of them.
   *
   * @param why what the two readings are
   * @param patients whom it may concern
   * @param words what may differ
   */
  private record Known(String why, Predicate<RandomPatient> patients, Set<String> words) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "an order for another disease gets no dose check, yet doses are spoken of",
              KnownDifferences::forAnotherDisease,
              Set.of(
                  "+DOSE_WEIGHT_MISSING soon",
                  "+DOSE_NOT_IN_LABEL soon",
                  "+AGE_RECHECK info",
                  "+ASTHMA_DOSE_CONFLICT soon",
                  "+RESTART_LOADING_UNSTATED soon")),
          new Known(
              "the doses for asthma differ for treated patients too",
              patient -> new Facts(patient).onTreatment,
              Set.of("-ASTHMA_DOSE_CONFLICT soon")),
          new Known(
              "all open reasons are listed, the missing dermatitis beside the doubt about it",
              patient -> has(patient, Codes.Meaning.CTCL) || new Facts(patient).onTreatment,
              Set.of("-reason AD_NOT_RECORDED")),
          new Known(
              "the caregiver's itch rating is an itch rating",
              patient ->
                  patient.all(Measure.class).anyMatch(m -> m.what().startsWith("worst-scratch")),
              Set.of("-reason PARTIAL_RESPONSE", "+reason NO_RESPONSE", "-SCORE_PATIENT_GAP info")),
          new Known(
              "a live vaccine that is planned, ordered or was just given is no finding of its own",
              patient ->
                  patient.all(Shot.class).findAny().isPresent()
                      || patient.all(Draft.class).anyMatch(d -> d.code().system().equals(Codes.CVX))
                      || new Facts(patient).yes("vaccine.live-planned"),
              Set.of("+VACCINE_LIVE_PLANNING soon", "+VACCINE_LIVE_ON_TREATMENT soon")));

  private KnownDifferences() {}

  private static boolean has(RandomPatient patient, Codes.Meaning meaning) {
    return patient.all(Disease.class).anyMatch(d -> d.code().meaning() == meaning);
  }

  private static boolean forAnotherDisease(RandomPatient patient) {
    Stream<String> reasons =
        Stream.concat(
            patient.all(Draft.class).map(Draft::reason), patient.all(Drug.class).map(Drug::reason));
    return has(patient, Codes.Meaning.ASTHMA)
        || has(patient, Codes.Meaning.OTHER_INDICATION)
        || reasons.anyMatch(reason -> reason != null && !reason.equals("24079001"));
  }

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

  /** Why the words of a difference may differ. */
  static Set<String> reasons(RandomPatient patient, Set<String> words) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Known known : ALL) {
      if (known.patients().test(patient) && known.words().stream().anyMatch(words::contains)) {
        reasons.add(known.why());
      }
    }
    return reasons;
  }
}
