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
  private final Program program;
  private final ChartReader reader;
  private final CardComposer composer;
  private final Presenter presenter;

  private DecisionFlow(RuleSet rules, Program program) {
    this.rules = rules;
    this.program = program;
    this.reader =
        new ChartReader(rules.terminology(), rules.units(), rules.drugs(), rules.vocabulary());
    this.composer = new CardComposer(program.rules(), program.label());
    this.presenter = new Presenter(composer, new OrderWriter(), rules.release());
  }

  /**
   * Reads, checks and compiles a release.
   *
   * @param files its texts
   * @param label the label whose doses are given
   * @param policies policies evaluated beside it
   * @throws RulesRejected with everything that is wrong
   */
  public static DecisionFlow load(RuleFiles files, String label, List<String> policies) {
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(files, problems);
    problems.refuseIfAny();
    Derivations derivations = Derivations.compile(rules, problems);
    TextCheck.check(rules, problems);
    problems.refuseIfAny();
    Program program = Program.compile(rules, derivations, label, policies, problems);
    problems.refuseIfAny();
    new OrderPlanner(program.rules()).check(problems);
    problems.refuseIfAny();
    DecisionFlow flow = new DecisionFlow(rules, program);
    flow.warm();
    return flow;
  }

  /** Reads and evaluates an empty chart once, so that the first caller does not pay for it. */
  private void warm() {
    ObjectNode prefetch = JsonNodeFactory.instance.objectNode();
    prefetch.putObject(DataKind.PATIENT.key()).put("resourceType", "Patient").put("id", "none");
    Chart empty =
        reader.read(
            new ReadInput(
                "none", prefetch, Set.of(), List.of(), false, Instant.EPOCH, ZoneOffset.UTC));
    Evaluation evaluation = program.run(empty);
    rules.services().values().forEach(s -> composer.compose(s, evaluation, empty.on()));
  }

  @Override
  public List<CdsService> services() {
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
  public CdsResponse decide(CdsRequest request, Instant at, ZoneId zone) {
    ServiceDefinition service = service(request.service());
    requireObtainable(service, request);
    HookOrders orders = HookOrders.of(service, request);
    Chart chart = read(service, request, orders, at, zone);
    Evaluation evaluation = program.run(chart);
    List<DraftCard> drafts = composer.compose(service, evaluation, chart.on());
    CdsResponse response = presenter.present(drafts, request, orders, at);
    return CardGuard.guard(response, DecisionFlow::plain);
  }

  /** The program that this flow runs, for explanation and tests. */
  public Program program() {
    return program;
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
