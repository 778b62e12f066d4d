package cds.fuzz;

import cds.acceptance.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a failing body small: what it can do without is taken away, the largest part first. */
final class Shrinker {

  private static final int MOST_TRIES = 3_000;

  private final Predicate<byte[]> fails;
  private int tries;

  private Shrinker(Predicate<byte[]> fails) {
    this.fails = fails;
  }

  /** The smallest failing body that is found; the body itself when nothing can be spared. */
  static byte[] shrink(byte[] body, Predicate<byte[]> fails) {
    Shrinker shrinker = new Shrinker(fails);
    try {
      JsonNode tree = Json.read(new String(body, StandardCharsets.UTF_8));
      if (shrinker.fails(bytes(tree))) {
        return bytes(shrinker.tree(tree));
      }
    } catch (JacksonException e) {
      // Not JSON: shrunk as bytes.
      return shrinker.bytewise(body);
    }
    return shrinker.bytewise(body);
  }

  private JsonNode tree(JsonNode root) {
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (JsonNode container : containers(root)) {
        smaller |=
            container instanceof ObjectNode object
                ? thin(root, object)
                : thin(root, (ArrayNode) container);
      }
    }
    return root;
  }

  private boolean thin(JsonNode root, ObjectNode object) {
    boolean smaller = false;
    for (String name : List.copyOf(object.propertyNames())) {
      JsonNode value = object.remove(name);
      if (fails(bytes(root))) {
        smaller = true;
      } else {
        object.set(name, value);
      }
    }
    return smaller;
  }

  private boolean thin(JsonNode root, ArrayNode array) {
    boolean smaller = false;
    for (int i = array.size() - 1; i >= 0; i--) {
      JsonNode value = array.remove(i);
      if (fails(bytes(root))) {
        smaller = true;
      } else {
        array.insert(i, value);
      }
    }
    return smaller;
  }

  private static List<JsonNode> containers(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    if (root.isContainer()) {
      containers.add(root);
      root.forEach(child -> containers.addAll(containers(child)));
    }
    return containers;
  }

  private byte[] bytewise(byte[] body) {
    byte[] smallest = body;
    for (int size = body.length / 2; size > 0; size /= 2) {
      for (int at = 0; at + size <= smallest.length; ) {
        byte[] without = new byte[smallest.length - size];
        System.arraycopy(smallest, 0, without, 0, at);
        System.arraycopy(smallest, at + size, without, at, without.length - at);
        if (fails(without)) {
          smallest = without;
        } else {
          at += size;
        }
      }
    }
    return smallest;
  }

  private boolean fails(byte[] body) {
    return tries++ < MOST_TRIES && fails.test(body);
  }

  private static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
