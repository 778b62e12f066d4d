package cds.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads any resource with HAPI's parser: strictly where meaning could be lost, leniently elsewhere.
 *
 * <p>Safe for use by several threads.
 */
final class HapiReader {

  private final FhirContext fhir;
  private final Structure structure;

  HapiReader(FhirContext fhir, Set<String> resourceTypes) {
    this.fhir = fhir;
    this.structure = new Structure(fhir, resourceTypes);
  }

  /**
   * Reads a resource.
   *
   * @throws RuntimeException when it cannot be read; the message may quote it and must not be kept
   */
  Element read(ObjectNode resource) {
    ModifierCheck.refuseModified(resource);
    FaultCollector faults = new FaultCollector();
    IParser parser = fhir.newJsonParser().setParserErrorHandler(faults);
    IBaseResource parsed = parser.parseResource(structure.reduce(resource).toString());
    if (faults.found()) {
      throw new Unreadable();
    }
    return element(parsed);
  }

  private Element element(IBase value) {
    BaseRuntimeElementDefinition<?> definition =
        value instanceof IBaseResource resource
            ? fhir.getResourceDefinition(resource)
            : fhir.getElementDefinition(value.getClass());
    if (value instanceof IPrimitiveType<?> primitive) {
      return Element.primitive(definition.getName(), primitive.getValueAsString());
    }
    if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
      throw new Unreadable();
    }
    List<Element.Member> members = new ArrayList<>();
    for (BaseRuntimeChildDefinition child : composite.getChildren()) {
      if (child instanceof RuntimeChildExtension) {
        continue;
      }
      for (IBase item : child.getAccessor().getValues(value)) {
        // An empty object in a list is an item of which nothing is known; elsewhere it is nothing.
        if (item != null && (child.isMultipleCardinality() || !item.isEmpty())) {
          members.add(new Element.Member(Shape.stem(child), element(item)));
        }
      }
    }
    return Element.complex(definition.getName(), members);
  }
}
