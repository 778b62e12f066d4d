package cds.authoring;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A release of the rules that came into force, or a return to an earlier one.
 *
 * @param number its place in the history, from 1
 * @param hash hash of its texts, as cards name it
 * @param version how people call it: {@code 2026.11.22-1}
 * @param draft the draft it was made from; null for a return, an import or the packed rules
 * @param author who wrote it
 * @param approver who agreed to it; never the author of a draft
 * @param releasedBy who let it come into force
 * @param madeAt when that was
 * @param effectiveAt from when on it decides
 * @param notes what a clinician will notice
 * @param key id of the key that signed it
 * @param signature Ed25519 over {@link #statement()}, in Base64
 */
public record RuleRelease(
    long number,
    String hash,
    String version,
    @Nullable String draft,
    String author,
    String approver,
    String releasedBy,
    Instant madeAt,
    Instant effectiveAt,
    String notes,
    String key,
    String signature) {

  /** Times as databases keep them. */
  public RuleRelease {
    madeAt = madeAt.truncatedTo(ChronoUnit.MILLIS);
    effectiveAt = effectiveAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** What is signed: everything about the release, a line each. Notes come last, as they are. */
  public String statement() {
    return String.join(
        "\n",
        "release of rules",
        "number: " + number,
        "hash: " + hash,
        "version: " + version,
        "draft: " + (draft == null ? "none" : draft),
        "author: " + author,
        "approver: " + approver,
        "released by: " + releasedBy,
        "made at: " + madeAt,
        "effective at: " + effectiveAt,
        "notes:",
        notes);
  }

  RuleRelease signed(String by, String with) {
    return new RuleRelease(
        number,
        hash,
        version,
        draft,
        author,
        approver,
        releasedBy,
        madeAt,
        effectiveAt,
        notes,
        by,
        with);
  }
}
