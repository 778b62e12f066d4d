package cds.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a request as a tree: members lost, doubled, retyped, moved, or filled with odd values.
 */
final class TreeMutator {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int MOST_CHANGES = 6;
  private static final int MOST_NESTING = 130;
  private static final int MOST_COPIES = 60;

  private final Random random;
  private final OddValues odd;
  private final List<Seed> seeds;

  TreeMutator(Random random, List<Seed> seeds) {
    this.random = random;
    this.odd = new OddValues(random);
    this.seeds = seeds;
  }

  /** A place in a tree: a member of an object or an element of an array. */
  private record Place(JsonNode parent, String member, int index) {

    JsonNode value() {
      return parent.isArray() ? parent.get(index) : parent.get(member);
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode array) {
        array.set(index, value);
      } else {
        ((ObjectNode) parent).set(member, value);
      }
    }

    void remove() {
      if (parent instanceof ArrayNode array) {
        array.remove(index);
      } else {
        ((ObjectNode) parent).remove(member);
      }
    }
  }

  /** A changed copy. */
  JsonNode mutate(JsonNode original) {
    JsonNode tree = original.deepCopy();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      List<Place> places = places(tree);
      if (!places.isEmpty()) {
        change(places.get(random.nextInt(places.size())));
      }
    }
    return tree;
  }

  private void change(Place place) {
    JsonNode value = place.value();
    switch (random.nextInt(14)) {
      case 0 -> place.remove();
      case 1 -> place.set(JSON.nullNode());
      case 2 -> place.set(odd.ofAnotherType());
      case 3 -> place.set(JSON.arrayNode().add(value));
      case 4 -> place.set(value.isArray() && !value.isEmpty() ? value.get(0) : wrapped(value));
      case 5 -> rename(place);
      case 6 -> place.set(elsewhere());
      case 7 -> copy(place);
      case 8 -> place.set(nested());
      case 9 -> addMember(place);
      default -> place.set(value.isContainer() ? grown(value) : odd.like(value));
    }
  }

  private static JsonNode wrapped(JsonNode value) {
    ObjectNode wrapper = JSON.objectNode();
    wrapper.putObject("response").put("status", "200 OK");
    wrapper.set("resource", value);
    return wrapper;
  }

  private void rename(Place place) {
    if (place.parent() instanceof ObjectNode object) {
      JsonNode value = place.value();
      object.remove(place.member());
      object.set(odd.memberLike(place.member()), value);
    }
  }

  /** Something that stands anywhere in any seed. */
  private JsonNode elsewhere() {
    List<Place> places = places(seeds.get(random.nextInt(seeds.size())).body());
    return places.get(random.nextInt(places.size())).value().deepCopy();
  }

  private void copy(Place place) {
    if (place.parent() instanceof ArrayNode array) {
      int copies = 1 + random.nextInt(MOST_COPIES);
      for (int i = 0; i < copies; i++) {
        array.add(place.value().deepCopy());
      }
    } else {
      place.set(JSON.arrayNode().add(place.value()).add(place.value().deepCopy()));
    }
  }

  private JsonNode nested() {
    JsonNode node = odd.ofAnotherType();
    for (int i = random.nextInt(MOST_NESTING); i > 0; i--) {
      node =
          random.nextBoolean()
              ? JSON.arrayNode().add(node)
              : JSON.objectNode().set("extension", node);
    }
    return node;
  }

  private void addMember(Place place) {
    if (place.value() instanceof ObjectNode object) {
      object.set(odd.newMember(), random.nextBoolean() ? elsewhere() : odd.ofAnotherType());
    } else {
      place.set(odd.like(place.value()));
    }
  }

  private JsonNode grown(JsonNode container) {
    JsonNode copy = container.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.set(odd.newMember(), odd.ofAnotherType());
    } else if (copy instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), odd.ofAnotherType());
    }
    return copy;
  }

  private static List<Place> places(JsonNode root) {
    List<Place> places = new ArrayList<>();
    collect(root, places);
    return places;
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node.isObject()) {
      for (var member : node.properties()) {
        places.add(new Place(node, member.getKey(), -1));
        collect(member.getValue(), places);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        places.add(new Place(node, "", i));
        collect(node.get(i), places);
      }
    }
  }
}
