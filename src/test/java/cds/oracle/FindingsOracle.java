package cds.oracle;

import cds.oracle.Codes.Meaning;
import cds.oracle.Eligibility.Verdict;
import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Shot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A second, plain reading of the definitive list of findings: what every service must say about a
 * patient. It shares nothing with the rules that it checks.
 */
final class FindingsOracle {

  /**
   * What a service must say.
   *
   * @param verdict verdict and reasons, or empty
   * @param findings codes that are no verdicts, with urgency
   * @param doses proposed doses, as the tests write them
   */
  record Expected(String verdict, Map<String, String> findings, List<String> doses) {}

  private static final Set<String> OTHER_INDICATIONS = Set.of("195967001", "235599003");

  private final Facts facts;
  private final Scores scores;
  private final ScoreFindings scoreFindings;
  private final Candidacy candidacy;
  private final Infections infections;
  private final Eyes eyes;
  private final Body body;
  private final Doses doses;
  private final Eligibility eligibility;
  private final Verdict verdict;

  FindingsOracle(RandomPatient patient) {
    this.facts = new Facts(patient);
    this.scores = new Scores(facts);
    this.scoreFindings = new ScoreFindings(facts, scores);
    this.candidacy = new Candidacy(facts, scores, scoreFindings);
    this.infections = new Infections(facts);
    this.eyes = new Eyes(facts);
    this.body = new Body(facts, scores);
    this.doses = new Doses(facts, scores);
    this.eligibility = new Eligibility(facts, scores, candidacy, infections, body.masked());
    this.verdict = eligibility.verdict();
  }

  /** What a service must say; of drafts, order-select sees the selected ones only. */
  static Expected expect(RandomPatient patient, String service) {
    char letter = Vocabulary.LETTERS.get(service);
    RandomPatient seen = patient;
    if (letter == 'S') {
      seen = patient.without(e -> e instanceof Draft draft && !draft.selected());
    } else if (letter != 'O') {
      seen = patient.without(Draft.class::isInstance);
    }
    if (!FhirWriter.immunizations(service)) {
      seen = seen.without(Shot.class::isInstance);
    }
    return new FindingsOracle(seen).expected(letter);
  }

  private Expected expected(char service) {
    if (!concerned(service)) {
      return new Expected("", Map.of(), List.of());
    }
    boolean other = "SOR".indexOf(service) >= 0 && otherIndication(service);
    Map<String, String> shown = new TreeMap<>(all(other).of(service));
    if (service == 'O' && doses.dupilumabDrafts().isEmpty()) {
      return new Expected("", conflicts(), List.of());
    }
    boolean judged = "ESR".indexOf(service) >= 0 || (service == 'O' && !verdict.eligible());
    String words = verdict.code() + " " + String.join(" ", verdict.reasons());
    return new Expected(
        judged && !other ? words : "",
        shown,
        other || service == 'M' || service == 'R' ? List.of() : proposals(service));
  }

  /** What a live vaccine or another systemic drug meets in a treated patient; then all urgent. */
  private Map<String, String> conflicts() {
    Findings findings = new Findings();
    if (facts.onTreatment) {
      infections.vaccine(findings);
      body.drafted(findings, false);
    }
    Map<String, String> shown = new TreeMap<>(findings.of('O'));
    if (!shown.isEmpty()) {
      Map<String, String> all = all(false).of('O');
      all.forEach(
          (code, urgency) -> {
            if (urgency.equals("urgent") || urgency.equals("emergency")) {
              shown.put(code, urgency);
            }
          });
    }
    return shown;
  }

  /** Who gets an answer. */
  private boolean concerned(char service) {
    if (service == 'S') {
      return !doses.dupilumabDrafts().isEmpty();
    }
    if (service == 'O') {
      return !doses.dupilumabDrafts().isEmpty() || facts.during();
    }
    if (service == 'M' && !facts.during()) {
      return false;
    }
    if (service == 'R') {
      return facts.courses().stream()
          .anyMatch(drug -> drug.order() && drug.status().equals("active"));
    }
    boolean dermatitis = dermatitisOnRecord();
    boolean scored = Scores.OF_DERMATITIS.stream().anyMatch(t -> !scores.recorded(t).isEmpty());
    boolean dupilumab =
        !facts.doses().isEmpty()
            || facts
                .all(Drug.class)
                .filter(drug -> drug.product().kind() == Products.Kind.DUPILUMAB)
                .anyMatch(drug -> !drug.status().equals("entered-in-error"));
    return dermatitis || scored || dupilumab || facts.unknown("conditions");
  }

