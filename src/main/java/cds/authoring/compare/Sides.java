package cds.authoring.compare;

import cds.bulk.AskedCodes;
import cds.cdshooks.CdsService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Both releases.
 *
 * @param before the one that decides now
 * @param after the draft
 */
public record Sides(Side before, Side after) {

  /** The services that both have, as the draft describes them. */
  List<CdsService> services() {
    Set<String> old = new LinkedHashSet<>();
    before.flow().services(before.caller()).forEach(service -> old.add(service.id()));
    List<CdsService> both = new ArrayList<>(after.flow().services(after.caller()));
    both.removeIf(service -> !old.contains(service.id()));
    return both;
  }

  Optional<CdsService> service(String id) {
    return services().stream().filter(service -> service.id().equals(id)).findFirst();
  }

  /** The codes ({@code system|code}) of the Observations for which either asks. */
  Set<String> codes() {
    List<CdsService> all = new ArrayList<>();
    for (Side side : List.of(before, after)) {
      all.addAll(side.flow().services(side.caller()));
    }
    return AskedCodes.of(all);
  }
}
