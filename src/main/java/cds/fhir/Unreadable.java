package cds.fhir;

/** One resource cannot be read. Carries no message: what HAPI says quotes patients' values. */
final class Unreadable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unreadable() {
    super(null, null, false, false);
  }
}
