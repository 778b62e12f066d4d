package cds.fhir.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The Medications that orders and statements refer to and that did not come along. Safe for use by
 * several threads.
 */
final class Referred {

  private static final int MOST = 20;
  private static final String VERSION = "/_history/";
  private static final Pattern MEDICATION =
      Pattern.compile("Medication/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,128}");

  private final ServerAddress server;
  private final Set<String> known = new HashSet<>();
  private int asked;

  /** Takes the server whose Medications are meant. */
  Referred(ServerAddress server) {
    this.server = server;
  }

  /** Remembers the Medications among these resources. */
  synchronized void came(Stream<JsonNode> resources) {
    resources
        .map(Referred::name)
        .filter(name -> MEDICATION.matcher(name).matches())
        .forEach(known::add);
  }

  /** {@code Type/id} as a resource itself says. */
  static String name(JsonNode resource) {
    return resource.path("resourceType").asString("") + "/" + resource.path("id").asString("");
  }

  /**
   * {@code Medication/id} of what a resource refers to, if it is on this server and neither came
   * nor was asked for before; at most so many for one call.
   */
  synchronized List<String> of(JsonNode resource) {
    return Stream.concat(
            Stream.of(resource.path("medicationReference")),
            StreamSupport.stream(resource.path("ingredient").spliterator(), false)
                .map(ingredient -> ingredient.path("itemReference")))
        .map(reference -> reference.path("reference").asString(""))
        .flatMap(reference -> below(reference).stream())
        .filter(this::isNew)
        .toList();
  }

  private boolean isNew(String medication) {
    if (asked == MOST || !known.add(medication)) {
      return false;
    }
    asked++;
    return true;
  }

  private Optional<String> below(String reference) {
    int version = reference.indexOf(VERSION);
    return server
        .follow(version < 0 ? reference : reference.substring(0, version))
        .filter(url -> url.getRawQuery() == null)
        .map(server::below)
        .filter(relative -> MEDICATION.matcher(relative).matches());
  }
}
