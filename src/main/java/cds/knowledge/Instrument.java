package cds.knowledge;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A severity instrument of {@code rules/dictionary/instruments.yaml}.
 *
 * @param code its code in our severity code system
 * @param title its name on cards
 * @param valueSet value set that holds its codes
 * @param unit canonical unit
 * @param unitRequired whether a Quantity must name its unit
 * @param range allowed values
 * @param step every allowed value is a whole multiple of it; null when any is
 * @param olderScale a value that belongs to an older scale and is rejected as such, or null
 * @param ages ages in completed months at which it may be used; null for all
 * @param formula name of the published formula that recomputes it from components, or null
 * @param clinician whether a clinician rates it
 */
public record Instrument(
    String code,
    String title,
    String valueSet,
    String unit,
    boolean unitRequired,
    Range range,
    @Nullable BigDecimal step,
    @Nullable BigDecimal olderScale,
    @Nullable Range ages,
    @Nullable String formula,
    boolean clinician) {}
