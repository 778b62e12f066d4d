package cds.chart;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One active AllergyIntolerance that is neither refuted nor entered in error.
 *
 * @param reference {@code AllergyIntolerance/id}
 * @param codes value sets that hold its code or the substance of a reaction
 * @param recorded when it was recorded or began, or null
 */
public record Allergy(String reference, Set<String> codes, @Nullable PartialDate recorded) {}
