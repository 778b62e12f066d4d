package cds.cards;

import cds.knowledge.Evaluation;
import cds.knowledge.Evidence;
import cds.knowledge.Finding;
import cds.knowledge.FindingText;
import cds.knowledge.RuleSet;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.ServiceDefinition.Orders;
import cds.knowledge.ServiceDefinition.Showing;
import cds.knowledge.Situation;
import cds.knowledge.Source;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which findings one service shows: its own, each once, most urgent first. */
final class Findings {

  private static final Set<String> VERDICTS =
      Stream.of(Verdict.values()).map(Verdict::name).collect(Collectors.toUnmodifiableSet());

  private final RuleSet rules;
  private final FindingTexts texts;
  private final ServiceDefinition service;
  private final String label;
  private final Set<String> muted;

  Findings(
      RuleSet rules,
      FindingTexts texts,
      ServiceDefinition service,
      String label,
      Set<String> muted) {
    this.muted = muted;
    this.rules = rules;
    this.texts = texts;
    this.service = service;
    this.label = label;
  }

  /** The findings to show; the label's verdict first among equals. */
  List<Finding> shown(Evaluation evaluation) {
    return all(evaluation).stream().filter(finding -> !isMuted(finding)).toList();
  }

  /** Codes of those that would be shown, were they not muted. */
  List<String> leftOut(Evaluation evaluation) {
    return all(evaluation).stream().filter(this::isMuted).map(Finding::code).distinct().toList();
  }

  private boolean isMuted(Finding finding) {
    return muted.contains(finding.code()) && finding.urgency().compareTo(Urgency.URGENT) < 0;
  }

  private List<Finding> all(Evaluation evaluation) {
    List<Finding> all = new ArrayList<>();
    if (service.verdict() != Showing.NEVER && !yes(evaluation, service.silentVerdictWhen())) {
      evaluation.verdicts().forEach(verdict -> all.add(weighed(verdict)));
      all.addAll(besides(evaluation));
    }
    boolean urgentOnly = no(evaluation, service.urgentOnlyUnless());
    evaluation.findings().stream()
        .filter(f -> !urgentOnly || f.urgency().compareTo(Urgency.URGENT) >= 0 || isOfOrders(f))
        // Where orders are signed, doses are judged order by order, not by the regimen on record.
        .filter(f -> service.orders() != Orders.SIGNED || !text(f).corrects())
        .forEach(all::add);
    evaluation.orders().forEach(order -> all.addAll(order.findings()));
    all.removeIf(finding -> isElsewhere(finding));
    return merged(all).stream()
        .filter(finding -> showsHere(finding, evaluation))
        .sorted(
            Comparator.comparing(Finding::urgency)
                .reversed()
                .thenComparing(finding -> !isVerdict(finding))
                .thenComparing(finding -> limit(text(finding).limit()))
                .thenComparing(Finding::code))
        .toList();
  }

  /** The shortest time limit first; what has none comes last. */
  private int limit(String limit) {
    int place = service.limits().indexOf(limit);
    return place < 0 ? service.limits().size() : place;
  }

  /** Elements whose resources sentences need not name. */
  List<String> context() {
    return service.context();
  }

  boolean isVerdict(Finding finding) {
    return Objects.equals(finding.policy(), label) && VERDICTS.contains(finding.code());
  }

  private boolean no(Evaluation evaluation, String element) {
    return !element.isEmpty()
        && Boolean.FALSE.equals(evaluation.situation().get(rules.element(element)).yes());
  }

  /** Whether a finding never makes a card of its own here. */
  boolean rides(Finding finding) {
    return text(finding).rides().contains(service.id())
        || (service.verdict() == Showing.BESIDE_OTHERS && isEligible(finding));
  }

  private boolean isEligible(Finding finding) {
    return isVerdict(finding) && finding.code().equals(Verdict.ELIGIBLE.name());
  }

  private boolean yes(Evaluation evaluation, String element) {
    return !element.isEmpty()
        && Boolean.TRUE.equals(evaluation.situation().get(rules.element(element)).yes());
  }

