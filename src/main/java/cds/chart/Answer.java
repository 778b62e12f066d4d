package cds.chart;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the monitoring check-in. Exactly one of the three values is set.
 *
 * @param reference {@code QuestionnaireResponse/id}
 * @param linkId the question
 * @param yes boolean answer, or null
 * @param number numeric answer, or null
 * @param date date answer, or null
 * @param authored when it was given
 * @param moment orders answers of one day
 */
public record Answer(
    String reference,
    String linkId,
    @Nullable Boolean yes,
    @Nullable BigDecimal number,
    @Nullable PartialDate date,
    PartialDate authored,
    Instant moment) {}
