package cds.authoring.compare;

import cds.authoring.Draft;
import cds.knowledge.RuleFiles;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is to be compared.
 *
 * @param id a name for addresses that nobody guesses
 * @param draft the draft
 * @param owner name of the person who asks
 * @param at when that was
 * @param live the release that decides now
 * @param files the texts of the draft
 * @param terms on which terms both decide
 * @param patients whom they decide about
 */
public record Plan(
    String id,
    Draft draft,
    String owner,
    Instant at,
    RuleFiles live,
    RuleFiles files,
    Terms terms,
    Patients patients) {

  /**
   * What the rules that run depend on.
   *
   * @param label name of the label
   * @param policies names of the policies to evaluate beside it
   * @param zone where dates and ages are taken
   */
  public record Terms(String label, List<String> policies, ZoneId zone) {

    /** Copies. */
    public Terms {
      policies = List.copyOf(policies);
    }
  }
}