  /** In order services the label's verdict is a warning unless it is eligible. */
  private Finding weighed(Finding verdict) {
    return isVerdict(verdict) && !verdict.code().equals(Verdict.ELIGIBLE.name())
        ? with(verdict, service.verdictUrgency())
        : verdict;
  }

  private static Finding with(Finding f, Urgency urgency) {
    return new Finding(
        f.code(),
        urgency,
        f.policy(),
        f.reasons(),
        f.rule(),
        f.version(),
        f.rows(),
        f.because(),
        f.told(),
        f.evidence(),
        f.missing(),
        f.unconfirmed());
  }

  /** One finding for each policy that is not met while the label is. */
  private List<Finding> besides(Evaluation evaluation) {
    boolean eligible =
        evaluation.verdicts().stream()
            .anyMatch(v -> isVerdict(v) && v.code().equals(Verdict.ELIGIBLE.name()));
    return evaluation.verdicts().stream()
        .filter(v -> eligible && !isVerdict(v) && !v.code().equals(Verdict.ELIGIBLE.name()))
        .map(
            v ->
                new Finding(
                    "PROFILE_NOT_MET",
                    Urgency.INFO,
                    v.policy(),
                    v.reasons(),
                    v.rule(),
                    v.version(),
                    v.rows(),
                    v.because(),
                    v.told(),
                    v.evidence(),
                    v.missing(),
                    v.unconfirmed()))
        .toList();
  }

  /** Some rules speak in certain services only. */
  private boolean isElsewhere(Finding finding) {
    List<String> services = texts.services(finding);
    return !services.isEmpty() && !services.contains(service.id());
  }

  /** Whether its rule was made for services like this one: then it speaks of the call itself. */
  private boolean isOfOrders(Finding finding) {
    return texts.services(finding).contains(service.id());
  }

  private boolean showsHere(Finding finding, Evaluation evaluation) {
    if (service.verdict() == Showing.UNLESS_ELIGIBLE && isEligible(finding)) {
      return false;
    }
    if (text(finding).withVerdict() && yes(evaluation, service.silentVerdictWhen())) {
      return false;
    }
    FindingText text = text(finding);
    Boolean onTreatment = onTreatment(evaluation.situation());
    boolean before = text.before().contains(service.id());
    boolean during = text.onTreatment().contains(service.id());
    return onTreatment == null ? before || during : onTreatment ? during : before;
  }

  /** Whether the patient is on treatment; null when it is not known. */
  @Nullable Boolean onTreatment(Situation situation) {
    return situation.get(rules.element(service.onTreatment())).yes();
  }

  /** The text of a finding: of its own rule folder for verdicts, else of the owner of its code. */
  FindingText text(Finding finding) {
    return texts.text(finding);
  }

  /** Rows with the same code make one finding: highest urgency, all that decided. */
  private static Collection<Finding> merged(List<Finding> findings) {
    Map<String, Finding> byCode = new LinkedHashMap<>();
    for (Finding finding : findings) {
      byCode.merge(finding.code() + "/" + finding.policy(), finding, Findings::merge);
    }
    return byCode.values();
  }

  private static Finding merge(Finding a, Finding b) {
    boolean ordered = a.urgency().compareTo(b.urgency()) >= 0;
    Finding first = ordered ? a : b;
    Finding second = ordered ? b : a;
    Set<Source> because = new LinkedHashSet<>(first.because());
    because.addAll(second.because());
    Set<Source> told = new LinkedHashSet<>(first.told());
    told.addAll(second.told());
    Set<Evidence> evidence = new LinkedHashSet<>(first.evidence());
    evidence.addAll(second.evidence());
    Set<String> rows = new LinkedHashSet<>(first.rows());
    rows.addAll(second.rows());
    return new Finding(
        first.code(),
        first.urgency(),
        first.policy(),
        first.reasons(),
        first.rule(),
        first.version(),
        List.copyOf(rows),
        because,
        told,
        List.copyOf(evidence),
        first.missing(),
        first.unconfirmed() || second.unconfirmed());
  }
}
