package cds.fhir;

import cds.chart.Completeness;
import cds.chart.PartialDate;
import cds.chart.Patient;
import java.time.Instant;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the four members of a Patient that are used. The rest is neither read nor checked: a fault
 * in an address must not cost the age.
 */
final class PatientReader {

  private static final Set<String> SEXES = Set.of("male", "female");

  private final String patientId;
  private final Dates dates;
  private final Instant at;

  /**
   * The patient with what was lost.
   *
   * @param patient the patient
   * @param completeness complete; incomplete when a member cannot be read; unknown without Patient
   */
  record Found(Patient patient, Completeness completeness) {}

  PatientReader(String patientId, Dates dates, Instant at) {
    this.patientId = patientId;
    this.dates = dates;
    this.at = at;
  }

  /** The Patient in a prefetch value: bare, wrapped, or in a Bundle; null when there is none. */
  static @Nullable Entry entry(JsonNode value) {
    if (!(value instanceof ObjectNode node)) {
      return null;
    }
    Entry entry = Entry.of(node);
    return switch (entry.type()) {
      case "Patient" -> entry;
      case "Bundle" ->
          StreamSupport.stream(entry.resource().path("entry").spliterator(), false)
              .filter(ObjectNode.class::isInstance)
              .map(item -> Entry.of((ObjectNode) item))
              .filter(item -> item.type().equals("Patient"))
              .findFirst()
              .orElse(null);
      default -> null;
    };
  }

  /**
   * Reads the patient.
   *
   * @throws PatientMismatch when the Patient has another id than the context's, or none
   */
  Found read(@Nullable Entry entry) {
    if (entry == null) {
      return new Found(unknown(), Completeness.UNKNOWN);
    }
    if (!entry.resource().path("id").asString("").equals(patientId)) {
      throw new PatientMismatch();
    }
    try {
      ModifierCheck.refuseModified(entry.resource());
    } catch (Unreadable e) {
      return new Found(unknown(), Completeness.INCOMPLETE);
    }
    return read(entry.resource());
  }

  private Found read(ObjectNode resource) {
    Lenient birth = new Lenient(resource.path("birthDate"));
    Lenient death = new Lenient(resource.path("deceasedDateTime"));
    JsonNode dead = resource.path("deceasedBoolean");
    boolean lost = birth.lost() || death.lost() || (given(dead) && !dead.isBoolean());
    Instant died = death.moment();
    Patient patient =
        new Patient(
            reference(),
            birth.date(),
            sex(resource.path("gender")),
            dead.asBoolean(false) || (died != null && !died.isAfter(at)));
    return new Found(patient, lost ? Completeness.INCOMPLETE : Completeness.COMPLETE);
  }

  private static String sex(JsonNode gender) {
    String code = gender.asString("");
    return SEXES.contains(code) ? code : "unknown";
  }

  private Patient unknown() {
    return new Patient(reference(), null, "unknown", false);
  }

  private String reference() {
    return "Patient/" + patientId;
  }

  private static boolean given(JsonNode node) {
    return !node.isMissingNode() && !node.isNull();
  }

  /** A date that may be absent or wrong. */
  private final class Lenient {

    private final @Nullable PartialDate date;
    private final @Nullable Instant moment;
    private final boolean lost;

    Lenient(JsonNode node) {
      PartialDate day = null;
      Instant time = null;
      try {
        if (node.isString()) {
          day = dates.parse(node.asString());
          time = dates.moment(node.asString());
        }
      } catch (RuntimeException e) {
        // No such date: as good as none, and said by lost().
        day = null;
      }
      date = day;
      moment = time;
      lost = day == null && given(node);
    }

    @Nullable PartialDate date() {
      return date;
    }

    /** The time; the start of the day when only that is known. */
    @Nullable Instant moment() {
      return moment;
    }

    boolean lost() {
      return lost;
    }
  }
}
