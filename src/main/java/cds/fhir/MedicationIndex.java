package cds.fhir;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The Medications that came with a request, by full URL and by {@code Medication/id}. */
final class MedicationIndex {

  private static final String TYPE = "Medication";

  private final ResourceReader resources;
  private final Map<String, Map<ObjectNode, Entry>> byAddress = new HashMap<>();

  MedicationIndex(ResourceReader resources) {
    this.resources = resources;
  }

  /** Adds an entry if it is a Medication. */
  void add(Entry entry) {
    if (!entry.type().equals(TYPE)) {
      return;
    }
    if (entry.fullUrl() != null) {
      put(References.withoutVersion(entry.fullUrl()), entry);
    }
    String reference = entry.reference();
    if (reference != null) {
      put(reference, entry);
    }
  }

  private void put(String address, Entry entry) {
    // The same Medication may come twice.
    byAddress.computeIfAbsent(address, a -> new LinkedHashMap<>()).put(entry.resource(), entry);
  }

  /**
   * The Medication a reference leads to; nothing when none or more than one came under it.
   *
   * @throws RuntimeException when it came and cannot be read: then what refers to it cannot either
   */
  Optional<Element> resolve(String reference) {
    String address = References.withoutVersion(reference);
    Map<ObjectNode, Entry> found = byAddress.get(address);
    if (found == null) {
      found = byAddress.getOrDefault(References.relative(address), Map.of());
    }
    return found.size() == 1
        ? Optional.of(resources.read(found.values().iterator().next()))
        : Optional.empty();
  }
}
