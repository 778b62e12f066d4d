package cds.bulk;

import cds.chart.DataKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an export holds of one patient, line by line as it came. */
public final class BulkChart {

  /** What was not exported is not known: an empty Bundle would say that there is none. */
  private static final String UNKNOWN =
      "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
          + "\"code\":\"not-found\",\"diagnostics\":\"not uploaded, or not readable\"}]}";

  private final Map<DataKind, List<BulkLine.OfPatient>> lines = new EnumMap<>(DataKind.class);

  /** Adds a resource. */
  public void add(BulkLine.OfPatient line) {
    lines.computeIfAbsent(line.kind(), one -> new ArrayList<>()).add(line);
  }

  /** Whether there is anything of a kind. */
  public boolean has(DataKind kind) {
    return lines.containsKey(kind);
  }

  /** Whether there is more than one line of a kind, and not all are the same. */
  public boolean differs(DataKind kind) {
    List<BulkLine.OfPatient> all = lines.getOrDefault(kind, List.of());
    return all.stream().anyMatch(line -> !Arrays.equals(line.line(), all.get(0).line()));
  }

  /**
   * The body of a request as an EHR would send it: a searchset Bundle under every key.
   *
   * @param known what is known of what is not there
   * @param codes codes ({@code system|code}) of the Observations that are asked for; empty for all
   * @param medications the Medications of the export, by {@code Medication/id}
   */
  public byte[] body(Known known, Set<String> codes, Map<String, byte[]> medications) {
    Body body = new Body();
    for (DataKind kind : DataKind.values()) {
      List<BulkLine.OfPatient> asked =
          lines.getOrDefault(kind, List.of()).stream()
              .filter(line -> line.isAskedFor(codes))
              .toList();
      if (!known.uploaded().contains(kind)) {
        body.key(kind).raw(UNKNOWN);
      } else if (kind != DataKind.PATIENT) {
        body.key(kind).raw("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[");
        asked.forEach(line -> body.entry(line.line()));
        referred(asked, medications).forEach(body::entry);
        if (known.lost().contains(kind)) {
          body.entry(UNKNOWN.getBytes(StandardCharsets.UTF_8));
        }
        body.raw("]}").endOfBundle();
      } else if (!asked.isEmpty()) {
        body.key(kind).raw(asked.get(0).line());
      }
    }
    return body.bytes();
  }

  private static List<byte[]> referred(
      List<BulkLine.OfPatient> lines, Map<String, byte[]> medications) {
    Set<String> references = new TreeSet<>();
    lines.forEach(line -> references.add(line.medication()));
    List<byte[]> referred = new ArrayList<>();
    for (String reference : references) {
      byte[] medication = medications.get(reference);
      if (medication != null) {
        referred.add(medication);
      }
    }
    return referred;
  }

  /** JSON that is put together from JSON that has been read before, not written anew. */
  private static final class Body {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
    private boolean first = true;
    private boolean firstEntry = true;

    Body() {
      raw("{\"prefetch\":{");
    }

    Body key(DataKind kind) {
      raw(first ? "\"" : ",\"").raw(kind.key()).raw("\":");
      first = false;
      return this;
    }

    Body raw(String json) {
      return raw(json.getBytes(StandardCharsets.UTF_8));
    }

    Body raw(byte[] json) {
      out.writeBytes(json);
      return this;
    }

    void entry(byte[] resource) {
      raw(firstEntry ? "{\"resource\":" : ",{\"resource\":").raw(resource).raw("}");
      firstEntry = false;
    }

    void endOfBundle() {
      firstEntry = true;
    }

    byte[] bytes() {
      return raw("}}").out.toByteArray();
    }
  }
}
