package cds.burden;

import java.util.random.RandomGenerator;

/** How often something is so in the cohort, in per cent, and where that figure comes from. */
enum Rate {
  INFANT_UNDER_6_MONTHS(2, "of the patients: under 6 months", Rate.CHOSEN),
  PRESCHOOL(15, "of the patients: 6 months to 5 years", Rate.CHOSEN),
  SCHOOL(15, "of the patients: 6 to 11 years", Rate.CHOSEN),
  ADOLESCENT(15, "of the patients: 12 to 17 years; all others are adults", Rate.CHOSEN),
  TREATED(45, "of those from 6 months: on treatment", Rate.CHOSEN),
  STOPPED(8, "of those from 6 months: stopped", Rate.CHOSEN),
  MILD(35, "of the untreated: mild disease, EASI 7.0 or less", Rate.CHOSEN),
  VIGA_4(
      55,
      "of the moderate and severe: vIGA-AD 4, the others 3",
      "IGA 3 in 40 %, 4 in 48 % of 3,473 trial patients (PMC9303952, table 1)"),
  TOPICAL_INADEQUATE(
      60, "of the untreated: a recent topical trial that was not enough", Rate.CHOSEN),
  TOPICAL_OLD(10, "of the untreated: such a trial, ended more than 6 months ago", Rate.CHOSEN),
  TOPICAL_ADEQUATE(10, "of the untreated: a topical trial that was enough", Rate.CHOSEN),
  FIRST_MONTHS(30, "of the treated: on treatment for 20 to 199 days", Rate.CHOSEN),
  FIRST_YEAR(
      50, "of the other treated: for 200 to 364 days; the rest for up to 1,200", Rate.CHOSEN),
  EASI_75_EARLY(
      60,
      "of the treated, before week 52: EASI fall of 75 % or more",
      "BioDay register, week 16: 60 % (PubMed 32946967)"),
  EASI_75_LATE(
      70,
      "of the treated, from week 52: EASI fall of 75 % or more",
      "BioDay register, week 52: 70 % (PubMed 32946967)"),
  EASI_50(60, "of the treated without it: EASI fall of 50 % or more", Rate.CHOSEN),
  OTHER_REGIMEN(5, "of the treated: another dose or interval than the label's", Rate.CHOSEN),
  CONJUNCTIVITIS(
      10,
      "of the treated: new conjunctivitis",
      "adult trials, every 2 weeks alone: 10 % (manufacturer's safety page)"),
  EYE_QUESTIONS(5, "of the treated: red and itchy eyes answered yes", Rate.CHOSEN),
  EYE_RED_FLAG(1, "of the treated: eye pain or change of vision answered yes", Rate.CHOSEN),
  KERATITIS(
      0.5, "of the treated: new keratitis", "adult trials: under 1 % (manufacturer's safety page)"),
  BLEPHARITIS(
      0.5,
      "of the treated: new blepharitis",
      "adult trials: under 1 % (manufacturer's safety page)"),
  ORAL_HERPES(
      4,
      "of the treated: herpes simplex",
      "adult trials: oral herpes 4 % (manufacturer's safety page)"),
  ECZEMA_HERPETICUM(0.5, "of all: active eczema herpeticum", Rate.CHOSEN),
  ZOSTER(0.5, "of all: active zoster", Rate.CHOSEN),
  SKIN_INFECTION(4, "of all: bacterial skin infection", Rate.CHOSEN),
  HELMINTH(
      0.7,
      "of all: helminth infection",
      "paediatric asthma trial, placebo arm: 0.7 % (manufacturer's page)"),
  JOINTS(
      5.5,
      "of the treated: joint or heel pain with swelling",
      "26 of 470 patients (Arthritis Rheumatol 2023)"),
  FACIAL_REDNESS(
      10,
      "of the treated: redness of face and neck",
      "in practice up to about 10 % (Actas Dermosifiliogr 2022, S0001731022001442)"),
  EOSINOPHILS_MEASURED(30, "of all: a count of eosinophils within 90 days", Rate.CHOSEN),
  EOSINOPHILS_1500(
      8, "of those: 1,500 or more", "hypereosinophilia in 4 to 14 % in trials (second-hand)"),
  CONTACT_DERMATITIS(5, "of all: contact dermatitis", Rate.CHOSEN),
  ASTHMA(25, "of all from 6 years: asthma", Rate.CHOSEN),
  ALLERGIC(0.3, "of all: allergy to the drug", Rate.CHOSEN),
  PREGNANT(2, "of women of 18 to 44 years: pregnancy", Rate.CHOSEN),
  IMMUNOSUPPRESSANT(3, "of all from 6 years: methotrexate or another, active", Rate.CHOSEN),
  VACCINES_REVIEWED(30, "of the untreated: vaccines answered as reviewed", Rate.CHOSEN),
  STALE_SCORES(8, "of all: scores 100 to 400 days old", Rate.CHOSEN),
  NO_SCORES(5, "of all: no score", Rate.CHOSEN),
  NO_WEIGHT(6, "of all: no weight", Rate.CHOSEN),
  STALE_WEIGHT(6, "of all: a weight 200 to 500 days old", Rate.CHOSEN),
  POUNDS(8, "of all: weight in pounds", Rate.CHOSEN),
  UNIT_MISSING(2, "of all: weight without a unit", Rate.CHOSEN),
  SCORE_IMPOSSIBLE(2, "of all: a score out of range", Rate.CHOSEN),
  TEXT_ONLY(4, "of all: a drug as text only", Rate.CHOSEN),
  FUTURE_DATE(1, "of all: a score dated in the future", Rate.CHOSEN),
  WRONG_PATIENT(1, "of all: a resource of another patient", Rate.CHOSEN),
  KEY_MISSING(3, "of all: no medication requests sent", Rate.CHOSEN),
  SERVER_ERROR(2, "of all: an error instead of the allergies", Rate.CHOSEN);

  /** Said of a rate for which no published figure is used. */
  static final String CHOSEN = "chosen for this cohort";

  private final double percent;
  private final String what;
  private final String from;

  Rate(double percent, String what, String from) {
    this.percent = percent;
    this.what = what;
    this.from = from;
  }

  /** Whether it is so for the patient being drawn. */
  boolean hits(RandomGenerator random) {
    return random.nextDouble() * 100 < percent;
  }

  double percent() {
    return percent;
  }

  String what() {
    return what;
  }

  String from() {
    return from;
  }
}
