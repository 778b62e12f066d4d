package cds.knowledge;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the dictionary: a named, typed value and how it is derived.
 *
 * @param name snake_case name; never reused
 * @param ordinal its place in every {@link Situation}
 * @param type type of its values
 * @param unit canonical unit of a number, or null
 * @param values allowed codes of a code element; {@code yes, no} for a boolean
 * @param domain plausible values of a number; null when unbounded
 * @param label plain words for cards ("body weight")
 * @param always whether it always has a value, so that tables need no row for missing
 * @param perOrder whether it belongs to one draft order, not to the patient
 * @param kind derivation kind, or {@code table} when a decision table gives it
 * @param args arguments of the derivation
 * @param file file it stands in
 */
public record DataElement(
    String name,
    int ordinal,
    Type type,
    @Nullable String unit,
    List<String> values,
    @Nullable Range domain,
    String label,
    boolean always,
    boolean perOrder,
    String kind,
    JsonNode args,
    String file) {

  /** Type of a data element. */
  public enum Type {
    /** A decimal number. */
    NUMBER,
    /** A whole number. */
    INTEGER,
    /** {@code yes} or {@code no}. */
    BOOLEAN,
    /** One of the element's codes. */
    CODE,
    /** A calendar date; no table input. */
    DATE,
    /** Text for cards; no table input. */
    TEXT,
    /** Doses over time; no table input. */
    DOSES;

    /** The word used in the dictionary. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Names are unique in a dictionary; hashing the arguments too would take a tree each time. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Whether its values are numbers. */
  public boolean isNumeric() {
    return type == Type.NUMBER || type == Type.INTEGER;
  }

  /** Whether a table may test it. */
  public boolean isTestable() {
    return isNumeric() || type == Type.BOOLEAN || type == Type.CODE;
  }
}
