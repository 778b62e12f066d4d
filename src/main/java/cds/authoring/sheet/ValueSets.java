package cds.authoring.sheet;

import cds.knowledge.Terminology;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of the codes that a value set (FHIR R4 ValueSet, {@code compose.include}) names. */
public final class ValueSets {

  private static final String CODE = "code";
  private static final String CONCEPT = "concept";

  private ValueSets() {}

  /**
   * The codes that it names, in file order; what a filter holds is not among them.
   *
   * @throws SheetRefused when the file is no value set
   */
  public static List<Terminology.Concept> named(String json) {
    List<Terminology.Concept> named = new ArrayList<>();
    for (JsonNode part : include(JsonText.read(json))) {
      for (JsonNode concept : part.path(CONCEPT)) {
        String code = concept.path(CODE).asString("");
        named.add(
            new Terminology.Concept(
                part.path("system").asString(""), code, concept.path("display").asString("")));
      }
    }
    return named;
  }

  /**
   * The value set with one more code, after the others of its code system.
   *
   * @throws SheetRefused when it has the code already, or the file is no value set
   */
  public static String with(String json, Terminology.Concept concept) {
    if (named(json).stream().anyMatch(one -> same(one, concept.system(), concept.code()))) {
      throw new SheetRefused("the value set has " + concept.code() + " already");
    }
    ObjectNode root = JsonText.read(json);
    ArrayNode include = include(root);
    ObjectNode part = null;
    for (JsonNode one : include) {
      if (one instanceof ObjectNode known
          && known.path("system").asString("").equals(concept.system())
          && !known.has("filter")) {
        part = known;
      }
    }
    if (part == null) {
      part = include.addObject();
      part.put("system", concept.system());
    }
    JsonText.list(part, CONCEPT)
        .addObject()
        .put(CODE, concept.code())
        .put("display", concept.display());
    return JsonText.written(root);
  }

  /**
   * The value set without a code.
   *
   * @throws SheetRefused when it does not name the code, or would name none without it
   */
  public static String without(String json, String system, String code) {
    ObjectNode root = JsonText.read(json);
    ArrayNode include = include(root);
    boolean found = false;
    for (int i = include.size() - 1; i >= 0; i--) {
      if (include.get(i) instanceof ObjectNode part
          && part.path("system").asString("").equals(system)
          && part.path(CONCEPT) instanceof ArrayNode concepts) {
        found |= remove(concepts, code);
        if (concepts.isEmpty() && !part.has("filter")) {
          include.remove(i);
        }
      }
    }
    if (!found) {
      throw new SheetRefused("the value set does not name " + code);
    }
    if (include.isEmpty()) {
      throw new SheetRefused("a value set names at least one code");
    }
    return JsonText.written(root);
  }

  private static boolean remove(ArrayNode concepts, String code) {
    boolean found = false;
    for (int i = concepts.size() - 1; i >= 0; i--) {
      if (concepts.get(i).path(CODE).asString("").equals(code)) {
        concepts.remove(i);
        found = true;
      }
    }
    return found;
  }

  private static boolean same(Terminology.Concept one, String system, String code) {
    return one.system().equals(system) && one.code().equals(code);
  }

  private static ArrayNode include(ObjectNode root) {
    if (root.path("resourceType").asString("").equals("ValueSet")
        && root.path("compose") instanceof ObjectNode compose) {
      return JsonText.list(compose, "include");
    }
    throw new SheetRefused("the file is no value set with 'compose'; mend it as text first");
  }
}
