package cds.decide;

import cds.cards.DraftCard;
import cds.cards.TextCheck;
import cds.cdshooks.CardGuard;
import cds.cdshooks.CdsResponse;
import cds.cdshooks.CdsService;
import cds.chart.Chart;
import cds.derive.Derivations;
import cds.fhir.ChartReaders;
import cds.fhir.ReadInput;
import cds.fhir.access.Obtained;
import cds.fhir.access.PrefetchSource;
import cds.fhir.access.Wanted;
import cds.knowledge.Evaluation;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.knowledge.RulesRejected;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.SiteCodes;
import cds.language.Language;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The flow of a decision: complete, read, derive and evaluate, present, guard. */
public final class DecisionFlow implements Decisions {

  private final RuleSet rules;
  private final Derivations derivations;
  private final Map<Terms, Variant> variants;
  private final Map<String, SiteCodes> siteCodes;
  private final Function<ReadInput, Chart> reader;
  private final PrefetchSource servers;
  private final Map<Told, List<CdsService>> discovery = new ConcurrentHashMap<>();

  private DecisionFlow(
      RuleSet rules,
      Derivations derivations,
      Map<Terms, Variant> variants,
      Map<String, SiteCodes> siteCodes,
      Function<ReadInput, Chart> reader,
      PrefetchSource servers) {
    this.rules = rules;
    this.derivations = derivations;
    this.servers = servers;
    this.variants = Map.copyOf(variants);
    this.siteCodes = Map.copyOf(siteCodes);
    this.reader = reader;
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
    return new DecisionFlow(rules, derivations, variants, siteCodes, readers.of(rules), servers);
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
    HookOrders orders = HookOrders.of(service, request);
    Obtained data = complete(service, request, orders, caller);
    Required.check(service, data);
    Chart chart = read(service, request, data, orders, at, caller);
    if (caller.refusesOtherSubjects()) {
      OtherSubject.refuse(chart);
    }
    GivenUp.check();
    Evaluation evaluation = variant.program().run(chart);
    GivenUp.check();
    Language language = rules.languages().best(caller.languages());
    Variant.Cards cards = variant.cards(language);
    Set<String> muted = caller.mutedOn(chart.on());
    List<DraftCard> drafts = cards.composer().compose(service, evaluation, chart.on(), muted);
    CdsResponse response = cards.presenter().present(drafts, request, orders, caller, at);
    return new Decision(
        CardGuard.guard(SiteMarks.of(chart).on(response), Presenter::plain),
        drafts,
        evaluation,
        chart,
        data,
        language.tag(),
        variant.program().rules(),
        cards.composer().muted(service, evaluation, muted),
        at);
  }

  /** What a caller's own codes mean, for explanation. */
  public SiteCodes site(Caller caller) {
    return known(siteCodes.get(caller.codeMap().sha256()));
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
    return known(variants.get(Terms.of(caller)));
  }

  private static <T> T known(@Nullable T compiled) {
    if (compiled == null) {
      throw new IllegalArgumentException("the rules were not compiled for this caller");
    }
    return compiled;
  }

  private ServiceDefinition service(String id) {
    ServiceDefinition service = rules.services().get(id);
    if (service == null) {
      throw new IllegalArgumentException("no such service");
    }
    return service;
  }

  /** What was prefetched, and what could be fetched of the rest. */
  private Obtained complete(
      ServiceDefinition service, CdsRequest request, HookOrders orders, Caller caller) {
    return servers.complete(
        new Wanted(
            request.patientId(),
            site(caller).templates(service),
            request.prefetch(),
            orders.resources(),
            request.fhir(),
            caller.fhir()));
  }

  private Chart read(
      ServiceDefinition service,
      CdsRequest request,
      Obtained data,
      HookOrders orders,
      Instant at,
      Caller caller) {
    return reader.apply(
        new ReadInput(
            request.patientId(),
            data.prefetch(),
            service.prefetch().keySet(),
            Stream.concat(orders.resources().stream(), data.medications().stream()).toList(),
            service.orders() == ServiceDefinition.Orders.REFILLED,
            at,
            caller.zone(),
            site(caller)));
  }
}
