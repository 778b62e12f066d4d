package cds.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR resource or datatype as far as readers look at it: its type, the text of a primitive, and
 * its members under their R4 names, a choice such as {@code value[x]} under its stem. Whoever made
 * it has checked that every member has R4's form.
 */
final class Element {

  /** Stands for a member that is not there. */
  static final Element NONE = new Element("", null, List.of());

  private final String type;
  private final @Nullable String text;
  private final List<Member> members;

  /** One member; a list is several of one name. */
  record Member(String name, Element value) {}

  private Element(String type, @Nullable String text, List<Member> members) {
    this.type = type;
    this.text = text;
    this.members = members;
  }

  /**
   * A primitive.
   *
   * @param type its FHIR type ({@code dateTime})
   * @param text its value as FHIR writes it
   */
  static Element primitive(String type, String text) {
    return new Element(type, text, List.of());
  }

  /** A resource or complex datatype. */
  static Element complex(String type, List<Member> members) {
    return new Element(type, null, members);
  }

  /** The FHIR type: {@code Observation}, {@code Quantity}, {@code dateTime}; empty for none. */
  String type() {
    return type;
  }

  /** Whether it is of a FHIR type. */
  boolean is(String other) {
    return type.equals(other);
  }

  /** Whether it says anything. */
  boolean isEmpty() {
    if (text != null) {
      return false;
    }
    for (Member member : members) {
      if (!member.value().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The text of a primitive; null for anything else. */
  @Nullable String text() {
    return text;
  }

  /** The text of a primitive; empty for anything else. */
  String textOrEmpty() {
    return text == null ? "" : text;
  }

  /** The number of a numeric primitive; null for anything else. */
  @Nullable BigDecimal number() {
    return switch (type) {
      case "decimal", "integer", "positiveInt", "unsignedInt" ->
          text == null ? null : new BigDecimal(text);
      default -> null;
    };
  }

  /** Whether it is the boolean true. */
  boolean isTrue() {
    return is("boolean") && "true".equals(text);
  }

  /** A member, the first of a list; {@link #NONE} when it is not there. */
  Element get(String name) {
    for (Member member : members) {
      if (member.name().equals(name)) {
        return member.value();
      }
    }
    return NONE;
  }

  /** The text of a primitive member; null when it is not there. */
  @Nullable String text(String name) {
    return get(name).text();
  }

  /** Whether a member is there and says something. */
  boolean has(String name) {
    return !get(name).isEmpty();
  }

  /** All items of a list. */
  List<Element> all(String name) {
    List<Element> all = null;
    for (Member member : members) {
      if (member.name().equals(name)) {
        all = all == null ? new ArrayList<>(2) : all;
        all.add(member.value());
      }
    }
    return all == null ? List.of() : all;
  }
}
