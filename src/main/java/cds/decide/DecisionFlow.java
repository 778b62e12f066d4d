package cds.decide;

import cds.cards.CardComposer;
import cds.cards.DraftCard;
import cds.cards.TextCheck;
import cds.cdshooks.CardGuard;
import cds.cdshooks.CdsResponse;
import cds.cdshooks.CdsService;
import cds.chart.Chart;
import cds.derive.Derivations;
import cds.fhir.ChartReaders;
import cds.fhir.access.PrefetchSource;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.knowledge.RulesRejected;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.SiteCodes;
import cds.language.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The flow of a decision: complete, read, derive and evaluate, present, guard. */
public final class DecisionFlow implements Decisions {

  private final RuleSet rules;
  private final Derivations derivations;
  private final Map<Terms, Variant> variants;
  private final Judge judge;
  private final Map<Told, List<CdsService>> discovery = new ConcurrentHashMap<>();

  private DecisionFlow(
      RuleSet rules, Derivations derivations, Map<Terms, Variant> variants, Judge judge) {
    this.rules = rules;
    this.derivations = derivations;
    this.variants = Map.copyOf(variants);
    this.judge = judge;
  }

  /**
   * Reads, checks and compiles a release that decides from prefetched data alone.
   *
   * @param files its texts
   * @param callers those who may ask
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(RuleFiles files, List<Caller> callers) {
    return load(files, callers, PrefetchSource.NONE, ChartReaders.ONE_PASS);
  }

  /**
   * Reads, checks and compiles a release.
   *
   * @param files its texts
   * @param callers those who may ask
   * @param servers where data comes from that was not prefetched
   * @param readers how charts are read
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(
      RuleFiles files, List<Caller> callers, PrefetchSource servers, ChartReaders readers) {
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(files, problems);
    problems.refuseIfAny();
    Derivations derivations = Derivations.compile(rules, problems);
    TextCheck.check(rules, problems);
    problems.refuseIfAny();
    Map<Terms, Variant> variants = new LinkedHashMap<>();
    for (Caller caller : callers) {
      Variant.requireLanguages(rules.languages(), caller, problems);
      Mute.check(rules, caller, problems);
      variants.computeIfAbsent(
          Terms.of(caller),
          terms -> Variant.compile(rules, derivations, terms.label(), terms.policies(), problems));
    }
    Map<String, SiteCodes> siteCodes = Caller.siteCodes(callers, rules, problems);
    problems.refuseIfAny();
    return new DecisionFlow(
        rules, derivations, variants, new Judge(siteCodes, readers.of(rules), servers));
  }

  @Override
  public Release release() {
    int tables = rules.rules().stream().mapToInt(rule -> rule.tables().size()).sum();
    return new Release(rules.release(), rules.rules().size(), tables);
  }

  /** What the entries of discovery depend on. */
  private record Told(String codeMap, String language) {}

  @Override
  public List<CdsService> services(Caller caller) {
    Language language = rules.languages().best(caller.languages());
    return discovery.computeIfAbsent(
        new Told(caller.codeMap().sha256(), language.tag()),
        told -> {
          SiteCodes site = site(caller);
          return rules.services().values().stream()
              .map(service -> Discovery.entry(service, site, language))
              .toList();
        });
  }

  @Override
  public Optional<String> hook(String service) {
    return Optional.ofNullable(rules.services().get(service)).map(ServiceDefinition::hook);
  }

  @Override
  public Decision decide(CdsRequest request, Caller caller, Instant at) {
    ServiceDefinition service = service(request.service());
    Variant variant = variant(caller);
    Judge.Judged judged = judge.of(service, variant.program(), request, caller, at);
    Chart chart = judged.chart();
    Language language = rules.languages().best(caller.languages());
    Variant.Cards cards = variant.cards(language);
    Set<String> muted = caller.mutedOn(chart.on());
    List<DraftCard> drafts = cards.composer().compose(service, judged.says(), chart.on(), muted);
    CdsResponse response = cards.presenter().present(drafts, request, judged.orders(), caller, at);
    return new Decision(
        CardGuard.guard(SiteMarks.of(chart).on(response), Presenter::plain),
        drafts,
        judged.says(),
        chart,
        judged.data(),
        language.tag(),
        variant.program().rules(),
        cards.composer().muted(service, judged.says(), muted),
        at);
  }

  /**
   * What a service shows of a patient.
   *
   * @param service its id
   * @param evaluation what the rules say
   * @param cards the findings of each of its cards
   */
  public record Shown(String service, Evaluation evaluation, List<List<Finding>> cards) {}

  /**
   * What several services show when the chart of a patient is opened; no cards are written. The
   * chart is read and evaluated once, with all kinds of data for which one of the services asks; a
   * service that asks for fewer kinds has an evaluation of its own when there are gaps in the
   * others, which it would not tell.
   *
   * @param requests one for each service, of the same patient and data, without orders
   */
  public List<Shown> show(List<CdsRequest> requests, Caller caller, Instant at) {
    Variant variant = variant(caller);
    CardComposer composer = variant.cards(rules.languages().best(caller.languages())).composer();
    List<CdsRequest> widestFirst = new ArrayList<>(requests);
    widestFirst.sort(
        Comparator.comparing(request -> -service(request.service()).prefetch().size()));
    List<Judge.Judged> judged = new ArrayList<>();
    List<Shown> shown = new ArrayList<>();
    for (CdsRequest request : widestFirst) {
      ServiceDefinition service = service(request.service());
      Judge.Judged one =
          judged.stream()
              .filter(before -> before.answersFor(service.prefetch().keySet()))
              .findFirst()
              .orElseGet(() -> judge.of(service, variant.program(), request, caller, at));
      judged.add(one);
      Set<String> muted = caller.mutedOn(one.chart().on());
      shown.add(new Shown(service.id(), one.says(), composer.findings(service, one.says(), muted)));
    }
    return shown;
  }

  /** What a caller's own codes mean, for explanation. */
  public SiteCodes site(Caller caller) {
    return judge.site(caller);
  }

  @Override
  public String language(Caller caller) {
    return rules.languages().best(caller.languages()).tag();
  }

  /** The rules that decide. */
  public RuleSet rules() {
    return rules;
  }

  /** Their derivations. */
  public Derivations derivations() {
    return derivations;
  }

  /** The program that runs on each of the terms that callers have. */
  public Map<Terms, Program> programs() {
    return variants.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().program()));
  }

  /** The program that runs for a caller, for explanation and tests. */
  public Program program(Caller caller) {
    return variant(caller).program();
  }

  private Variant variant(Caller caller) {
    return Judge.known(variants.get(Terms.of(caller)));
  }

  private ServiceDefinition service(String id) {
    ServiceDefinition service = rules.services().get(id);
    if (service == null) {
      throw new IllegalArgumentException("no such service");
    }
    return service;
  }
}
