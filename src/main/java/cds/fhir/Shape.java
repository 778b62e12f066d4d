package cds.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeElemContainedResourceList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members that R4 gives a resource or complex datatype, taken from HAPI's definitions.
 *
 * @param type name of the type
 * @param members by the names they have in JSON; extensions and modifiers are not among them
 */
record Shape(String type, Map<String, Member> members) {

  private static final String IMPLICIT_RULES = "implicitRules";
  private static final String CHOICE = "[x]";

  /**
   * One member.
   *
   * @param name its name, a choice without its type
   * @param list whether R4 has a list there
   * @param choice whether it is one of several types of {@code name[x]}
   * @param primitive how a plain value looks, or null when the member is complex
   * @param complex the datatype when it is complex; null also for contained resources
   */
  record Member(
      String name,
      boolean list,
      boolean choice,
      @Nullable Primitive primitive,
      @Nullable BaseRuntimeElementCompositeDefinition<?> complex) {}

  /** The shape of a type. */
  static Shape of(BaseRuntimeElementCompositeDefinition<?> definition) {
    Map<String, Member> members = new HashMap<>();
    for (BaseRuntimeChildDefinition child : definition.getChildren()) {
      if (child instanceof RuntimeChildExtension) {
        continue;
      }
      for (String name : child.getValidChildNames()) {
        BaseRuntimeElementDefinition<?> element = child.getChildByName(name);
        if (element != null && !name.equals(IMPLICIT_RULES) && isNameOf(child, element, name)) {
          members.put(name, member(child, element));
        }
      }
    }
    // Not a copy that cannot be changed: that one is slower to look into.
    return new Shape(definition.getName(), Collections.unmodifiableMap(members));
  }

  /** HAPI lists names beside R4's own, such as {@code subjectResource}. */
  private static boolean isNameOf(
      BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> element, String name) {
    String type = element.getName();
    String suffix = type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    return name.equals(
        child instanceof RuntimeChildChoiceDefinition ? stem(child) + suffix : stem(child));
  }

  private static Member member(
      BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> element) {
    String name = stem(child);
    boolean list = child.isMultipleCardinality();
    boolean choice = child instanceof RuntimeChildChoiceDefinition;
    if (element instanceof RuntimeElemContainedResourceList) {
      return new Member(name, list, choice, null, null);
    }
    return element instanceof BaseRuntimeElementCompositeDefinition<?> complex
        ? new Member(name, list, choice, null, complex)
        : new Member(name, list, choice, primitive(child, element), null);
  }

  private static Primitive primitive(
      BaseRuntimeChildDefinition child, BaseRuntimeElementDefinition<?> element) {
    return child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition bound
        ? Primitive.code(bound.getBoundEnumType())
        : Primitive.of(element.getName());
  }

  /** The name of a member, a choice without {@code [x]}. */
  static String stem(BaseRuntimeChildDefinition child) {
    String name = child.getElementName();
    return name.endsWith(CHOICE) ? name.substring(0, name.length() - CHOICE.length()) : name;
  }
}
