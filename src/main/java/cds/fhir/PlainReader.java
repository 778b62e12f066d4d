package cds.fhir;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads resources that are plain R4, in one pass. Whatever is out of the ordinary (an unknown
 * member, one value in the place of a list, null, a modifier, an unlikely date) is left to HAPI:
 * here nothing is guessed.
 *
 * <p>Safe for use by several threads.
 */
final class PlainReader {

  /** A resource is not plain. It may still be right. */
  static final class NotPlain extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NotPlain() {
      super(null, null, false, false);
    }
  }

  private static final String EXTENSION = "extension";
  private static final String RESOURCE_TYPE = "resourceType";

  private final FhirContext fhir;
  private final Set<String> resourceTypes;
  private final Map<BaseRuntimeElementCompositeDefinition<?>, Shape> shapes =
      new ConcurrentHashMap<>();
  private final Map<String, Shape> resources = new ConcurrentHashMap<>();

  PlainReader(FhirContext fhir, Set<String> resourceTypes) {
    this.fhir = fhir;
    this.resourceTypes = resourceTypes;
  }

  /**
   * Reads a resource whose opening brace was read last, to its closing brace.
   *
   * @throws NotPlain somewhere inside it
   */
  Element read(Tokens tokens) {
    tokens.modified();
    Element resource = resource(tokens);
    if (tokens.modified()) {
      throw notPlain();
    }
    return resource;
  }

  /** What is thrown where a resource is not plain. */
  static NotPlain notPlain() {
    return new NotPlain();
  }

  /** Whether R4 has such a resource type. */
  boolean knows(String type) {
    return resourceTypes.contains(type);
  }

  private Element resource(Tokens tokens) {
    if (tokens.next() != JsonToken.PROPERTY_NAME
        || !tokens.name().equals(RESOURCE_TYPE)
        || tokens.next() != JsonToken.VALUE_STRING
        || !resourceTypes.contains(tokens.text())) {
      throw notPlain();
    }
    Shape shape =
        resources.computeIfAbsent(tokens.text(), type -> of(fhir.getResourceDefinition(type)));
    return members(shape, tokens, true);
  }

  private Shape of(BaseRuntimeElementCompositeDefinition<?> definition) {
    Shape known = shapes.get(definition);
    return known != null ? known : shapes.computeIfAbsent(definition, Shape::of);
  }

  private Element members(Shape shape, Tokens tokens, boolean resource) {
    List<Element.Member> members = new ArrayList<>();
    JsonToken token = tokens.next();
    for (; token == JsonToken.PROPERTY_NAME; token = tokens.next()) {
      String name = tokens.name();
      if (resource && Structure.UNUSED.contains(name)) {
        tokens.skipMember();
        continue;
      }
      Shape.Member member = shape.members().get(name);
      if (member != null) {
        member(member, tokens, members);
      } else if (name.equals(EXTENSION) || name.startsWith("_")) {
        tokens.skipMember();
      } else {
        throw notPlain();
      }
    }
    if (members.isEmpty()) {
      throw notPlain();
    }
    return Element.complex(shape.type(), members);
  }

  private void member(Shape.Member member, Tokens tokens, List<Element.Member> members) {
    if (member.choice() && has(members, member.name())) {
      throw notPlain();
    }
    JsonToken token = tokens.next();
    if (!member.list()) {
      members.add(new Element.Member(member.name(), value(member, token, tokens)));
      return;
    }
    if (token != JsonToken.START_ARRAY) {
      throw notPlain();
    }
    for (token = tokens.next(); token != JsonToken.END_ARRAY; token = tokens.next()) {
      members.add(new Element.Member(member.name(), value(member, token, tokens)));
    }
  }

  private static boolean has(List<Element.Member> members, String name) {
    for (Element.Member member : members) {
      if (member.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private Element value(Shape.Member member, @Nullable JsonToken token, Tokens tokens) {
    Primitive primitive = member.primitive();
    if (primitive != null) {
      if (token == null || !primitive.fits(token)) {
        throw notPlain();
      }
      String text = tokens.text();
      if (!primitive.plain().test(text)) {
        throw notPlain();
      }
      return Element.primitive(primitive.type(), text);
    }
    if (token != JsonToken.START_OBJECT) {
      throw notPlain();
    }
    return member.complex() == null
        ? resource(tokens)
        : members(of(member.complex()), tokens, false);
  }
}
