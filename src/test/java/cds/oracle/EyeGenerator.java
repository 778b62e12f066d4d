package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.TreatmentGenerator.Course;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws eye symptoms, eye diseases, herpes and zoster. */
final class EyeGenerator extends Events {

  private static final List<String> EYES =
      List.of("eye.redness", "eye.itch", "eye.discharge", "eye.grittiness", "eye.tearing");
  private static final List<String> ALARMS =
      List.of("eye.pain", "eye.light-sensitivity", "eye.vision-change", "eye.contact-lens");
  private static final String VESICLES = "eye.lid-or-nose-vesicles";

  EyeGenerator(Dice dice, Course course) {
    super(dice, course);
  }

  void eyes() {
    Map<String, Object> answers = new TreeMap<>();
    for (int i = dice.between(0, 3); i > 0; i--) {
      answers.put(dice.of(EYES), dice.chance(0.92));
    }
    if (dice.chance(0.25)) {
      answers.put(dice.of(ALARMS), dice.chance(0.9));
    }
    if (dice.chance(0.08)) {
      answers.put(VESICLES, true);
    }
    if (dice.chance(0.3)) {
      answers.put("eye.onset", dice.ago(13, 14, 3, 30));
    }
    checkIn(answers, 14);
    if (dice.chance(0.3)) {
      disease(
          dice.of(
              Meaning.CONJUNCTIVITIS,
              Meaning.BLEPHARITIS,
              Meaning.BLEPHAROCONJUNCTIVITIS,
              Meaning.DRY_EYE));
    }
  }

  void eyeDisease() {
    disease(
        dice.of(
            Meaning.CONJUNCTIVITIS,
            Meaning.KERATOCONJUNCTIVITIS,
            Meaning.BLEPHARITIS,
            Meaning.KERATITIS,
            Meaning.KERATITIS,
            Meaning.HERPES_KERATITIS,
            Meaning.CORNEA,
            Meaning.KERATOCONUS,
            Meaning.DRY_EYE));
  }

  void herpes() {
    disease(dice.of(Meaning.ECZEMA_HERPETICUM, Meaning.HERPES_SIMPLEX, Meaning.HERPES_EYE));
    if (dice.chance(0.3)) {
      checkIn(new TreeMap<>(Map.of("skin.punched-out-erosions", dice.chance(0.8))), 14);
    }
  }

  void zoster() {
    Map<String, Object> answers = new TreeMap<>();
    if (dice.chance(0.4)) {
      answers.put("skin.shingles-rash", dice.chance(0.85));
    } else {
      disease(dice.of(Meaning.ZOSTER, Meaning.ZOSTER, Meaning.ZOSTER_EYE));
    }
    if (dice.chance(0.4)) {
      answers.put(dice.of(VESICLES, VESICLES, "eye.redness", "eye.pain"), dice.chance(0.9));
    }
    checkIn(answers, 14);
  }
}
