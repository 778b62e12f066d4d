package cds.decide;

import cds.cards.CardComposer;
import cds.cards.DraftCard;
import cds.cards.OrderPlanner;
import cds.cards.TextCheck;
import cds.cdshooks.Card;
import cds.cdshooks.CardGuard;
import cds.cdshooks.CdsRequest;
import cds.cdshooks.CdsResponse;
import cds.cdshooks.CdsService;
import cds.chart.Chart;
import cds.chart.DataKind;
import cds.derive.Derivations;
import cds.fhir.ChartReader;
import cds.fhir.OrderWriter;
import cds.fhir.ReadInput;
import cds.knowledge.CodeMap;
import cds.fhir.access.Lack;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The flow of a decision: complete, read, derive and evaluate, present, guard. */
public final class DecisionFlow implements Decisions {

  private final RuleSet rules;
  private final Map<Terms, Variant> variants;
  private final Map<String, SiteCodes> siteCodes;
  private final ChartReader reader;
  private final PrefetchSource servers;

  /** What the rules that run depend on. */
  private record Terms(String label, List<String> policies) {

    static Terms of(Caller caller) {
      return new Terms(caller.label(), caller.policies());
    }
  }

  /** The rules of one label and its policies, and what makes their cards. */
  private record Variant(Program program, CardComposer composer, Presenter presenter) {

    static Variant of(Program program, RuleSet rules) {
      CardComposer composer = new CardComposer(program.rules(), program.label());
      return new Variant(
          program, composer, new Presenter(composer, new OrderWriter(), rules.release()));
    }
  }

  private DecisionFlow(
      RuleSet rules,
      Map<Terms, Variant> variants,
      Map<String, SiteCodes> siteCodes,
      PrefetchSource servers) {
    this.rules = rules;
    this.servers = servers;
    this.variants = Map.copyOf(variants);
    this.siteCodes = Map.copyOf(siteCodes);
    this.reader =
        new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
  }

  /**
   * Reads, checks and compiles a release that decides from prefetched data alone.
   *
   * @param files its texts
   * @param callers those who may ask
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(RuleFiles files, List<Caller> callers) {
    return load(files, callers, PrefetchSource.NONE);
  }

  /**
   * Reads, checks and compiles a release.
   *
   * @param files its texts
   * @param callers those who may ask
   * @param servers where data comes from that was not prefetched
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(RuleFiles files, List<Caller> callers, PrefetchSource servers) {
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(files, problems);
    problems.refuseIfAny();
    Derivations derivations = Derivations.compile(rules, problems);
    TextCheck.check(rules, problems);
    problems.refuseIfAny();
    Map<Terms, Variant> variants = new LinkedHashMap<>();
    for (Caller caller : callers) {
      variants.computeIfAbsent(
          Terms.of(caller), terms -> variant(rules, derivations, terms, problems));
    }
    DecisionFlow flow =
        new DecisionFlow(rules, variants, siteCodes(callers, rules, problems), servers);
    flow.warm();
    return flow;
  }

  /** The code maps of all callers, by their hash. */
  private static Map<String, SiteCodes> siteCodes(
      List<Caller> callers, RuleSet rules, Problems problems) {
    Map<String, SiteCodes> siteCodes = new LinkedHashMap<>();
    for (Caller caller : callers) {
      CodeMap map = caller.codeMap();
      siteCodes.computeIfAbsent(map.sha256(), hash -> SiteCodes.of(map, rules, problems));
    }
    problems.refuseIfAny();
    return siteCodes;
  }

  private static Variant variant(
      RuleSet rules, Derivations derivations, Terms terms, Problems problems) {
    Program program =
        Program.compile(rules, derivations, terms.label(), terms.policies(), problems);
    problems.refuseIfAny();
    new OrderPlanner(program.rules()).check(problems);
    problems.refuseIfAny();
    return Variant.of(program, rules);
  }

  /** Reads and evaluates an empty chart once, so that the first caller does not pay for it. */
  private void warm() {
    ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
    prefetch.putObject(DataKind.PATIENT.key()).put("resourceType", "Patient").put("id", "none");
    Chart empty =
        reader.read(
            new ReadInput(
                "none", prefetch, Set.of(), List.of(), false, Instant.EPOCH, ZoneOffset.UTC));
    for (Variant variant : variants.values()) {
      Evaluation evaluation = variant.program().run(empty);
      rules.services().values().forEach(s -> variant.composer().compose(s, evaluation, empty.on()));
    }
  }

  @Override
  public Release release() {
    int tables = rules.rules().stream().mapToInt(rule -> rule.tables().size()).sum();
    return new Release(rules.release(), rules.rules().size(), tables);
  }

  @Override
  public List<CdsService> services(Caller caller) {
    SiteCodes site = site(caller);
    return rules.services().values().stream().map(service -> describe(service, site)).toList();
  }

  private static CdsService describe(ServiceDefinition service, SiteCodes site) {
    Map<String, String> prefetch = new LinkedHashMap<>();
    site.templates(service).forEach((kind, template) -> prefetch.put(kind.key(), template));
    return new CdsService(
        service.hook(),
        service.title(),
        service.description(),
        service.id(),
        prefetch,
        service.usageRequirements());
  }

  @Override
  public CdsResponse decide(CdsRequest request, Caller caller, Instant at) {
    ServiceDefinition service = service(request.service());
    Variant variant = variant(caller);
    HookOrders orders = HookOrders.of(service, request);
    Obtained data = complete(service, request, orders, caller);
    requireObtainable(service, data);
    Chart chart = read(service, request, data, orders, at, caller);
    if (caller.refusesOtherSubjects()) {
      OtherSubject.refuse(chart);
    }
    GivenUp.check();
    Evaluation evaluation = variant.program().run(chart);
    GivenUp.check();
    List<DraftCard> drafts = variant.composer().compose(service, evaluation, chart.on());
    CdsResponse response = variant.presenter().present(drafts, request, orders, caller, at);
    return CardGuard.guard(SiteMarks.of(chart).on(response), DecisionFlow::plain);
  }

  /** What a caller's own codes mean, for explanation. */
  public SiteCodes site(Caller caller) {
    return known(siteCodes.get(caller.codeMap().sha256()));
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

  /** The patient may not be null. */
  private static void requireObtainable(ServiceDefinition service, Obtained data) {
    for (DataKind kind : DataKind.values()) {
      boolean given =
          kind == DataKind.PATIENT
              ? isPatient(data.prefetch().path(kind.key()))
              : data.prefetch().has(kind.key());
      if (service.required().contains(kind) && !given) {
        throw new NotObtainable(kind.key(), data.lacking().getOrDefault(kind, Lack.UNUSABLE));
      }
    }
  }

  private static boolean isPatient(JsonNode node) {
    JsonNode resource = node.has("resource") ? node.path("resource") : node;
    return resource.path("resourceType").asString("").equals(DataKind.PATIENT.resourceType());
  }

  private Chart read(
      ServiceDefinition service,
      CdsRequest request,
      Obtained data,
      HookOrders orders,
      Instant at,
      Caller caller) {
    return reader.read(
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

  /** The plainest card that says the same: code, urgency and nothing that could break a rule. */
  private static Card plain(Card card) {
    return Presenter.plain(card);
  }
}
