package cds.fhir;

/** The prefetched Patient is not the context's. Names neither of the two. */
public final class PatientMismatch extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PatientMismatch() {
    super("the prefetched Patient is not the patient of the context");
  }
}
