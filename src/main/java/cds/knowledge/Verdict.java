package cds.knowledge;

/** What a policy says of a patient as a whole. */
public enum Verdict {
  ELIGIBLE,
  NOT_ELIGIBLE,
  INSUFFICIENT_DATA
}
