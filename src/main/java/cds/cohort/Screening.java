package cds.cohort;

import cds.bulk.AskedCodes;
import cds.bulk.BulkChart;
import cds.bulk.Known;
import cds.cdshooks.CdsService;
import cds.chart.DataKind;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.DecisionFlow;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import cds.fhir.RequestBody;
import cds.fhir.StrictJson;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides about patients as the service does when their charts are opened: the same request, the
 * same classes, the same cards. Many threads may ask it.
 */
public final class Screening {

  private static final String HOOK = "patient-view";
  private static final String HOOK_INSTANCE = "6b1f2f0c-0000-4000-8000-000000000002";

  private final DecisionFlow flow;
  private final Caller caller;
  private final Instant at;
  private final List<CdsService> services;
  private final Writing writing;

  /**
   * Reads, checks and compiles a release.
   *
   * @param files the rules
   * @param caller on whose terms
   * @param at the evaluation time
   * @param identity how patients are named in what is said
   * @throws RulesRejected with everything that is wrong
   */
  public Screening(RuleFiles files, Caller caller, Instant at, Identity identity) {
    this.flow = DecisionFlow.load(files, List.of(caller));
    this.caller = caller;
    this.at = at;
    this.services =
        flow.services(caller).stream().filter(service -> service.hook().equals(HOOK)).toList();
    this.writing =
        new Writing(
            flow.rules(),
            Columns.of(flow.rules(), flow.program(caller)),
            identity,
            new Issues(flow.rules(), at, identity.isOwn()));
  }

  /** Codes ({@code system|code}) of the Observations that are asked for. */
  public Set<String> codes() {
    return AskedCodes.of(services);
  }

  /** The columns of what is said. */
  public Columns columns() {
    return writing.columns();
  }

  /**
   * Decides about a patient.
   *
   * @param patient the id
   * @param chart what the export holds of them, of Observations those that are asked for
   * @param known what is known of what is not there
   * @param medications the Medications that resources refer to, by {@code Medication/id}
   */
  public PatientResult of(
      String patient, BulkChart chart, Known known, Map<String, byte[]> medications) {
    if (!chart.has(DataKind.PATIENT)) {
      return writing.refused(patient, "there is no Patient of this id");
    }
    if (chart.differs(DataKind.PATIENT)) {
      return writing.refused(patient, "there are several Patients of this id, and they differ");
    }
    try {
      RequestBody read = RequestBody.read(chart.body(known, Set.of(), medications));
      List<CdsRequest> requests =
          services.stream().map(service -> request(service, patient, read)).toList();
      return writing.of(patient, flow.show(requests, caller, at));
    } catch (NotObtainable | PatientMismatch | OtherRelease | OtherSubject e) {
      return writing.refused(patient, "a service would refuse this chart");
    } catch (StrictJson.Malformed e) {
      return writing.refused(patient, "a service would refuse this chart: " + e.sentence());
    } catch (RuntimeException e) {
      // One chart must not end the run; its message may hold something of a patient.
      return writing.refused(patient, "could not be read: " + e.getClass().getSimpleName());
    }
  }

  private static CdsRequest request(CdsService service, String patient, RequestBody read) {
    ObjectNode context = JsonNodeFactory.instance.objectNode().put("patientId", patient);
    return new CdsRequest(
        service.id(), HOOK, HOOK_INSTANCE, null, patient, context, read.prefetch(), null, "");
  }
}