  /** Atopic dermatitis of any clinical status that was not refuted. */
  private boolean dermatitisOnRecord() {
    return !facts.diseases(facts::holds, Meaning.ATOPIC_DERMATITIS).isEmpty();
  }

  /** Everything that fires, with the services that show it. */
  private Findings all(boolean otherIndication) {
    Findings findings = new Findings();
    String shown = (facts.before() ? "ESO" : "") + (facts.during() ? "MRO" : "");
    boolean eligible = verdict.eligible() && !otherIndication;
    if (otherIndication) {
      findings.add("INDICATION_NOT_AD", "info", "SOR");
    }
    eyes.add(findings, shown);
    infections.add(findings, shown);
    body.add(findings, shown);
    boolean ordered = !doses.dupilumabDrafts().isEmpty();
    body.combinations(findings, ordered || (facts.starter && eligible), shown);
    body.drafted(findings, ordered);
    doses.add(findings, eligible, otherIndication, otherOnRecord());
    scoreFindings.add(findings);
    Beginning beginning = new Beginning(facts, scores, eyes, eligibility, candidacy);
    beginning.refer(findings);
    if (!otherIndication) {
      beginning.add(findings, eligible);
    }
    if (eligibility.allergic()) {
      findings.add("CONTRAINDICATION_HYPERSENSITIVITY", "urgent", "EMSOR");
    }
    hold(findings);
    if (!eligibility.doubt()) {
      new Response(facts, scores, doses).add(findings);
    }
    return findings;
  }

  /** One hold on treatment, as urgent as its most urgent trigger. */
  private void hold(Findings findings) {
    if (!facts.onTreatment) {
      return;
    }
    boolean urgent =
        holdsBack(findings)
            || findings.has("CTCL_SUSPECTED")
            || findings.has("HYPERSENSITIVITY_REACTION")
            || infections.refractoryHelminth();
    if (urgent) {
      findings.add("DOSE_HOLD_SUGGESTED", "urgent", "MRO");
    } else if (zoster(findings)) {
      findings.add("DOSE_HOLD_SUGGESTED", "routine", "MRO");
    }
  }

  private static boolean zoster(Findings findings) {
    return findings.has("HERPES_ZOSTER") || findings.has("ZOSTER_OPHTHALMIC");
  }

  /** Emergencies beside which no dose is proposed, before the first dose too. */
  private static boolean holdsBack(Findings findings) {
    return findings.has("ECZEMA_HERPETICUM")
        || findings.has("OCULAR_RED_FLAG")
        || findings.has("EOSINOPHILIA_ORGAN")
        || findings.urgency("SKIN_INFECTION_BACTERIAL").filter("urgent"::equals).isPresent();
  }

  /** The dose of each order, or of a new one. */
  private List<String> proposals(char service) {
    Findings findings = all(false);
    LabelRow row = doses.row();
    if (!verdict.eligible()
        || row == null
        || facts.stopped
        || doses.doubtfulWeight()
        || doses.asthmaConflict()
        || findings.has("DOSE_HOLD_SUGGESTED")
        || holdsBack(findings)
        || zoster(findings)
        || (service != 'O' && facts.onTreatment && doses.regimenFits())) {
      return List.of();
    }
    String words = row.words(!facts.onTreatment);
    if (service == 'O') {
      return doses.dupilumabDrafts().stream()
          .filter(
              draft ->
                  !doses.fits(row, draft)
                      || doses.overloads(row, draft)
                      || !doses.suits(draft.product()))
          .map(draft -> words)
          .toList();
    }
    if (service == 'S') {
      return doses.dupilumabDrafts().stream().map(draft -> words).toList();
    }
    return List.of(words);
  }

  /** Another licensed indication in the order's reason, or on record without dermatitis. */
  private boolean otherIndication(char service) {
    Stream<String> orders =
        service == 'R'
            ? facts.courses().stream().filter(facts::runs).map(Drug::reason)
            : doses.dupilumabDrafts().stream().map(Draft::reason);
    List<String> reasons = orders.filter(reason -> reason != null).toList();
    if (reasons.stream().anyMatch(OTHER_INDICATIONS::contains)) {
      return true;
    }
    return otherOnRecord() && !reasons.contains("24079001");
  }

  /** Another licensed indication is active and no dermatitis is on record. */
  private boolean otherOnRecord() {
    return !dermatitisOnRecord()
        && !facts.incomplete("conditions")
        && facts.has(Meaning.ASTHMA, Meaning.OTHER_INDICATION);
  }
}
