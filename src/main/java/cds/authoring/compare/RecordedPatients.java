package cds.authoring.compare;

import cds.record.DecisionSearch;
import cds.record.RecordReader;
import cds.replay.DifferenceReport;
import cds.replay.ReleaseComparison;
import cds.replay.Replayer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Patients of recorded decisions. Both releases evaluate the data elements on record, on the terms
 * (label and policies) of the decision.
 */
public final class RecordedPatients implements Patients {

  /** The most decisions that are compared. */
  public static final int MOST = 2_000;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SHOWN_HASH = 16;

  private final RecordReader record;
  private final List<String> decisions;
  private volatile @Nullable ReleaseComparison comparison;

  private RecordedPatients(RecordReader record, List<String> decisions) {
    this.record = record;
    this.decisions = decisions;
  }

  /**
   * Finds the newest decisions.
   *
   * @param since calls before this time are passed over
   * @param most how many at most
   */
  public static RecordedPatients newest(
      DecisionSearch search, RecordReader record, Instant since, int most) {
    return new RecordedPatients(
        record,
        search.find("", null, 0, Math.min(MOST, most)).stream()
            .filter(found -> !found.release().isEmpty() && !found.at().isBefore(since))
            .map(DecisionSearch.Found::id)
            .toList());
  }

  @Override
  public String says() {
    return decisions.size() + " recorded decisions";
  }

  @Override
  public int size() {
    return decisions.size();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Both releases evaluated the data elements on record, on the label and policies of each"
            + " decision. Sentences and suggested orders are not on record, so they are not"
            + " compared. What is derived from the chart itself is taken as recorded.");
    ReleaseComparison compared = comparison;
    if (compared != null) {
      DifferenceReport report = compared.report();
      elements(notes, "Not on record, taken as missing: ", report.notOnRecord());
      elements(
          notes, "Derived otherwise in the draft, taken as recorded: ", report.derivedOtherwise());
    }
    return notes;
  }

  private static void elements(List<String> notes, String says, Map<String, Integer> elements) {
    if (!elements.isEmpty()) {
      notes.add(elements.keySet().stream().sorted().collect(Collectors.joining(", ", says, ".")));
    }
  }

  @Override
  public Iterator<PatientCalls> calls(Sides sides) {
    ReleaseComparison compared =
        new ReleaseComparison(sides.before().replayer(), sides.after().replayer());
    comparison = compared;
    return decisions.stream().map(id -> calls(id, compared)).iterator();
  }

  private PatientCalls calls(String id, ReleaseComparison compared) {
    Optional<JsonNode> content =
        record
            .link(id)
            .map(cds.record.Link::content)
            .map(JSON::readTree)
            .filter(Replayer::isDecided);
    content.ifPresent(compared::add);
    return new PatientCalls(
        content.map(RecordedPatients::patient).orElse(id),
        content.<List<Call>>map(one -> List.of(new RecordedCall(one))).orElse(List.of()));
  }

  /** The keyed hash that stands for the patient, as far as it tells patients apart. */
  private static String patient(JsonNode content) {
    String hash = content.at("/patient/hash").asString("");
    return hash.isEmpty()
        ? content.path("id").asString("")
        : hash.substring(0, Math.min(SHOWN_HASH, hash.length()));
  }
}
