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
import cds.knowledge.Evaluation;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.knowledge.RulesRejected;
import cds.knowledge.ServiceDefinition;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The flow of a decision: complete, read, derive and evaluate, present, guard. */
public final class DecisionFlow implements Decisions {

  private final RuleSet rules;
  private final Map<Terms, Variant> variants;
  private final ChartReader reader;

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

  private DecisionFlow(RuleSet rules, Map<Terms, Variant> variants) {
    this.rules = rules;
    this.variants = Map.copyOf(variants);
    this.reader =
        new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
  }

  /**
   * Reads, checks and compiles a release.
   *
   * @param files its texts
   * @param callers those who may ask
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(RuleFiles files, List<Caller> callers) {
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
    DecisionFlow flow = new DecisionFlow(rules, variants);
    flow.warm();
    return flow;
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
  public List<CdsService> services(Caller caller) {
    return rules.services().values().stream().map(DecisionFlow::describe).toList();
  }

  private static CdsService describe(ServiceDefinition service) {
    Map<String, String> prefetch = new LinkedHashMap<>();
    service.prefetch().forEach((kind, template) -> prefetch.put(kind.key(), template));
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
    requireObtainable(service, request);
    HookOrders orders = HookOrders.of(service, request);
    Chart chart = read(service, request, orders, at, caller.zone());
    if (caller.refusesOtherSubjects()) {
      OtherSubject.refuse(chart);
    }
    Evaluation evaluation = variant.program().run(chart);
    List<DraftCard> drafts = variant.composer().compose(service, evaluation, chart.on());
    CdsResponse response = variant.presenter().present(drafts, request, orders, caller, at);
    return CardGuard.guard(response, DecisionFlow::plain);
  }

  /** The program that runs for a caller, for explanation and tests. */
  public Program program(Caller caller) {
    return variant(caller).program();
  }

  private Variant variant(Caller caller) {
    Variant variant = variants.get(Terms.of(caller));
    if (variant == null) {
      throw new IllegalArgumentException("the rules were not compiled for this caller");
    }
    return variant;
  }

  private ServiceDefinition service(String id) {
    ServiceDefinition service = rules.services().get(id);
    if (service == null) {
      throw new IllegalArgumentException("no such service");
    }
    return service;
  }

  /**
   * Required data must be in the request: no FHIR server is asked yet. The patient may not be null.
   */
  private static void requireObtainable(ServiceDefinition service, CdsRequest request) {
    for (DataKind kind : DataKind.values()) {
      boolean given =
          kind == DataKind.PATIENT
              ? isPatient(request.prefetch().path(kind.key()))
              : request.prefetch().has(kind.key());
      if (service.required().contains(kind) && !given) {
        throw new NotObtainable(kind.key());
      }
    }
  }

  private static boolean isPatient(JsonNode node) {
    JsonNode resource = node.has("resource") ? node.path("resource") : node;
    return resource.path("resourceType").asString("").equals(DataKind.PATIENT.resourceType());
  }

  private Chart read(
      ServiceDefinition service, CdsRequest request, HookOrders orders, Instant at, ZoneId zone) {
    return reader.read(
        new ReadInput(
            request.patientId(),
            request.prefetch(),
            service.prefetch().keySet(),
            orders.resources(),
            service.orders() == ServiceDefinition.Orders.REFILLED,
            at,
            zone));
  }

  /** The plainest card that says the same: code, urgency and nothing that could break a rule. */
  private static Card plain(Card card) {
    return Presenter.plain(card);
  }
}
