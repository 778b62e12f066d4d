package cds.authoring.compare;

import cds.decide.CdsRequest;
import cds.fhir.Prefetch;
import cds.fhir.RequestBody;
import cds.record.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patients that are shipped. They are made up; a line of the file is one of them:
 *
 * <pre>{"patient": id, "at": evaluation time, "calls": [{"service", "hook", "context"}],
 * "prefetch": {...}}</pre>
 */
public final class SyntheticPatients implements Patients {

  /** Where they are on the class path. */
  static final String FILE = "/cohort/patients.ndjson.gz";

  private static final String HOOK_INSTANCE = "6b1f2f0c-0000-4000-8000-000000000000";

  private final List<byte[]> lines;

  private SyntheticPatients(List<byte[]> lines) {
    this.lines = lines;
  }

  /** Reads them. */
  public static SyntheticPatients shipped() {
    try (InputStream file =
            Objects.requireNonNull(SyntheticPatients.class.getResourceAsStream(FILE));
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return new SyntheticPatients(
          text.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the patients that are shipped cannot be read", e);
    }
  }

  @Override
  public String says() {
    return "the shipped synthetic patients";
  }

  @Override
  public int size() {
    return lines.size();
  }

  @Override
  public List<String> notes() {
    return List.of(
        "These patients are made up. How many change tells what the draft does, not how often it"
            + " will happen in a clinic.");
  }

  @Override
  public Iterator<PatientCalls> calls(Sides sides) {
    return lines.stream().map(line -> calls(line, sides)).iterator();
  }

  private static PatientCalls calls(byte[] line, Sides sides) {
    RequestBody read = RequestBody.read(line);
    ObjectNode envelope = read.envelope();
    Instant at = Instant.parse(envelope.path("at").asString(""));
    String patient = envelope.path("patient").asString("");
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : envelope.path("calls")) {
      if (sides.service(call.path("service").asString("")).isPresent()) {
        calls.add(new HookCall(request(patient, call, read.prefetch(), line), at));
      }
    }
    return new PatientCalls(patient, calls);
  }

  private static CdsRequest request(String patient, JsonNode call, Prefetch prefetch, byte[] line) {
    return new CdsRequest(
        call.path("service").asString(""),
        call.path("hook").asString(""),
        HOOK_INSTANCE,
        null,
        patient,
        (ObjectNode) call.path("context"),
        prefetch,
        null,
        Sha256.of(line));
  }
}
