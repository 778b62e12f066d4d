package cds.bulk;

import cds.chart.DataKind;
import cds.fhir.ResourceLine;
import cds.fhir.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of FHIR Bulk Data that has been looked at: of whom it is, or why it is of no use. */
public sealed interface BulkLine {

  /**
   * Something of a patient.
   *
   * @param kind what
   * @param patient id of the patient
   * @param line the resource, which names the patient as {@code Patient/id}
   * @param codes codes of an Observation, {@code system|code}; else empty
   * @param medication {@code Medication/id} that it refers to; else empty
   */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
  record OfPatient(
      DataKind kind, String patient, byte[] line, List<String> codes, String medication)
      implements BulkLine {

    /** Whether a service asks for it, that asks for Observations of these codes. */
    public boolean isAskedFor(Set<String> asked) {
      return kind != DataKind.OBSERVATIONS
          || asked.isEmpty()
          || codes.stream().anyMatch(asked::contains);
    }
  }

  /**
   * A Medication, to which resources of patients may refer.
   *
   * @param reference {@code Medication/id}
   */
  @SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints it.
  record OfNobody(String reference, byte[] line) implements BulkLine {}

  /** A resource of a type that no service reads. */
  record Unread() implements BulkLine {}

  /**
   * A line of which nothing can be made.
   *
   * @param why in a few words, never what stands in it
   * @param lost the kinds of data it may have been of
   */
  record Unusable(String why, Set<DataKind> lost) implements BulkLine {}

  /** Looks at a line; white space or a byte order mark around it does not matter. */
  static BulkLine read(byte[] bytes) {
    byte[] line = Trim.line(bytes);
    ResourceLine read;
    try {
      read = ResourceLine.read(line);
    } catch (StrictJson.Malformed e) {
      return new Unusable("not JSON", LostKinds.ofText(line));
    }
    Optional<DataKind> kind = DataKind.ofResourceType(read.type());
    if (read.type().isEmpty()) {
      return new Unusable("no FHIR resource", LostKinds.ALL);
    }
    if (read.type().equals("Medication")) {
      return BulkReference.isId(read.id())
          ? new OfNobody("Medication/" + read.id(), line)
          : new Unusable("a Medication without an id", Set.of());
    }
    return kind.isPresent() ? ofPatient(kind.get(), read, line) : new Unread();
  }

  private static BulkLine ofPatient(DataKind kind, ResourceLine read, byte[] line) {
    ResourceLine.Reference reference = read.subject() == null ? read.patient() : read.subject();
    String patient = kind == DataKind.PATIENT ? read.id() : patient(reference);
    if (patient == null || !BulkReference.isId(patient)) {
      return new Unusable("of no patient that can be known", LostKinds.of(kind, read));
    }
    byte[] own =
        kind == DataKind.PATIENT || reference == null ? line : naming(patient, reference, line);
    return new OfPatient(
        kind,
        patient,
        own,
        kind == DataKind.OBSERVATIONS ? read.codes() : List.of(),
        medication(read.medication()));
  }

  private static String medication(String reference) {
    String id = BulkReference.id(reference);
    return BulkReference.isId(id) ? "Medication/" + id : "";
  }

  private static @Nullable String patient(ResourceLine.@Nullable Reference reference) {
    String value = reference == null ? null : reference.value();
    return value == null ? null : BulkReference.patient(value);
  }

  /** The line with the patient named as the context of a request names it. */
  private static byte[] naming(String patient, ResourceLine.Reference reference, byte[] line) {
    String name = "Patient/" + patient;
    if (name.equals(reference.value())) {
      return line;
    }
    // An id has no character that JSON escapes.
    byte[] text = ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
    byte[] named = new byte[line.length - (reference.to() - reference.from()) + text.length];
    System.arraycopy(line, 0, named, 0, reference.from());
    System.arraycopy(text, 0, named, reference.from(), text.length);
    System.arraycopy(
        line, reference.to(), named, reference.from() + text.length, line.length - reference.to());
    return named;
  }
}
