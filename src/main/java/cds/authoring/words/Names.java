package cds.authoring.words;

import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import java.util.Optional;

/** What the names in a table stand for. A name that nobody knows is no error: it stays a name. */
public interface Names {

  /** Plain words for a data element; its name in words when it has none. */
  String label(String element);

  /** Whether the values of a data element are numbers. */
  boolean isNumeric(String element);

  /** The unit of a data element, as it is written; empty for none. */
  String unit(String element);

  /** The possible values of a data element as an interval, {@code [0..72]}; empty for all. */
  String domain(String element);

  /** The value of a parameter as it is written. */
  Optional<String> parameter(String name);

  /** A few words for a reason; empty for none. */
  String reason(String code);

  /** The names of a release that hold in one rule: its own numbers before the shared ones. */
  static Names of(RuleSet rules, Rule rule) {
    return new RuleNames(rules, rule);
  }
}
