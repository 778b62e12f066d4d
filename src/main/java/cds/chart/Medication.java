package cds.chart;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One MedicationRequest, MedicationStatement or MedicationAdministration.
 *
 * @param reference {@code Type/id}
 * @param origin which of the three, or a draft order of the request's context
 * @param status FHIR status: {@code active}, {@code completed}, {@code stopped}, {@code on-hold},
 *     {@code cancelled}, {@code intended}, {@code draft}, {@code unknown} …
 * @param classes drug classes (ingredient × route) it belongs to
 * @param codes value sets that hold one of its codes
 * @param coded whether a code or product of ours was recognised; text-only drugs are not
 * @param name our own name of the drug, an ingredient or a product; never the client's text; empty
 *     when we have none
 * @param route code of the route its product is made for; empty when the name says it or nobody
 *     knows
 * @param authored when it was ordered or asserted, or null
 * @param start first day of use: dosage or effective period, or administration day; null when the
 *     record does not tell
 * @param end last day of use, or null when it is running or unknown
 * @param dosage dosage steps in sequence
 * @param outcomes codes of our therapy-outcome system given as status reason
 * @param reasons value sets that hold one of its reason codes; {@link #UNRECOGNISED} when a reason
 *     is given and none is known
 * @param routes value sets that hold one of its route codes; {@link #UNRECOGNISED} when a route is
 *     given and none is known
 */
public record Medication(
    String reference,
    Origin origin,
    String status,
    Set<String> classes,
    Set<String> codes,
    boolean coded,
    String name,
    String route,
    @Nullable PartialDate authored,
    @Nullable PartialDate start,
    @Nullable PartialDate end,
    List<Dosage> dosage,
    Set<String> outcomes,
    Set<String> reasons,
    Set<String> routes) {

  /** The resource a medication was read from. */
  public enum Origin {
    REQUEST,
    STATEMENT,
    ADMINISTRATION,
    DRAFT_ORDER
  }

  /**
   * One dosage step.
   *
   * @param doseMg dose in mg, or null when it is absent or cannot be read
   * @param doseGiven whether some dose is given, be it readable or not
   * @param count number of administrations if limited ({@code timing.repeat.count}), else null
   * @param intervalWeeks interval in weeks for one dose per interval, or null when not so given
   * @param once whether the step is given once, not repeated
   * @param start first day of the step, or null
   */
  public record Dosage(
      @Nullable BigDecimal doseMg,
      boolean doseGiven,
      @Nullable Integer count,
      @Nullable BigDecimal intervalWeeks,
      boolean once,
      @Nullable LocalDate start) {

    /** Whether it goes on at an interval that can be read. */
    public boolean repeated() {
      return !once && intervalWeeks != null;
    }
  }

  /** Stands for a reason or a route that is given and not recognised. */
  public static final String UNRECOGNISED = "unrecognised";

  /** Whether the record says that the drug is in use now. */
  public boolean active() {
    return status.equals("active");
  }
}
