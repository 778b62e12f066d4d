package cds.cohort.report;

import cds.knowledge.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * From everybody to the verdicts of one policy.
 *
 * @param judged who has a verdict
 * @param diagnosed who of them is diagnosed
 * @param without who of them is not
 * @param notKnown of whom that is not known
 * @param verdicts of those who are diagnosed
 */
record Funnel(
    Told judged, Told diagnosed, Told without, Told notKnown, Map<Verdict, Told> verdicts) {

  private static final Told NONE = Told.exactly(0);

  /** Of a policy that judged nobody. */
  static final Funnel NOBODY = new Funnel(NONE, NONE, NONE, NONE, Map.of());

  private static final String COUNTS =
      """
      SELECT v.policy, count(*), count(*) FILTER (p.diagnosed),
             count(*) FILTER (NOT p.diagnosed), count(*) FILTER (p.diagnosed IS NULL), %s
      FROM verdicts v LEFT JOIN patients p USING (patient) GROUP BY v.policy
      """;

  /** The first column of {@link #COUNTS} that counts a verdict. */
  private static final int FIRST_VERDICT = 6;

  /** Asks the population; by the names of the policies, sorted. */
  static Map<String, Funnel> byPolicy(Population population) throws SQLException {
    String verdicts =
        Arrays.stream(Verdict.values())
            .map(v -> "count(*) FILTER (p.diagnosed AND v.verdict = '" + v.name() + "')")
            .collect(Collectors.joining(", "));
    Map<String, Funnel> funnels = new TreeMap<>();
    population
        .store()
        .list(COUNTS.formatted(verdicts), row -> Map.entry(row.getString(1), of(population, row)))
        .forEach(one -> funnels.put(one.getKey(), one.getValue()));
    return funnels;
  }

  private static Funnel of(Population population, ResultSet row) throws SQLException {
    List<Verdict> all = List.of(Verdict.values());
    Map<Verdict, Told> counts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < all.size(); i++) {
      counts.put(all.get(i), population.told(row.getLong(FIRST_VERDICT + i)));
    }
    return new Funnel(
        population.told(row.getLong(2)),
        population.told(row.getLong(3)),
        population.told(row.getLong(4)),
        population.told(row.getLong(5)),
        counts);
  }

  /** How many of a hundred who are diagnosed have this verdict. */
  public String percent(Verdict verdict) {
    return count(verdict).percentOf(diagnosed);
  }

  /** Who has this verdict. */
  public Told count(Verdict verdict) {
    return verdicts.getOrDefault(verdict, NONE);
  }
}
