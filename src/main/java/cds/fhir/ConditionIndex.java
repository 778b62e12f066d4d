package cds.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the prefetched Conditions say, for orders that name their reason by reference. */
final class ConditionIndex {

  private final ResourceReader resources;
  private final Map<String, Entry> byReference = new HashMap<>();

  ConditionIndex(ResourceReader resources, List<Entry> conditions) {
    this.resources = resources;
    for (Entry entry : conditions) {
      String reference = entry.reference();
      if (reference != null) {
        byReference.put(reference, entry);
      }
    }
  }

  /** The code of a Condition; an empty concept when it is not there or cannot be read. */
  Element code(String reference) {
    Entry entry = byReference.get(bare(reference));
    try {
      return entry == null ? Element.NONE : resources.read(entry).get("code");
    } catch (RuntimeException e) {
      // The Conditions themselves are read elsewhere, where this is noted.
      return Element.NONE;
    }
  }

  /** {@code Condition/id} of a relative, absolute or versioned reference. */
  private static String bare(String reference) {
    int history = reference.indexOf("/_history/");
    String path = history < 0 ? reference : reference.substring(0, history);
    int type = path.lastIndexOf("Condition/");
    return type < 0 ? path : path.substring(type);
  }
}
