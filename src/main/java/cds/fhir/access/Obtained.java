package cds.fhir.access;

import cds.chart.DataKind;
import cds.fhir.Prefetch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What could be had.
 *
 * @param prefetch what the client sent and what was fetched, under the same keys
 * @param medications Medications that were fetched because something refers to them, each as {@code
 *     {fullUrl, resource}}
 * @param lacking why a kind that was not sent is not there
 */
public record Obtained(
    Prefetch prefetch, List<ObjectNode> medications, Map<DataKind, Lack> lacking) {

  /** Copies the collections. */
  public Obtained {
    medications = List.copyOf(medications);
    lacking = Map.copyOf(lacking);
  }

  /** What was sent, and why there is no more. */
  static Obtained nothingMore(Wanted wanted, Lack lack) {
    Map<DataKind, Lack> lacking = new EnumMap<>(DataKind.class);
    wanted.missing().forEach(kind -> lacking.put(kind, lack));
    return new Obtained(wanted.prefetch(), List.of(), lacking);
  }
}
