package cds.authoring.compare;

import cds.bulk.BulkChart;
import cds.bulk.BulkLine;
import cds.bulk.Known;
import cds.cdshooks.CdsService;
import cds.chart.DataKind;
import cds.decide.CdsRequest;
import cds.fhir.RequestBody;
import cds.record.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Patients of an upload of FHIR Bulk Data (NDJSON, a resource a line, R4). Services that answer
 * when a chart is opened are asked about each. Nothing of it is written to disk.
 */
public final class NdjsonPatients implements Patients {

  static final int MOST_PATIENTS = 5_000;

  private static final String HOOK = "patient-view";
  private static final String HOOK_INSTANCE = "6b1f2f0c-0000-4000-8000-000000000001";

  private final Instant at;
  private final Map<String, BulkChart> charts = new LinkedHashMap<>();
  private final Map<String, byte[]> medications = new HashMap<>();
  private final Set<DataKind> uploaded = EnumSet.noneOf(DataKind.class);
  private final Faults faults = new Faults();
  private final Set<DataKind> lost = EnumSet.noneOf(DataKind.class);
  private final List<String> notes = new ArrayList<>();
  private int others;

  private NdjsonPatients(Instant at) {
    this.at = at;
  }

  /**
   * Reads an upload.
   *
   * @param files one file a type, or one for all
   * @param at the evaluation time
   * @throws BulkRefused when a file is damaged or the limits are passed
   */
  public static NdjsonPatients read(List<BulkFile> files, Instant at) {
    NdjsonPatients patients = new NdjsonPatients(at);
    BulkLines lines = new BulkLines(patients.faults, patients.lost);
    files.forEach(file -> lines.read(file, patients::take));
    patients.settle();
    return patients;
  }

  private void take(String where, byte[] bytes) {
    BulkLine line = BulkLine.read(bytes);
    if (line instanceof BulkLine.OfPatient one) {
      file(where, one);
    } else if (line instanceof BulkLine.OfNobody medication) {
      medications.put(medication.reference(), medication.line());
    } else if (line instanceof BulkLine.Unusable unusable) {
      faults.add(where + ": " + unusable.why() + ".");
      lost.addAll(unusable.lost());
    } else {
      others++;
    }
  }

  private void file(String where, BulkLine.OfPatient line) {
    uploaded.add(line.kind());
    BulkChart chart = charts.computeIfAbsent(line.patient(), id -> new BulkChart());
    if (line.kind() == DataKind.PATIENT && chart.has(DataKind.PATIENT)) {
      faults.add(where + ": the same patient a second time.");
    } else {
      chart.add(line);
    }
  }

  /** Leaves out whom nothing is known of but what others say, and who is too many. */
  private void settle() {
    int unknown = charts.size();
    charts.values().removeIf(chart -> !chart.has(DataKind.PATIENT));
    unknown -= charts.size();
    int over = Math.max(0, charts.size() - MOST_PATIENTS);
    for (Iterator<String> ids = charts.keySet().iterator(); charts.size() > MOST_PATIENTS; ) {
      ids.next();
      ids.remove();
    }
    note(unknown, "patients are left out: resources name them, and there is no Patient.");
    note(over, "patients are left out: 5,000 are compared at most.");
    note(others, "lines are of types that no service reads.");
    String missing =
        Stream.of(DataKind.values())
            .filter(kind -> !uploaded.contains(kind))
            .map(DataKind::key)
            .collect(Collectors.joining(", "));
    if (!lost.isEmpty()) {
      notes.add(
          "Lines could not be read: what is not there of "
              + lost.stream().map(DataKind::key).collect(Collectors.joining(", "))
              + " counts as not known, of everybody.");
    }
    if (!missing.isEmpty()) {
      notes.add("Not known, because the upload holds none of anybody: " + missing + ".");
    }
  }

  private void note(int number, String sentence) {
    if (number > 0) {
      notes.add(number + " " + sentence);
    }
  }

  @Override
  public String says() {
    return "an upload of " + charts.size() + " patients";
  }

  @Override
  public int size() {
    return charts.size();
  }

  @Override
  public List<String> notes() {
    List<String> all = new ArrayList<>(faults.told());
    all.addAll(notes);
    return all;
  }

  @Override
  public Iterator<PatientCalls> calls(Sides sides) {
    List<CdsService> services =
        sides.services().stream().filter(one -> one.hook().equals(HOOK)).toList();
    Set<String> codes = sides.codes();
    Known known = new Known(uploaded, lost);
    return charts.entrySet().stream()
        .map(
            chart ->
                new PatientCalls(
                    chart.getKey(),
                    calls(
                        chart.getKey(),
                        chart.getValue().body(known, codes, medications),
                        services)))
        .iterator();
  }

  private List<Call> calls(String patient, byte[] body, List<CdsService> services) {
    RequestBody read = RequestBody.read(body);
    String hash = Sha256.of(body);
    List<Call> calls = new ArrayList<>();
    for (CdsService service : services) {
      ObjectNode context = JsonNodeFactory.instance.objectNode().put("patientId", patient);
      calls.add(
          new HookCall(
              new CdsRequest(
                  service.id(),
                  HOOK,
                  HOOK_INSTANCE,
                  null,
                  patient,
                  context,
                  read.prefetch(),
                  null,
                  hash),
              at));
    }
    return calls;
  }
}
