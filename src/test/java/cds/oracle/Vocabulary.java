package cds.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All findings with the services that show them, all reasons, all doses of both labels. */
final class Vocabulary {

  /** The letter of each service. */
  static final Map<String, Character> LETTERS =
      Map.of(
          "dupilumab-eligibility", 'E',
          "dupilumab-monitoring", 'M',
          "dupilumab-order-select", 'S',
          "dupilumab-order-sign", 'O',
          "dupilumab-refill", 'R');

  private static final String FINDINGS =
      """
      DOSE_WEIGHT_MISSING EMSOR
      DOSE_NOT_IN_LABEL EMSOR
      WEIGHT_IMPLAUSIBLE_FOR_AGE EMSOR
      DOSE_WEIGHT_BAND_CROSSED EMRO
      DOSE_AGE_BAND_CROSSED EMRO
      DOSE_DIFFERS_FROM_LABEL MRO
      DOSE_LOADING_NOT_IN_LABEL O
      RESTART_LOADING_UNSTATED ESO
      ASTHMA_DOSE_CONFLICT ESO
      DEVICE_NOT_FOR_AGE SOR
      STRENGTH_NOT_FOR_AD SOR
      INDICATION_NOT_AD SOR
      DOSE_LATE MR
      CONTRAINDICATION_HYPERSENSITIVITY EMSOR
      HYPERSENSITIVITY_REACTION MRO
      AGE_RECHECK ESO
      INFANT_SEVERE_AD_REFERRAL ES
      OCULAR_BASELINE ESO
      VACCINE_REVIEW ESO
      VACCINE_LIVE_PLANNING ESO
      REASSESS_SEVERITY ESMR
      OPTIMISE_TOPICALS ES
      TOPICAL_HISTORY_NEEDED ES
      SCORE_OUT_OF_RANGE EMR
      SCALE_VERSION EMR
      SCORE_STEP EMR
      SCORE_DISCORDANT EMR
      EASI_RECOMPUTE_MISMATCH EMR
      SCORAD_RECOMPUTE_MISMATCH EMR
      EASI_BAND_CONFLICT E
      SCORAD_BAND_CONFLICT E
      INSTRUMENT_AGE_MISMATCH EMR
      SCORE_PATIENT_GAP EMR
      SCORE_JUMP EMR
      SCORE_DUPLICATE EMR
      OCULAR_RED_FLAG MROES
      OCULAR_SEVERE_REFRACTORY MRO
      OCULAR_CHILD_UNDER_7 MRO
      OCULAR_PERSISTENT MRO
      OCULAR_MILD MRO
      OCULAR_STEROID_LONG MRO
      OCULAR_RISK MROES
      ECZEMA_HERPETICUM MROES
      ZOSTER_OPHTHALMIC MROES
      HERPES_ZOSTER MROES
      HERPES_SIMPLEX MROES
      SKIN_INFECTION_BACTERIAL MROES
      HELMINTH_TREAT_FIRST ESO
      HELMINTH_ON_TREATMENT MRO
      STEROID_STRONGYLOIDES_RISK ESOMR
      HIV_REVIEW MROES
      VACCINE_LIVE_ON_TREATMENT MRO
      EOSINOPHILIA_ORGAN MROES
      EOSINOPHILIA_5000 MRO
      EOSINOPHILIA_1500 MRO
      EOSINOPHILIA_BASELINE ESO
      MSK_ENTHESITIS MRO
      FACIAL_REDNESS MRO
      PSORIASIS_NEW MRO
      CTCL_SUSPECTED MRO
      CONTACT_ALLERGY_DIFFERENTIAL MROES
      COMBINATION_JAK_BIOLOGIC MROES
      IMMUNOSUPPRESSANT_OVERLAP MROES
      ASTHMA_CONTROLLER_STOPPED MRO
      PREGNANCY_REVIEW MROES
      DOSE_HOLD_SUGGESTED MRO
      RESPONSE_ADEQUATE_W16 MR
      RESPONSE_INADEQUATE_W16_NICE MR
      RESPONSE_INADEQUATE_W16 MR
      RESPONSE_W16_INCOMPLETE R
      T2T_3MONTH_MET MR
      T2T_3MONTH_NOT_MET MR
      T2T_6MONTH_MET MR
      T2T_6MONTH_NOT_MET MR
      INTERVAL_EXTENSION_OFF_LABEL MR
      """;

  static final Set<String> REASONS =
      Set.of(
          "AGE_OK",
          "AGE_BELOW_6_MONTHS",
          "AD_CONFIRMED",
          "AGE_UNKNOWN",
          "AD_NOT_RECORDED",
          "DIAGNOSIS_IN_DOUBT",
          "SEVERITY_MODERATE_PLUS",
          "SEVERITY_SEVERE",
          "SEVERITY_BELOW_MODERATE",
          "SEVERITY_BELOW_SEVERE",
          "SEVERITY_BAND_CONFLICT",
          "SEVERITY_DISCORDANT",
          "SEVERITY_INVALID",
          "SEVERITY_STALE",
          "SEVERITY_MISSING",
          "TOPICAL_INADEQUATE",
          "TOPICAL_NOT_ADVISABLE",
          "TOPICAL_CONTROLLED",
          "TOPICAL_TRIAL_STALE",
          "TOPICAL_HISTORY_MISSING",
          "CONTRAINDICATED_HYPERSENSITIVITY",
          "ALLERGIES_UNKNOWN",
          "CONDITIONS_UNKNOWN",
          "SCORES_UNKNOWN",
          "TREATMENT_UNKNOWN",
          "DEFERRED_HELMINTH_UNTREATED",
          "ON_TREATMENT",
          "RESPONDING",
          "PARTIAL_RESPONSE",
          "NO_RESPONSE",
          "RESPONSE_UNKNOWN");

  static final List<String> DOSES =
      List.of(
          "200 q4",
          "300 q4",
          "200 q2",
          "300 q2",
          "600, then 300 q4",
          "400, then 200 q2",
          "600, then 300 q2",
          "300 + 300, then 300 q4");

  private Vocabulary() {}

  /** Whether the list of findings names a code; notes about data are left out. */
  static boolean knows(String code) {
    return FINDINGS.lines().anyMatch(line -> line.startsWith(code + " "));
  }

  /** The findings that one of these services can show. */
  static Set<String> findings(List<String> services) {
    Set<String> shown = new TreeSet<>();
    FINDINGS
        .lines()
        .map(line -> line.split(" "))
        .filter(
            words ->
                services.stream()
                    .flatMap(service -> Stream.ofNullable(LETTERS.get(service)))
                    .anyMatch(letter -> words[1].indexOf(letter) >= 0))
        .forEach(words -> shown.add(words[0]));
    return shown;
  }
}
