package cds.chart;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One completed Immunization.
 *
 * @param reference {@code Immunization/id}
 * @param codes value sets that hold one of its vaccine codes
 * @param occurrence when it was given, or null
 */
public record Immunization(String reference, Set<String> codes, @Nullable PartialDate occurrence) {}
