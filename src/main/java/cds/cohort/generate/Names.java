package cds.cohort.generate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of a patient that steps before have drawn, by their names. */
final class Names {

  private final Map<String, Known> known = new LinkedHashMap<>();

  /**
   * A value.
   *
   * @param slot where a patient keeps it
   * @param decimals digits after the point; -1 when it is not rounded
   * @param options names of what its numbers stand for; none for a plain number
   */
  record Known(int slot, int decimals, List<String> options) {

    /** Copies. */
    Known {
      options = List.copyOf(options);
    }
  }

  /** Makes room for a value; its slot. */
  int add(String name, int decimals, List<String> options, Place place) {
    if (known.containsKey(name)) {
      place.say("'" + name + "' is drawn twice; give one of the two another name");
    }
    int slot = known.size();
    known.put(name, new Known(slot, decimals, options));
    return slot;
  }

  /** A value that must be known; the first one when it is not. */
  Known required(String name, Place place) {
    Known found = known.get(name);
    if (found == null) {
      place.unknown("value drawn before", name, known.keySet());
      return new Known(0, 0, List.of());
    }
    return found;
  }

  /** A value, if it is known. */
  Optional<Known> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** How many there are. */
  int count() {
    return known.size();
  }
}
