package cds.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.Set;

/**
 * Reads single resources: in one pass when they are plain R4, else with HAPI.
 *
 * <p>Safe for use by several threads.
 */
final class ResourceReader {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final Set<String> TYPES = Set.copyOf(FHIR.getResourceTypes());
  private static final PlainReader PLAIN = new PlainReader(FHIR, TYPES);

  private final HapiReader hapi = new HapiReader(FHIR, TYPES);
  private final boolean hapiOnly;

  ResourceReader() {
    this(false);
  }

  /** Leaves every resource to HAPI, if wanted. */
  ResourceReader(boolean hapiOnly) {
    this.hapiOnly = hapiOnly;
  }

  /** Names of all R4 resource types. */
  Set<String> types() {
    return TYPES;
  }

  /** The reader of plain resources. */
  static PlainReader plain() {
    return PLAIN;
  }

  /**
   * Reads a resource.
   *
   * @throws RuntimeException when it cannot be read; the message may quote it and must not be kept
   */
  Element read(Entry entry) {
    Element known = entry.element();
    if (known != null && !hapiOnly) {
      return known;
    }
    if (!hapiOnly) {
      try {
        Tokens tokens = Tokens.of(entry.resource());
        tokens.next();
        return PLAIN.read(tokens);
      } catch (PlainReader.NotPlain e) {
        // HAPI knows what to make of it.
      }
    }
    return hapi.read(entry.resource());
  }
}
