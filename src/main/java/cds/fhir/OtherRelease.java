package cds.fhir;

/**
 * None of the context's orders is a resource of FHIR R4: they are of another release, or no
 * resources. An answer without cards would look as if they were fine.
 */
public final class OtherRelease extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OtherRelease() {
    super("none of the context's orders is a resource of FHIR R4");
  }
}
