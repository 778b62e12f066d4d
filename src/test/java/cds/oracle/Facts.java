package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Products.Kind;
import cds.oracle.RandomPatient.CheckIn;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Dose;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Sign;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The terms of the conditions: treatment, active and new conditions, answers, symptoms. */
final class Facts extends Chart {

  private static final Set<String> DOUBTFUL = Set.of("provisional", "differential", "unconfirmed");
  private static final Set<String> NEVER = Set.of("refuted", "entered-in-error");
  private static final Set<String> BEGUN = Set.of("active", "on-hold", "completed", "stopped");

  /** First dose day, or null. */
  final LocalDate first;

  final boolean onTreatment;
  final boolean treatmentUnknown;
  final boolean starter;
  final boolean stopped;

  Facts(RandomPatient patient) {
    super(patient);
    this.first = firstDose();
    this.onTreatment = dupilumabActive() || dosedLately();
    this.treatmentUnknown = !onTreatment && (unknown("medications") || incomplete("medications"));
    this.starter = !treatmentUnknown && !onTreatment && !everGiven();
    this.stopped = !treatmentUnknown && !onTreatment && everGiven();
  }

  /** Starters and stopped patients, and whoever may be one while that is unknown. */
  boolean before() {
    return starter || stopped || treatmentUnknown;
  }

  /** Patients on treatment, and whoever may be one while that is unknown. */
  boolean during() {
    return onTreatment || treatmentUnknown;
  }

  // Treatment with dupilumab.

  /** Orders and statements of dupilumab that say it was begun or is meant to be. */
  List<Drug> courses() {
    return all(Drug.class)
        .filter(drug -> drug.product().kind() == Kind.DUPILUMAB && BEGUN.contains(drug.status()))
        .toList();
  }

  /** Completed doses up to today, oldest first. */
  List<LocalDate> doses() {
    return all(Dose.class)
        .filter(dose -> dose.status().equals("completed") && !dose.date().isAfter(today))
        .map(Dose::date)
        .sorted()
        .toList();
  }

  /** Earliest dose, start of a dosage period or of a statement; else the earliest authoredOn. */
  private LocalDate firstDose() {
    Comparator<LocalDate> earlier = Comparator.naturalOrder();
    Stream<LocalDate> starts = courses().stream().map(Drug::start).filter(this::past);
    return Stream.concat(doses().stream(), starts)
        .min(earlier)
        .or(() -> courses().stream().map(Drug::authored).filter(this::past).min(earlier))
        .orElse(null);
  }

  private boolean past(LocalDate date) {
    return date != null && !date.isAfter(today);
  }

  /** An active order or statement that has begun. */
  private boolean dupilumabActive() {
    return courses().stream().anyMatch(this::runs);
  }

  /** Active now: by status, begun, and not ended before today. */
  boolean runs(Drug drug) {
    LocalDate begin = drug.start() != null ? drug.start() : drug.authored();
    return drug.status().equals("active")
        && past(begin)
        && (drug.end() == null || !drug.end().isBefore(today));
  }

  /** A dose given or stated in the last 84 days, and no stop recorded after it. */
  private boolean dosedLately() {
    LocalDate last = doses().isEmpty() ? null : doses().get(doses().size() - 1);
    if (last == null || last.isBefore(today.minusDays(84))) {
      return false;
    }
    LocalDate dose = last;
    return courses().stream()
        .filter(c -> c.status().equals("stopped") || (!c.order() && c.status().equals("completed")))
        .noneMatch(stop -> stop.end() == null || !stop.end().isBefore(dose));
  }

  private boolean everGiven() {
    return !doses().isEmpty() || !courses().isEmpty();
  }

  /** The newest regimen on record; null when it has no amounts. */
  Drug regimen() {
    return courses().stream()
        .max(Comparator.comparing(c -> c.start() != null ? c.start() : c.authored()))
        .filter(course -> course.mg() != null)
        .filter(course -> !forAnother())
        .orElse(null);
  }

  /** An active order names another disease. */
  boolean forAnother() {
    return !incomplete("medications")
        && courses().stream()
            .filter(this::runs)
            .map(Drug::reason)
            .anyMatch(reason -> reason != null && !reason.equals("24079001"));
  }

