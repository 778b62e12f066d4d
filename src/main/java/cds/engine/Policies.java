package cds.engine;

import cds.knowledge.Criteria;
import cds.knowledge.Evidence;
import cds.knowledge.Finding;
import cds.knowledge.Outcome;
import cds.knowledge.Rule;
import cds.knowledge.Source;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Combines the criteria of a policy with three-valued logic: in {@code all}, not met wins over
 * unknown and unknown over met; in {@code any} the other way round.
 */
public final class Policies {

  private Policies() {}

  /** What a tree of criteria comes to, with the criteria that decided. */
  private record Combined(Outcome outcome, List<Hits.Criterion> deciding) {}

  /**
   * The verdict of a policy as a finding, with every reason of the winning kind. Unknown criteria
   * that did not decide are told as missing.
   *
   * @param rule the policy
   * @param criteria what each criterion table says, by table id; a table without an entry is
   *     unknown
   */
  public static Finding verdict(Rule rule, Map<String, Hits.Criterion> criteria) {
    if (rule.criteria() == null) {
      throw new IllegalArgumentException(rule.id() + " is no policy");
    }
    Combined combined = combine(rule.criteria(), criteria);
    Verdict verdict =
        switch (combined.outcome()) {
          case MET -> Verdict.ELIGIBLE;
          case NOT_MET -> Verdict.NOT_ELIGIBLE;
          case UNKNOWN -> Verdict.INSUFFICIENT_DATA;
        };
    Set<String> reasons = new LinkedHashSet<>();
    Set<Source> because = new LinkedHashSet<>();
    Set<Evidence> evidence = new LinkedHashSet<>();
    boolean unconfirmed = false;
    for (Hits.Criterion criterion : combined.deciding()) {
      if (criterion.reason() != null) {
        reasons.add(criterion.reason());
      }
      because.addAll(criterion.because());
      evidence.add(criterion.evidence());
      unconfirmed |= criterion.unconfirmed();
    }
    Set<Finding.Lacking> missing = new LinkedHashSet<>();
    criteria.values().stream()
        .filter(criterion -> criterion.outcome() == Outcome.UNKNOWN)
        .forEach(criterion -> missing.addAll(criterion.missing()));
    return new Finding(
        verdict.name(),
        Urgency.INFO,
        rule.name(),
        List.copyOf(reasons),
        rule.id(),
        rule.version(),
        List.of(),
        because,
        because,
        List.copyOf(evidence),
        List.copyOf(missing),
        unconfirmed);
  }

  private static Combined combine(Criteria criteria, Map<String, Hits.Criterion> results) {
    if (criteria instanceof Criteria.One one) {
      Hits.Criterion result = results.get(one.table());
      return result == null
          ? new Combined(Outcome.UNKNOWN, List.of())
          : new Combined(result.outcome(), List.of(result));
    }
    boolean all = criteria instanceof Criteria.All;
    List<Criteria> parts =
        criteria instanceof Criteria.All every ? every.parts() : ((Criteria.Any) criteria).parts();
    List<Combined> combined = parts.stream().map(part -> combine(part, results)).toList();
    List<Outcome> order =
        all
            ? List.of(Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET)
            : List.of(Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET);
    for (Outcome outcome : order) {
      List<Hits.Criterion> deciding = new ArrayList<>();
      combined.stream()
          .filter(part -> part.outcome() == outcome)
          .forEach(part -> deciding.addAll(part.deciding()));
      if (!deciding.isEmpty() || combined.stream().anyMatch(p -> p.outcome() == outcome)) {
        return new Combined(outcome, deciding);
      }
    }
    return new Combined(Outcome.UNKNOWN, List.of());
  }
}
