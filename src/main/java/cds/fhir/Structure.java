package cds.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeElemContainedResourceList;
import ca.uhn.fhir.context.RuntimePrimitiveDatatypeDefinition;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reduces a resource to the members R4 defines, refusing every JSON form that is not R4's. HAPI
 * loses a string in the place of an object, and one of two values of a choice, without a word: what
 * it would lose must make the resource unreadable, never look absent.
 *
 * <p>Members nobody knows, extensions, narrative and empty strings are left out: they carry nothing
 * that is used, and a fault in them costs nothing.
 */
final class Structure {

  /** Longest number that arithmetic may see; FHIR asks for 18 digits. */
  private static final int DIGITS = 40;

  private static final Set<String> LEFT_OUT =
      Set.of("extension", "modifierExtension", "implicitRules", "resourceType");

  /** Members of a resource at which no reader looks: a fault in them must not cost the rest. */
  static final Set<String> UNUSED =
      Set.of(
          "text",
          "meta",
          "language",
          "identifier",
          "category",
          "note",
          "encounter",
          "context",
          "performer",
          "performerType",
          "recorder",
          "asserter",
          "requester",
          "informationSource",
          "dispenseRequest",
          "substitution",
          "insurance",
          "basedOn",
          "supportingInformation");

  /** Statuses that R4 has as concepts, and earlier releases as codes of the same name. */
  private static final Set<String> STATUSES = Set.of("clinicalStatus", "verificationStatus");

  private final FhirContext fhir;
  private final Set<String> resourceTypes;

  /** Takes the R4 definitions and the names of all resource types. */
  Structure(FhirContext fhir, Set<String> resourceTypes) {
    this.fhir = fhir;
    this.resourceTypes = resourceTypes;
  }

  /**
   * The reduced resource.
   *
   * @throws Unreadable when a member R4 defines does not have R4's form
   */
  ObjectNode reduce(ObjectNode resource) {
    JsonNode type = resource.path("resourceType");
    if (!type.isString() || !resourceTypes.contains(type.asString())) {
      throw new Unreadable();
    }
    ObjectNode used = resource.deepCopy();
    used.remove(UNUSED);
    for (String name : STATUSES) {
      if (used.path(name).isString() && !used.path(name).asString().isBlank()) {
        String code = used.path(name).asString();
        used.putObject(name).putArray("coding").addObject().put("code", code);
      }
    }
    ObjectNode reduced = members(fhir.getResourceDefinition(type.asString()), used);
    reduced.set("resourceType", type);
    return reduced;
  }

  private ObjectNode members(BaseRuntimeElementCompositeDefinition<?> definition, JsonNode node) {
    if (!node.isObject()) {
      throw new Unreadable();
    }
    ObjectNode reduced = JsonNodeFactory.instance.objectNode();
    Set<BaseRuntimeChildDefinition> choices = new HashSet<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String name = member.getKey();
      if (LEFT_OUT.contains(name) || isEmpty(member.getValue())) {
        continue;
      }
      BaseRuntimeChildDefinition child = definition.getChildByName(name);
      BaseRuntimeElementDefinition<?> element = child == null ? null : child.getChildByName(name);
      if (child == null || element == null) {
        refuseUnknownChoice(definition, name);
      } else if (child instanceof RuntimeChildChoiceDefinition && !choices.add(child)) {
        throw new Unreadable();
      } else {
        reduced.set(name, child(child, element, member.getValue()));
      }
    }
    return reduced;
  }

  /** A value in a type that R4 does not allow there would otherwise look absent. */
  private static void refuseUnknownChoice(
      BaseRuntimeElementCompositeDefinition<?> definition, String name) {
    for (BaseRuntimeChildDefinition child : definition.getChildren()) {
      String stem = child.getElementName();
      if (child instanceof RuntimeChildChoiceDefinition
          && name.startsWith(stem)
          && (name.length() == stem.length()
              || Character.isUpperCase(name.charAt(stem.length())))) {
        throw new Unreadable();
      }
    }
  }

  private JsonNode child(
      BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> element, JsonNode value) {
    if (!child.isMultipleCardinality()) {
      return value(element, value);
    }
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    // One value where R4 has a list is a list of one: nothing is lost by reading it so.
    for (JsonNode item :
        value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
      if (!isEmpty(item)) {
        values.add(value(element, item));
      }
    }
    return values;
  }

  private JsonNode value(BaseRuntimeElementDefinition<?> element, JsonNode value) {
    if (element instanceof RuntimeElemContainedResourceList) {
      if (value instanceof ObjectNode contained) {
        return reduce(contained);
      }
      throw new Unreadable();
    }
    if (element instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
      return members(composite, value);
    }
    Class<?> expected =
        element instanceof RuntimePrimitiveDatatypeDefinition primitive
            ? primitive.getNativeType()
            : String.class;
    if (!fits(value, expected)) {
      throw new Unreadable();
    }
    return value;
  }

  private static boolean fits(JsonNode value, Class<?> expected) {
    if (expected == Boolean.class) {
      return value.isBoolean();
    }
    if (expected == Integer.class || expected == BigDecimal.class) {
      return value.isNumber() && isModest(value.decimalValue());
    }
    return value.isString();
  }

  /** An exponent of many digits hangs BigDecimal: looked at before any arithmetic. */
  private static boolean isModest(BigDecimal number) {
    return number.precision() <= DIGITS && Math.abs((long) number.scale()) <= DIGITS;
  }

  private static boolean isEmpty(JsonNode node) {
    return node.isNull() || (node.isString() && node.asString().isBlank());
  }
}
