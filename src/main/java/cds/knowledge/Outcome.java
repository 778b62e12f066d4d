package cds.knowledge;

/** What one criterion of a policy says. Not met wins over unknown, unknown over met. */
public enum Outcome {
  MET,
  UNKNOWN,
  NOT_MET
}
