package cds.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is known about one patient on the day of evaluation. Data dated after that day is not in
 * it (it is counted in {@link #unused}).
 *
 * @param on the day of evaluation, T
 * @param patient the patient
 * @param observations Observations, in the order received
 * @param conditions Conditions
 * @param medications requests, statements and administrations
 * @param immunizations completed immunizations
 * @param allergies active allergies
 * @param answers answers of the monitoring check-in
 * @param orders draft orders of the request's context that the service is asked about
 * @param ordersLeftOut draft orders the service is asked about of which nothing can be checked
 * @param completeness how much of each kind of data could be had; has every kind
 * @param asked the kinds of data the service asked for: only their gaps are told
 * @param unused what was received and not used
 */
public record Chart(
    LocalDate on,
    Patient patient,
    List<Observation> observations,
    List<Condition> conditions,
    List<Medication> medications,
    List<Immunization> immunizations,
    List<Allergy> allergies,
    List<Answer> answers,
    List<Medication> orders,
    List<Unused> ordersLeftOut,
    Map<DataKind, Completeness> completeness,
    Set<DataKind> asked,
    List<Unused> unused) {

  /** How much of one kind could be had. */
  public Completeness completeness(DataKind kind) {
    return completeness.getOrDefault(kind, Completeness.UNKNOWN);
  }
}
