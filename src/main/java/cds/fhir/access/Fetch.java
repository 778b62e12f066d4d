package cds.fhir.access;

import cds.chart.DataKind;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes the prefetch of one call: all missing kinds at once, their further pages, the further
 * pages of what was prefetched, and the Medications that are referred to. What has come when the
 * time is over counts.
 */
final class Fetch {

  private static final int MOST_PAGES = 3;
  private static final Set<DataKind> DRUGS =
      Set.of(DataKind.MEDICATIONS, DataKind.MEDICATION_STATEMENTS, DataKind.ADMINISTRATIONS);

  private final Wanted wanted;
  private final ServerAddress server;
  private final Scopes scopes;
  private final Conversation conversation;
  private final Round round;
  private final Referred referred;
  private final Map<DataKind, ObjectNode> values = new ConcurrentHashMap<>();
  private final Map<DataKind, Lack> lacking = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> medications = new ConcurrentHashMap<>();

  Fetch(
      Wanted wanted, ServerAddress server, Scopes scopes, Conversation conversation, Round round) {
    this.wanted = wanted;
    this.server = server;
    this.scopes = scopes;
    this.conversation = conversation;
    this.round = round;
    this.referred = new Referred(server);
  }

  /** Asks, waits and ends. */
  Obtained complete() {
    referred.came(Stream.concat(sent(), wanted.orders().stream()));
    wanted.missing().forEach(this::ask);
    for (DataKind kind : wanted.templates().keySet()) {
      Pages.bundle(wanted.prefetch().json(kind)).ifPresent(bundle -> continued(kind, bundle));
    }
    wanted.orders().forEach(this::resolve);
    round.await();
    conversation.end();
    return result();
  }

  /** The resources in the Bundles that the client sent. */
  private Stream<JsonNode> sent() {
    return wanted.templates().keySet().stream()
        .flatMap(kind -> Pages.bundle(wanted.prefetch().json(kind)).stream())
        .flatMap(Pages::resources);
  }

  private void ask(DataKind kind) {
    Scopes.Cover cover =
        kind == DataKind.PATIENT
            ? scopes.read(kind.resourceType())
            : scopes.search(kind.resourceType());
    if (cover == Scopes.Cover.NONE) {
      lacking.put(kind, Lack.SCOPE);
      return;
    }
    lacking.put(kind, Lack.TOO_LATE);
    URI url = server.url(Query.of(wanted.templates().getOrDefault(kind, ""), wanted.patientId()));
    round.add(() -> first(kind, url, cover));
  }

  private void first(DataKind kind, URI url, Scopes.Cover cover) {
    try {
      ObjectNode value = conversation.get(url);
      if (!isAnswer(kind, value)) {
        throw new Unanswered(Lack.FAILED);
      }
      if (!Pages.isBundle(value)) {
        values.put(kind, value);
        return;
      }
      ObjectNode bundle = covered(value, cover);
      values.put(kind, bundle);
      pages(kind, bundle);
    } catch (Unanswered e) {
      lacking.put(kind, Unanswered.of(e));
    }
  }

  /** A FHIR server's OperationOutcome in the place of a Bundle is as good as a prefetched one. */
  private boolean isAnswer(DataKind kind, ObjectNode value) {
    String type = value.path("resourceType").asString("");
    return kind == DataKind.PATIENT
        ? type.equals(kind.resourceType())
            && value.path("id").asString("").equals(wanted.patientId())
        : type.equals("Bundle") || type.equals("OperationOutcome");
  }

  private void continued(DataKind kind, ObjectNode bundle) {
    Scopes.Cover cover = scopes.search(kind.resourceType());
    boolean more = Pages.next(bundle).isPresent() && Pages.isJoinable(bundle);
    if (more && cover != Scopes.Cover.NONE) {
      ObjectNode first = covered(bundle, cover);
      round.add(() -> pages(kind, first));
    } else {
      resolveAll(kind, bundle);
    }
  }

  private static ObjectNode covered(ObjectNode bundle, Scopes.Cover cover) {
    return cover == Scopes.Cover.SOME && Pages.isJoinable(bundle)
        ? Pages.restricted(bundle)
        : bundle;
  }

  /** Follows the pages of a Bundle as far as they can be had; a link that is left says the rest. */
  private void pages(DataKind kind, ObjectNode first) {
    ObjectNode pages = first;
    resolveAll(kind, first);
    for (int count = 1; count < MOST_PAGES && Pages.isJoinable(pages); count++) {
      Optional<URI> next = Pages.next(pages).flatMap(server::follow);
      if (next.isEmpty()) {
        return;
      }
      try {
        ObjectNode page = conversation.get(next.get());
        if (!Pages.isJoinable(page)) {
          return;
        }
        pages = Pages.joined(pages, page);
        values.put(kind, pages);
        resolveAll(kind, page);
      } catch (Unanswered e) {
        return;
      }
    }
  }

  private void resolveAll(DataKind kind, ObjectNode bundle) {
    if (DRUGS.contains(kind)) {
      referred.came(Pages.resources(bundle));
      Pages.resources(bundle).forEach(this::resolve);
    }
  }

  private void resolve(JsonNode resource) {
    if (scopes.read("Medication") != Scopes.Cover.NONE) {
      referred.of(resource).forEach(reference -> round.add(() -> medication(reference)));
    }
  }

  private void medication(String reference) {
    try {
      ObjectNode resource = conversation.get(server.url(reference));
      if (Referred.name(resource).equals(reference)) {
        medications.put(reference, resource);
        resolve(resource);
      }
    } catch (Unanswered e) {
      // What refers to it cannot be read then, and that is said where it is read.
      return;
    }
  }

  private Obtained result() {
    Map<DataKind, ObjectNode> had = new EnumMap<>(DataKind.class);
    had.putAll(values);
    Map<DataKind, Lack> lack = new EnumMap<>(DataKind.class);
    lack.putAll(lacking);
    lack.keySet().removeAll(had.keySet());
    return new Obtained(wanted.prefetch().with(had), referredTo(had), lack);
  }

  /** Without those that also came in a Bundle: the same Medication twice would be ambiguous. */
  private List<ObjectNode> referredTo(Map<DataKind, ObjectNode> had) {
    Map<String, ObjectNode> found = new TreeMap<>(medications);
    had.values().stream()
        .flatMap(Pages::resources)
        .forEach(resource -> found.remove(Referred.name(resource)));
    return found.entrySet().stream().map(e -> wrapped(e.getKey(), e.getValue())).toList();
  }

  private ObjectNode wrapped(String reference, ObjectNode resource) {
    ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
    wrapped.put("fullUrl", server.url(reference).toString());
    wrapped.set("resource", resource);
    return wrapped;
  }
}
