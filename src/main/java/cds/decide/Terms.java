package cds.decide;

import java.util.List;

/**
 * What the rules that run depend on.
 *
 * @param label name of the label
 * @param policies names of further policies
 */
public record Terms(String label, List<String> policies) {

  /** Copies. */
  public Terms {
    policies = List.copyOf(policies);
  }

  static Terms of(Caller caller) {
    return new Terms(caller.label(), caller.policies());
  }
}
