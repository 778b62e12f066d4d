package cds.fhir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * The tokens of some JSON, one after the other. Notices what must never pass unseen, also in parts
 * nobody reads: modifiers, and, in bytes of others, one member twice in an object and what {@link
 * StrictJson} refuses.
 */
final class Tokens {

  private static final String MODIFIER_EXTENSION = "modifierExtension";
  private static final String IMPLICIT_RULES = "implicitRules";
  private static final int USUAL_NAMES = 64;

  /** Members of an object; from here on their names are hashed. */
  private static final int FEW = 24;

  private final JsonParser parser;
  private final @Nullable StrictText strict;
  private final int[] firstName = new int[JsonLimits.DEPTH + 2];
  private String[] names = new String[USUAL_NAMES];
  private final Map<Integer, Set<String>> manyNames = new HashMap<>();
  private int nameCount;
  private int depth;
  private boolean modified;

  private Tokens(JsonParser parser, @Nullable StrictText strict) {
    this.parser = parser;
    this.strict = strict;
  }

  /** Of a tree, which has been checked. */
  static Tokens of(JsonNode tree) {
    return new Tokens(tree.traverse(ObjectReadContext.empty()), null);
  }

  /** Of bytes nobody has looked at. */
  static Tokens of(JsonParser parser, StrictText strict) {
    return new Tokens(parser, strict);
  }

  /** The next token; null at the end. */
  @Nullable JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      return null;
    }
    switch (token) {
      case START_OBJECT, START_ARRAY -> firstName[++depth] = nameCount;
      case END_OBJECT, END_ARRAY -> {
        if (nameCount - firstName[depth] == FEW) {
          manyNames.remove(depth);
        }
        nameCount = firstName[depth--];
      }
      case PROPERTY_NAME -> named(parser.currentName());
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (strict != null) {
          strict.check(token, parser);
        }
      }
      default -> {}
    }
    return token;
  }

  private void named(String name) {
    if (name.equals(MODIFIER_EXTENSION) || name.equals(IMPLICIT_RULES)) {
      modified = true;
    }
    if (strict == null) {
      return;
    }
    if (cameBefore(name)) {
      throw StrictJson.notValid(parser.currentTokenLocation());
    }
    strict.check(name);
  }

  /**
   * Few names are compared; an object of a million of them must not take a million times as long.
   */
  private boolean cameBefore(String name) {
    if (nameCount - firstName[depth] == FEW) {
      Set<String> many =
          manyNames.computeIfAbsent(
              depth, d -> new HashSet<>(Arrays.asList(names).subList(firstName[d], nameCount)));
      return !many.add(name);
    }
    for (int i = firstName[depth]; i < nameCount; i++) {
      if (names[i].equals(name)) {
        return true;
      }
    }
    if (nameCount == names.length) {
      names = Arrays.copyOf(names, 2 * nameCount);
    }
    names[nameCount++] = name;
    return false;
  }

  /** The name of the member whose name or value was read last. */
  String name() {
    return parser.currentName();
  }

  /** The text of the value that was read last; of a number or truth value as JSON writes it. */
  String text() {
    return parser.getString();
  }

  /** How many objects and arrays are open. */
  int depth() {
    return depth;
  }

  /** Passes over the rest until only so many objects and arrays are open. */
  void leave(int open) {
    while (depth > open) {
      next();
    }
  }

  /** Passes over the value whose first token was read last. */
  void skip(@Nullable JsonToken token) {
    if (token != null && token.isStructStart()) {
      leave(depth - 1);
    }
  }

  /** Reads the value of the member whose name was read last, and passes over it. */
  void skipMember() {
    skip(next());
  }

  /** Whether a member came since this was last asked that may change the meaning of others. */
  boolean modified() {
    boolean was = modified;
    modified = false;
    return was;
  }
}
