package cds.authoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one file of a draft.
 *
 * @param seq its number in the draft, from 1
 * @param path path of the file, such as {@code rules/topic/rule/table.csv}
 * @param text the whole file from then on; null when it was taken away
 * @param says what was changed, in words
 * @param who name of the person
 * @param at when
 * @param undone whether it was taken back and can be done again
 */
public record Step(
    int seq,
    String path,
    @Nullable String text,
    String says,
    String who,
    Instant at,
    boolean undone) {}
