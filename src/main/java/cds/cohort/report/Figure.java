package cds.cohort.report;

import java.util.List;

/**
 * A table of the page, which script draws as well.
 *
 * @param id names it in the page
 * @param title what it shows
 * @param lines its rows, in order
 */
record Figure(String id, String title, List<Line> lines) {

  /**
   * A row.
   *
   * @param label what is counted
   * @param note more in words: an urgency, why it is missing, the label in few characters; may be
   *     empty
   * @param code its code; may be empty
   * @param tone a word that chooses the colour: an urgency or a verdict; may be empty
   * @param count how many patients
   */
  record Line(String label, String note, String code, String tone, Told count) {}
}
