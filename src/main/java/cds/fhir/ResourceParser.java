package cds.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.node.ObjectNode;

/** Parses one resource strictly where meaning could be lost and leniently elsewhere. */
final class ResourceParser {

  private final FhirContext fhir = FhirContext.forR4Cached();
  private final Set<String> resourceTypes = Set.copyOf(fhir.getResourceTypes());
  private final Structure structure = new Structure(fhir, resourceTypes);

  /** Names of all R4 resource types. */
  Set<String> resourceTypes() {
    return resourceTypes;
  }

  /**
   * Parses a resource.
   *
   * @throws RuntimeException when it cannot be read; the message may quote it and must not be kept
   */
  <R extends Resource> R parse(Class<R> type, ObjectNode resource) {
    ModifierCheck.refuseModified(resource);
    FaultCollector faults = new FaultCollector();
    IParser parser = fhir.newJsonParser().setParserErrorHandler(faults);
    R parsed = parser.parseResource(type, structure.reduce(resource).toString());
    if (faults.found()) {
      throw new Unreadable();
    }
    return parsed;
  }
}
