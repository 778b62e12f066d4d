package cds.knowledge;

import java.util.List;

/** How the criteria of a policy combine: a tree of {@code all} and {@code any} over tables. */
public sealed interface Criteria {

  /** Ids of the criterion tables, in order. */
  default List<String> tables() {
    if (this instanceof One one) {
      return List.of(one.table());
    }
    List<Criteria> parts = this instanceof All all ? all.parts() : ((Any) this).parts();
    return parts.stream().flatMap(part -> part.tables().stream()).toList();
  }

  /** Every part must be met. */
  record All(List<Criteria> parts) implements Criteria {}

  /** One part must be met. */
  record Any(List<Criteria> parts) implements Criteria {}

  /** One criterion, by the id of its table. */
  record One(String table) implements Criteria {}
}
