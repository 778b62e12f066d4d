package cds.authoring.compare;

/** A service call that either release can answer. */
interface Call {

  /** Id of the service. */
  String service();

  /** Id of the recorded decision; empty when there is none. */
  String decision();

  /** The answer of one side; {@link Answer#NONE} when it cannot answer. */
  Answer answer(Side side);
}