  // Conditions.

  boolean active(Disease disease) {
    return Set.of("active", "recurrence", "relapse").contains(disease.clinical()) && holds(disease);
  }

  /** Of any clinical status, but neither refuted nor entered in error. */
  boolean holds(Disease disease) {
    return !NEVER.contains(String.valueOf(disease.verification()));
  }

  static boolean doubtful(Disease disease) {
    return DOUBTFUL.contains(String.valueOf(disease.verification()));
  }

  List<Disease> diseases(Predicate<Disease> which, Meaning... meanings) {
    return all(Disease.class)
        .filter(disease -> Set.of(meanings).contains(disease.code().meaning()))
        .filter(which)
        .toList();
  }

  /** Whether one of these conditions is active, suspected ones included. */
  boolean has(Meaning... meanings) {
    return !diseases(this::active, meanings).isEmpty();
  }

  /** Active, with a first day on or after the first dose. */
  boolean isNew(Disease disease) {
    LocalDate began = Onset.began(disease);
    return active(disease) && first != null && began != null && !began.isBefore(first);
  }

  boolean hasNew(Meaning... meanings) {
    return !diseases(this::isNew, meanings).isEmpty();
  }

  // Answers and symptoms.

  /** The newest answer of a question, while it counts; 0 days: for ever. */
  private Object answer(String linkId, int days) {
    return all(CheckIn.class)
        .filter(checkIn -> checkIn.status().equals("completed"))
        .filter(checkIn -> checkIn.answers().containsKey(linkId))
        .filter(checkIn -> !checkIn.authored().isAfter(today))
        .max(Comparator.comparing(CheckIn::authored).thenComparing(CheckIn::id, Facts::later))
        .filter(checkIn -> days == 0 || !checkIn.authored().isBefore(today.minusDays(days)))
        .map(checkIn -> checkIn.answers().get(linkId))
        .orElse(null);
  }

  private static int later(String a, String b) {
    return Integer.compare(number(a), number(b));
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
  }

  boolean yes(String linkId) {
    return Boolean.TRUE.equals(answer(linkId, window(linkId)));
  }

  /** Answered yes in the last run of answers, this many days ago or before. */
  boolean yesSince(String linkId, int days) {
    LocalDate since = null;
    List<CheckIn> asked =
        all(CheckIn.class)
            .filter(c -> c.status().equals("completed") && c.answers().containsKey(linkId))
            .sorted(
                Comparator.comparing(CheckIn::authored).thenComparing(CheckIn::id, Facts::later))
            .toList();
    for (CheckIn checkIn : asked) {
      boolean yes = Boolean.TRUE.equals(checkIn.answers().get(linkId));
      since = !yes ? null : since == null ? checkIn.authored() : since;
    }
    return since != null && !since.isAfter(today.minusDays(days));
  }

  LocalDate date(String linkId, int days) {
    return answer(linkId, days) instanceof LocalDate date ? date : null;
  }

  int minutes(String linkId) {
    return answer(linkId, window(linkId)) instanceof Integer number ? number : 0;
  }

  private static int window(String linkId) {
    if (linkId.equals("topical.not-advisable")) {
      return 180;
    }
    String group = linkId.substring(0, linkId.indexOf('.'));
    return Set.of("eye", "skin", "general", "joint", "dose").contains(group) ? 14 : 90;
  }

  /** Answered yes, or coded as a condition or observation of the same 14 days. */
  boolean symptom(String linkId) {
    LocalDate from = today.minusDays(14);
    return yes(linkId)
        || all(Sign.class)
            .filter(sign -> Codes.symptomOf(sign.code()).equals(linkId))
            .filter(sign -> !sign.date().isBefore(from) && !sign.date().isAfter(today))
            .anyMatch(sign -> sign.value() == null || !Set.of("false", "0").contains(sign.value()))
        || diseases(this::active, Meaning.SYMPTOM).stream()
            .filter(disease -> disease.code().symptom().equals(linkId))
            .anyMatch(
                disease -> Onset.began(disease) != null && !Onset.began(disease).isBefore(from));
  }

  boolean anySymptom(List<String> linkIds) {
    return linkIds.stream().anyMatch(this::symptom);
  }
}
