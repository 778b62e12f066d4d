package cds.fhir;

import cds.chart.Completeness;
import cds.chart.DataKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens searchset Bundles. HAPI loses a whole Bundle for one bad entry, so entries are only told
 * apart here and read one by one later.
 */
final class BundleReader {

  /** Issue codes under which nothing can be lacking. */
  private static final Set<String> HARMLESS = Set.of("informational", "not-found", "success");

  private static final String OUTCOME = "OperationOutcome";

  private final Set<String> resourceTypes;

  /** Takes the names of all R4 resource types. */
  BundleReader(Set<String> resourceTypes) {
    this.resourceTypes = resourceTypes;
  }

  /** What came under the key of this kind. */
  Content read(DataKind kind, Prefetch prefetch) {
    if (!prefetch.has(kind)) {
      return Content.none(Completeness.UNKNOWN);
    }
    PlainBundle plain = prefetch.bundle(kind);
    if (plain != null) {
      return content(kind, plain);
    }
    JsonNode value = prefetch.json(kind);
    if (value.isNull()) {
      return Content.none(Completeness.EMPTY);
    }
    if (!(value instanceof ObjectNode node)) {
      return Content.none(Completeness.UNKNOWN);
    }
    Entry bundle = Entry.of(node);
    if (bundle.type().equals(kind.resourceType())) {
      // One resource in the place of a search: it counts, and there may be more.
      return new Content(Completeness.INCOMPLETE, List.of(bundle), List.of(), 0);
    }
    JsonNode entries = bundle.resource().path("entry");
    // Rules that are not known could give every entry another meaning.
    return bundle.type().equals("Bundle")
            && (absent(entries) || entries.isArray())
            && absent(bundle.resource().path("implicitRules"))
        ? content(kind, bundle.resource(), entries)
        : Content.none(Completeness.UNKNOWN);
  }

  private static Content content(DataKind kind, PlainBundle bundle) {
    List<Entry> own = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    for (Entry entry : bundle.entries()) {
      (entry.type().equals(kind.resourceType()) ? own : others).add(entry);
    }
    int entries = bundle.entries().size();
    boolean more = hasNextPage(bundle.links()) || bundle.total() > entries;
    return new Content(completeness(entries, 0, 0, more), own, others, 0);
  }

  private Content content(DataKind kind, JsonNode bundle, JsonNode entries) {
    List<Entry> own = new ArrayList<>();
    List<Entry> others = new ArrayList<>();
    int broken = 0;
    int outcomes = 0;
    int told = 0;
    for (JsonNode node : entries) {
      if (isInformation(node)) {
        told++;
      } else if (isOutcome(node)) {
        outcomes++;
      } else if (!(node instanceof ObjectNode object) || !known(Entry.of(object))) {
        broken++;
      } else {
        Entry entry = Entry.of(object);
        (entry.type().equals(kind.resourceType()) ? own : others).add(entry);
      }
    }
    boolean more =
        hasNextPage(bundle.path("link"))
            || bundle.path("total").asInt(0) > entries.size() - outcomes - told;
    return new Content(
        completeness(entries.size() - told, outcomes, broken, more), own, others, broken);
  }

  private static Completeness completeness(int entries, int outcomes, int broken, boolean more) {
    if (entries > 0 && outcomes == entries) {
      return Completeness.UNKNOWN;
    }
    if (more || outcomes > 0 || broken > 0) {
      return Completeness.INCOMPLETE;
    }
    return entries == 0 ? Completeness.EMPTY : Completeness.COMPLETE;
  }

  /** A link list that cannot be read may hide a further page. */
  private static boolean hasNextPage(JsonNode links) {
    if (!absent(links) && !links.isArray()) {
      return true;
    }
    for (JsonNode link : links) {
      if (link.path("relation").asString("").equalsIgnoreCase("next")) {
        return true;
      }
    }
    return false;
  }

  /** Servers add outcomes that only inform, such as "no results": they say nothing is lacking. */
  private static boolean isInformation(JsonNode entry) {
    JsonNode issues = entry.path("resource").path("issue");
    for (JsonNode issue : issues) {
      if (!issue.path("severity").asString("").equals("information")
          || !HARMLESS.contains(issue.path("code").asString(""))) {
        return false;
      }
    }
    return isOutcome(entry) && issues.isArray() && !issues.isEmpty();
  }

  private static boolean isOutcome(JsonNode entry) {
    return entry.path("search").path("mode").asString("").equals("outcome")
        || (entry instanceof ObjectNode object && Entry.of(object).type().equals(OUTCOME));
  }

  private boolean known(Entry entry) {
    return resourceTypes.contains(entry.type());
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
