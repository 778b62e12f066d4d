package cds.chart;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One FHIR Condition that is neither refuted nor entered in error.
 *
 * @param reference {@code Condition/id}
 * @param codes value sets that hold one of its codes
 * @param active clinical status active, recurrence or relapse; a condition without a clinical
 *     status and without abatement counts as active
 * @param suspected verification status provisional, differential or unconfirmed
 * @param severe coded severity "severe"
 * @param onset when it began, or null
 * @param onsetAgeYears age at onset in completed years, or null
 * @param recorded when it was recorded, or null
 */
public record Condition(
    String reference,
    Set<String> codes,
    boolean active,
    boolean suspected,
    boolean severe,
    @Nullable PartialDate onset,
    @Nullable Integer onsetAgeYears,
    @Nullable PartialDate recorded) {

  /** The onset, else the date of recording; a partial date stands for its first day. */
  public @Nullable LocalDate begin() {
    if (onset != null) {
      return onset.first();
    }
    return recorded == null ? null : recorded.first();
  }
}
