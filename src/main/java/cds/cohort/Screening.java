package cds.cohort;

import cds.bulk.BulkChart;
import cds.cdshooks.CdsService;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import cds.fhir.RequestBody;
import cds.knowledge.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides about patients as the service does when their charts are opened: the same request, the
 * same classes, the same cards.
 */
final class Screening {

  private static final String HOOK = "patient-view";
  private static final String HOOK_INSTANCE = "6b1f2f0c-0000-4000-8000-000000000002";
  private static final String CODES = "&code=";

  private final DecisionFlow flow;
  private final Caller caller;
  private final Instant at;
  private final List<CdsService> services;
  private final Set<String> codes = new TreeSet<>();
  private final Set<DataKind> kinds;
  private final Set<DataKind> lost;
  private final Map<String, byte[]> medications;

  /**
   * Takes what it needs.
   *
   * @param flow decides
   * @param caller on whose terms
   * @param at the evaluation time
   * @param kinds the kinds of data that the population has
   * @param lost those of which a line may be missing, of anybody
   * @param medications the Medications that resources refer to, by {@code Medication/id}
   */
  Screening(
      DecisionFlow flow,
      Caller caller,
      Instant at,
      Set<DataKind> kinds,
      Set<DataKind> lost,
      Map<String, byte[]> medications) {
    this.flow = flow;
    this.caller = caller;
    this.at = at;
    this.kinds = kinds;
    this.lost = lost;
    this.medications = medications;
    this.services =
        flow.services(caller).stream().filter(service -> service.hook().equals(HOOK)).toList();
    for (CdsService service : services) {
      String template = service.prefetch().getOrDefault(DataKind.OBSERVATIONS.key(), "");
      int from = template.indexOf(CODES);
      if (from >= 0) {
        codes.addAll(List.of(template.substring(from + CODES.length()).split(",")));
      }
    }
  }

  /**
   * What the rules say of a patient.
   *
   * @param verdicts one for the label and each policy
   * @param shown the findings that cards show, by service
   * @param refused why nothing can be said; empty when something can
   */
  record Screened(List<Finding> verdicts, Map<String, List<Finding>> shown, String refused) {}

  /** Decides about a patient. */
  Screened of(String patient, BulkChart chart) {
    if (!chart.has(DataKind.PATIENT)) {
      return refused("there is no Patient of this id");
    }
    if (chart.differs(DataKind.PATIENT)) {
      return refused("there are several Patients of this id, and they differ");
    }
    try {
      byte[] body = chart.body(kinds, lost, codes, medications);
      RequestBody read = RequestBody.read(body);
      Map<String, List<Finding>> shown = new LinkedHashMap<>();
      List<Finding> verdicts = List.of();
      for (CdsService service : services) {
        Decision decision = flow.decide(request(service, patient, read), caller, at);
        verdicts = decision.evaluation().verdicts();
        List<Finding> findings = new ArrayList<>();
        decision.cards().forEach(card -> findings.addAll(card.findings()));
        shown.put(service.id(), findings);
      }
      return new Screened(verdicts, shown, "");
    } catch (NotObtainable | PatientMismatch | OtherRelease | OtherSubject e) {
      return refused("a service would refuse this chart");
    } catch (RuntimeException e) {
      // One chart must not end the run; its message may hold something of a patient.
      return refused("could not be read: " + e.getClass().getSimpleName());
    }
  }

  private static Screened refused(String why) {
    return new Screened(List.of(), Map.of(), why);
  }

  private static CdsRequest request(CdsService service, String patient, RequestBody read) {
    ObjectNode context = JsonNodeFactory.instance.objectNode().put("patientId", patient);
    return new CdsRequest(
        service.id(), HOOK, HOOK_INSTANCE, null, patient, context, read.prefetch(), null, "");
  }
}
