package cds.oracle;

import cds.oracle.RandomPatient.Disease;
import java.time.LocalDate;

/** When a condition began. */
final class Onset {

  private Onset() {}

  /** The day a condition began, or else was recorded; a partial date stands for its first day. */
  static LocalDate began(Disease disease) {
    String date = disease.onset() != null ? disease.onset() : disease.recorded();
    if (date == null) {
      return null;
    }
    return LocalDate.parse(date + "-01-01".substring(date.length() - 4));
  }

  /** The same, but a partial date stands for its last day. */
  static LocalDate atLatest(Disease disease) {
    LocalDate began = began(disease);
    if (began == null) {
      return null;
    }
    String date = disease.onset() != null ? disease.onset() : disease.recorded();
    return switch (date.length()) {
      case 4 -> began.plusYears(1).minusDays(1);
      case 7 -> began.plusMonths(1).minusDays(1);
      default -> began;
    };
  }
}
