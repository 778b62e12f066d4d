package cds.record;

import cds.decide.Caller;
import cds.decide.CdsRequest;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One service call, as far as its record tells of it.
 *
 * @param request the call
 * @param caller who called
 * @param tenant the tenant its token named, or null
 * @param bytes size of the request's body
 * @param body the request's body, to be kept encrypted; null when it is not to be kept
 * @param outcome what became of it
 * @param answer the bytes of the answer; empty when there is none
 * @param at when the call came, by the clock of the machine
 * @param micros how long the answer took, in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares or prints these.
public record CallFacts(
    CdsRequest request,
    Caller caller,
    @Nullable String tenant,
    long bytes,
    byte @Nullable [] body,
    Outcome outcome,
    byte[] answer,
    Instant at,
    long micros) {

  /** What became of a call. */
  public enum Outcome {
    /** It was answered with cards, or with none. */
    ANSWERED,
    /** The user is no clinician: nothing was decided. */
    NOT_ASKED,
    /** It was refused, because what is needed was not there or was of somebody else. */
    REFUSED,
    /** It failed, or took too long. */
    FAILED;

    /** The word in the record. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
