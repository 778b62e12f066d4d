package cds.oracle;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Conditions and symptoms by what they mean, a few codes of each. */
final class Codes {

  static final String SCT = "http://snomed.info/sct";
  static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  static final String ICD_WHO = "http://hl7.org/fhir/sid/icd-10";
  static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  static final String LOINC = "http://loinc.org";
  static final String CVX = "http://hl7.org/fhir/sid/cvx";
  static final String BASE = "https://dupilumab-cds.github.io/fhir";

  /** What a code is about; a code has one meaning here. */
  enum Meaning {
    ATOPIC_DERMATITIS,
    CONJUNCTIVITIS,
    BLEPHARITIS,
    BLEPHAROCONJUNCTIVITIS,
    KERATOCONJUNCTIVITIS,
    KERATITIS,
    HERPES_KERATITIS,
    HERPES_EYE,
    CORNEA,
    KERATOCONUS,
    DRY_EYE,
    ECZEMA_HERPETICUM,
    HERPES_SIMPLEX,
    ZOSTER,
    ZOSTER_EYE,
    SKIN_INFECTION,
    HELMINTH,
    STRONGYLOIDES,
    HIV,
    PSORIASIS,
    PSORIATIC_ARTHRITIS,
    ASTHMA,
    OTHER_INDICATION,
    CONTACT_DERMATITIS,
    CTCL,
    ERYTHRODERMA,
    LYMPHADENOPATHY,
    ENTHESOPATHY,
    JOINT_SWELLING,
    PREGNANCY,
    REACTION_EMERGENCY,
    REACTION_URGENT,
    FAILURE_TO_THRIVE,
    SYMPTOM,
    UNRELATED
  }

  /** A coding and what it is about; a symptom names its question in the check-in. */
  record Code(String system, String code, Meaning meaning, String symptom) {}

  private static final Map<Meaning, List<String>> CONDITIONS =
      Map.ofEntries(
          Map.entry(
              Meaning.ATOPIC_DERMATITIS, List.of("24079001", "402196005", "57092006", "L20.9")),
          Map.entry(Meaning.CONJUNCTIVITIS, List.of("9826008", "231854006", "26045000", "H10.45")),
          Map.entry(Meaning.BLEPHARITIS, List.of("41446000", "H01.0")),
          Map.entry(Meaning.BLEPHAROCONJUNCTIVITIS, List.of("68659002", "H10.5")),
          Map.entry(Meaning.KERATOCONJUNCTIVITIS, List.of("88151007", "302896008")),
          Map.entry(Meaning.KERATITIS, List.of("5888003", "42513006", "H16.9")),
          Map.entry(Meaning.HERPES_KERATITIS, List.of("9389005")),
          Map.entry(Meaning.HERPES_EYE, List.of("186542001", "B00.5")),
          Map.entry(Meaning.CORNEA, List.of("91514001", "7426009", "64634000")),
          Map.entry(Meaning.KERATOCONUS, List.of("65636009")),
          Map.entry(Meaning.DRY_EYE, List.of("46152009", "162290004", "H04.12")),
          Map.entry(Meaning.ECZEMA_HERPETICUM, List.of("186535001", "B00.0")),
          Map.entry(Meaning.HERPES_SIMPLEX, List.of("88594005", "37323009", "B00.1")),
          Map.entry(Meaning.ZOSTER, List.of("4740000", "B02.9")),
          Map.entry(Meaning.ZOSTER_EYE, List.of("87513003", "B02.3")),
          Map.entry(
              Meaning.SKIN_INFECTION,
              List.of("48277006", "400079002", "128045006", "128936008", "13600006", "L03.90")),
          Map.entry(Meaning.HELMINTH, List.of("27601005", "2435008", "26249004", "B77.9")),
          Map.entry(Meaning.STRONGYLOIDES, List.of("1214006", "187174008", "B78.9")),
          Map.entry(Meaning.HIV, List.of("86406008", "91947003", "B20", "Z21")),
          Map.entry(Meaning.PSORIASIS, List.of("9014002", "200975007", "L40.0")),
          Map.entry(Meaning.PSORIATIC_ARTHRITIS, List.of("33339001")),
          Map.entry(Meaning.ASTHMA, List.of("195967001", "J45.909")),
          Map.entry(Meaning.OTHER_INDICATION, List.of("235599003", "736499003", "63501000")),
          Map.entry(Meaning.CONTACT_DERMATITIS, List.of("238575004", "40275004")),
          Map.entry(Meaning.CTCL, List.of("400122007", "118618005", "C84.A0")),
          Map.entry(Meaning.ERYTHRODERMA, List.of("399992009")),
          Map.entry(Meaning.LYMPHADENOPATHY, List.of("30746006", "127199000")),
          Map.entry(Meaning.ENTHESOPATHY, List.of("240028007", "21409006")),
          Map.entry(Meaning.JOINT_SWELLING, List.of("271771009")),
          Map.entry(Meaning.PREGNANCY, List.of("77386006", "Z33.1")),
          Map.entry(
              Meaning.REACTION_EMERGENCY, List.of("39579001", "241937000", "41291007", "T88.6")),
          Map.entry(
              Meaning.REACTION_URGENT, List.of("72284000", "126485001", "32861005", "36715001")),
          Map.entry(Meaning.FAILURE_TO_THRIVE, List.of("54840006", "433476000")),
          Map.entry(Meaning.UNRELATED, List.of("61582004", "40070004", "56717001")));

  private static final Map<String, List<String>> SYMPTOMS =
      Map.ofEntries(
          Map.entry("eye.pain", List.of("41652007")),
          Map.entry("eye.light-sensitivity", List.of("409668002")),
          Map.entry("eye.vision-change", List.of("13164000", "7973008")),
          Map.entry("eye.redness", List.of("75705005", "193894004")),
          Map.entry("eye.discharge", List.of("246679005")),
          Map.entry("eye.tearing", List.of("420103007")),
          Map.entry("eye.itch", List.of("74776002")),
          Map.entry("general.fever", List.of("386661006")),
          Map.entry("general.breathlessness", List.of("267036007")),
          Map.entry("general.purpura", List.of("423902002")),
          Map.entry("general.foot-drop-or-numbness", List.of("6077001", "44077006")),
          Map.entry("general.palpitations", List.of("80313002")),
          Map.entry("general.chest-pain", List.of("29857009")),
          Map.entry("general.abdominal-pain", List.of("21522001")),
          Map.entry("joint.heel-pain", List.of("2733002")),
          Map.entry("joint.pain", List.of("57676002", "35678005")));

  private Codes() {}

  /** The codes of a meaning. */
  static List<Code> of(Meaning meaning) {
    return CONDITIONS.get(meaning).stream()
        .map(code -> new Code(Character.isDigit(code.charAt(0)) ? SCT : ICD, code, meaning, ""))
        .toList();
  }

  /** The codes of all symptoms that can be coded. */
  static List<Code> symptoms() {
    return SYMPTOMS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .map(code -> new Code(SCT, code, Meaning.SYMPTOM, entry.getKey())))
        .toList();
  }

  /** The question that a symptom's code answers, or nothing. */
  static String symptomOf(String code) {
    return SYMPTOMS.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  /** What an allergy to dupilumab is coded as. */
  static List<Code> allergens() {
    return Stream.of("1876376", "1876401", "2559706", "1876406")
        .map(code -> new Code(RXNORM, code, Meaning.UNRELATED, "dupilumab"))
        .toList();
  }
}
