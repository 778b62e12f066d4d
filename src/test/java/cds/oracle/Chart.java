package cds.oracle;

import cds.oracle.RandomPatient.CheckIn;
import cds.oracle.RandomPatient.Disease;
import cds.oracle.RandomPatient.Dose;
import cds.oracle.RandomPatient.Drug;
import cds.oracle.RandomPatient.Entry;
import cds.oracle.RandomPatient.State;
import java.time.LocalDate;
import java.time.Period;
import java.util.stream.Stream;

/** What arrived of a patient, and the age. */
abstract class Chart {

  final RandomPatient patient;
  final LocalDate today;

  /** Completed months of age, or null when the birth date does not tell. */
  final Integer months;

  Chart(RandomPatient patient) {
    this.patient = patient;
    this.today = patient.today();
    this.months = months(patient.birth(), today);
  }

  private static Integer months(String birth, LocalDate on) {
    if (birth == null || birth.length() < 10) {
      return null;
    }
    return (int) Period.between(LocalDate.parse(birth), on).toTotalMonths();
  }

  /** Age in completed months on a day, or null. */
  Integer months(LocalDate on) {
    return months(patient.birth(), on);
  }

  /** Age in completed years on a day, or null. */
  Integer years(LocalDate on) {
    Integer then = months(patient.birth(), on);
    return then == null ? null : Math.floorDiv(then, 12);
  }

  /** Whether the age is known and below some months. */
  boolean younger(int than) {
    return months != null && months < than;
  }

  /** Whether the age is known and reaches some months. */
  boolean reaches(int age) {
    return months != null && months >= age;
  }

  // What arrived.

  boolean unknown(String key) {
    State state = patient.state(key);
    return state == State.OUTCOME || state == State.MISSING;
  }

  boolean incomplete(String key) {
    State state = patient.state(key);
    return state == State.PAGED || state == State.UNREADABLE;
  }

  /** The entries of a type that could be read. */
  <T extends Entry> Stream<T> all(Class<T> type) {
    return patient.all(type).filter(entry -> readable(key(entry)));
  }

  private boolean readable(String key) {
    return patient.state(key) == State.COMPLETE || incomplete(key);
  }

  private static String key(Entry entry) {
    if (entry instanceof Drug drug) {
      return drug.order() ? "medications" : "medicationStatements";
    }
    if (entry instanceof Disease) {
      return "conditions";
    }
    if (entry instanceof Dose) {
      return "administrations";
    }
    if (entry instanceof RandomPatient.Allergy) {
      return "allergies";
    }
    if (entry instanceof CheckIn) {
      return "questionnaires";
    }
    return entry instanceof RandomPatient.Shot ? "immunizations" : "observations";
  }
}
