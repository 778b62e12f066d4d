package cds.chart;

import org.jspecify.annotations.Nullable;

/**
 * What the rules need of the patient; no name, no identifier.
 *
 * @param reference {@code Patient/id}
 * @param birth date of birth with its precision, or null when it is absent or unreadable
 * @param sex administrative gender: {@code male}, {@code female} or {@code unknown}
 * @param deceased whether the record says that the patient had died by the evaluation time
 */
public record Patient(
    String reference, @Nullable PartialDate birth, String sex, boolean deceased) {}
