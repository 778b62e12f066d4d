package cds.oracle;

import cds.oracle.Codes.Code;
import cds.oracle.Codes.Meaning;
import cds.oracle.RandomPatient.Allergy;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Measure;
import cds.oracle.RandomPatient.Shot;
import cds.oracle.RandomPatient.Sign;
import cds.oracle.TreatmentGenerator.Course;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws what happens to a patient: infections, blood, joints, skin, reactions, pregnancy. */
final class EventGenerator extends Events {

  private static final List<String> ORGANS =
      List.of(
          "general.breathlessness",
          "general.foot-drop-or-numbness",
          "general.purpura",
          "general.chest-pain",
          "general.abdominal-pain",
          "general.palpitations");

  private EventGenerator(Dice dice, Course course) {
    super(dice, course);
  }

  /** One theme. */
  static void draw(Dice dice, Course course) {
    EventGenerator events = new EventGenerator(dice, course);
    switch (dice.between(0, 17)) {
      case 0, 1, 2 -> new EyeGenerator(dice, course).eyes();
      case 3 -> new EyeGenerator(dice, course).eyeDisease();
      case 4 -> new EyeGenerator(dice, course).herpes();
      case 5 -> new EyeGenerator(dice, course).zoster();
      case 6 -> events.skin();
      case 7 -> events.helminth();
      case 8, 9 -> events.blood();
      case 10 -> events.joints();
      case 11 -> events.otherSkin();
      case 12 -> events.reaction();
      case 13 -> events.pregnancy();
      case 14 -> events.vaccines();
      case 15 -> events.disease(dice.of(Meaning.HIV, Meaning.CTCL, Meaning.UNRELATED));
      case 16 -> events.coded();
      default -> events.allergy();
    }
  }

  private void skin() {
    Map<String, Object> answers = new TreeMap<>();
    if (dice.chance(0.5)) {
      answers.put(dice.of("skin.honey-crusts", "skin.pustules"), dice.chance(0.9));
    } else {
      disease(Meaning.SKIN_INFECTION);
    }
    if (dice.chance(0.4)) {
      answers.put("general.fever", dice.chance(0.8));
    }
    checkIn(answers, 14);
  }

  private void helminth() {
    int before = dice.entries.size();
    disease(dice.of(Meaning.HELMINTH, Meaning.STRONGYLOIDES));
    if (dice.chance(0.4)) {
      Disease worm = (Disease) dice.entries.get(before);
      DrugGenerator.anthelmintic(dice, worm);
    }
  }

  private void blood() {
    BigDecimal cells = new BigDecimal(dice.of(499, 500, 999, 1000, 1499, 1500, 4999, 5000, 8000));
    String unit = dice.of("/uL", "/uL", "10*3/uL", "10*9/L", "{cells}/uL", "10*6/L", "K/uL");
    if (unit.equals("10*3/uL") || unit.equals("10*9/L") || unit.equals("K/uL")) {
      cells = cells.movePointLeft(3);
    } else if (dice.chance(0.03)) {
      cells = cells.movePointLeft(3);
    }
    LocalDate date = dice.chance(0.7) ? dice.lately(60) : dice.ago(90);
    dice.add(
        new Measure(
            dice.id("blood"),
            "eosinophils",
            cells,
            unit,
            date,
            dice.entries.size(),
            "final",
            Map.of()));
    Map<String, Object> answers = new TreeMap<>();
    if (dice.chance(0.4)) {
      answers.put(dice.of(ORGANS), dice.chance(0.8));
    }
    if (dice.chance(0.4)) {
      answers.put("exposure.helminth-risk", dice.chance(0.8));
    }
    checkIn(answers, dice.chance(0.5) ? 14 : 90);
  }

  private void joints() {
    Map<String, Object> answers = new TreeMap<>();
    answers.put(dice.of("joint.pain", "joint.heel-pain"), dice.chance(0.9));
    if (dice.chance(0.5)) {
      answers.put("joint.swelling", dice.chance(0.7));
    }
    if (dice.chance(0.5)) {
      answers.put("joint.morning-stiffness-minutes", dice.of(10, 29, 30, 31, 60));
    }
    checkIn(answers, 14);
    if (dice.chance(0.35)) {
      disease(dice.of(Meaning.ENTHESOPATHY, Meaning.JOINT_SWELLING));
    }
  }

  private void otherSkin() {
    Map<String, Object> answers = new TreeMap<>();
    if (dice.chance(0.3)) {
      answers.put("skin.face-neck-redness", dice.chance(0.85));
    }
    if (dice.chance(0.3)) {
      answers.put("skin.new-plaques", dice.chance(0.8));
    }
    checkIn(answers, 14);
    if (dice.chance(0.6)) {
      disease(
          dice.of(
              Meaning.PSORIASIS,
              Meaning.PSORIASIS,
              Meaning.ERYTHRODERMA,
              Meaning.LYMPHADENOPATHY,
              Meaning.CONTACT_DERMATITIS,
              Meaning.CONTACT_DERMATITIS));
    }
  }

  private void reaction() {
    disease(dice.of(Meaning.REACTION_EMERGENCY, Meaning.REACTION_URGENT));
    if (dice.chance(0.3)) {
      disease(Meaning.FAILURE_TO_THRIVE);
    }
  }

  private void pregnancy() {
    switch (dice.between(0, 2)) {
      case 0 -> disease(Meaning.PREGNANCY);
      case 1 -> {
        LocalDate date = dice.chance(0.4) ? dice.lately(200) : dice.ago(280);
        dice.add(new Sign(dice.id("sign"), Codes.LOINC, "82810-3", "77386006", date));
      }
      default ->
          checkIn(new TreeMap<>(Map.of("pregnancy.current-or-planned", dice.chance(0.85))), 90);
    }
  }

  private void vaccines() {
    Map<String, Object> answers = new TreeMap<>();
    answers.put(
        dice.of("vaccine.live-planned", "vaccine.reviewed", "vaccine.reviewed"), dice.chance(0.9));
    checkIn(answers, 90);
    for (int i = dice.between(0, 2); i > 0; i--) {
      String status = dice.chance(0.9) ? "completed" : "not-done";
      dice.add(
          new Shot(dice.id("shot"), dice.of("03", "21", "94", "187"), dice.lately(99), status));
    }
  }

  private void coded() {
    Code symptom = dice.of(Codes.symptoms());
    LocalDate date = dice.chance(0.5) ? dice.lately(10) : dice.ago(14);
    if (dice.chance(0.5)) {
      String value = dice.of(null, null, "true", "false", "0", "2");
      dice.add(new Sign(dice.id("sign"), symptom.system(), symptom.code(), value, date));
    } else {
      String clinical = dice.of("active", "active", "active", "resolved");
      dice.add(new Disease(dice.id("sign"), symptom, clinical, "confirmed", date.toString(), null));
    }
  }

  private void allergy() {
    dice.add(
        new Allergy(
            dice.id("allergy"),
            dice.of(Codes.allergens()),
            dice.of("active", "active", "active", "inactive", "resolved"),
            dice.of("confirmed", "confirmed", "unconfirmed", null, "refuted")));
  }
}
