package cds.fhir;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Medication;
import tools.jackson.databind.node.ObjectNode;

/** The Medications that came with a request, by full URL and by {@code Medication/id}. */
final class MedicationIndex {

  private static final String TYPE = "Medication";

  private final ResourceParser parser;
  private final Map<String, Set<ObjectNode>> byAddress = new HashMap<>();

  MedicationIndex(ResourceParser parser) {
    this.parser = parser;
  }

  /** Adds an entry if it is a Medication. */
  void add(Entry entry) {
    if (!entry.type().equals(TYPE)) {
      return;
    }
    if (entry.fullUrl() != null) {
      put(References.withoutVersion(entry.fullUrl()), entry.resource());
    }
    String reference = entry.reference();
    if (reference != null) {
      put(reference, entry.resource());
    }
  }

  private void put(String address, ObjectNode resource) {
    byAddress.computeIfAbsent(address, a -> new LinkedHashSet<>()).add(resource);
  }

  /**
   * The Medication a reference leads to; nothing when none or more than one came under it.
   *
   * @throws RuntimeException when it came and cannot be read: then what refers to it cannot either
   */
  Optional<Medication> resolve(String reference) {
    String address = References.withoutVersion(reference);
    Set<ObjectNode> found = byAddress.get(address);
    if (found == null) {
      found = byAddress.getOrDefault(References.relative(address), Set.of());
    }
    return found.size() == 1
        ? Optional.of(parser.parse(Medication.class, found.iterator().next()))
        : Optional.empty();
  }
}
