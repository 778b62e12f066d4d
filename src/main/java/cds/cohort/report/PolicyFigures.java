package cds.cohort.report;

import cds.cohort.report.Figure.Line;
import cds.knowledge.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the label or a policy says of the population.
 *
 * @param id names it in the page
 * @param name names it in rules and results
 * @param title its title
 * @param unconfirmed what of it is not confirmed; may be empty
 * @param funnel who was judged, who is diagnosed, and the verdicts on those
 * @param reasons why those who are diagnosed are not eligible, or cannot be judged
 * @param missing what is missing where the verdict says that data is
 */
record PolicyFigures(
    String id,
    String name,
    String title,
    String unconfirmed,
    Funnel funnel,
    Map<Verdict, Figure> reasons,
    Figure missing) {

  private static final String REASONS =
      """
      SELECT u.policy, u.verdict, u.reason, count(DISTINCT u.patient) AS n
      FROM (SELECT patient, policy, verdict, unnest(reasons) AS reason FROM verdicts) u
      JOIN patients p USING (patient)
      WHERE p.diagnosed GROUP BY ALL ORDER BY n DESC, u.reason
      """;

  private static final String MISSING =
      """
      SELECT u.policy, split_part(u.what, ':', 1) AS element, split_part(u.what, ':', 2) AS why,
             count(DISTINCT u.patient) AS n
      FROM (SELECT patient, policy, unnest(missing) AS what FROM verdicts WHERE verdict = %s) u
      JOIN patients p USING (patient)
      WHERE p.diagnosed GROUP BY ALL ORDER BY n DESC, element, why
      """;

  private record Counted(String policy, Verdict verdict, String code, String why, long count) {}

  /**
   * Asks the population.
   *
   * @param named the label and the policies, in the order they are shown in
   */
  static List<PolicyFigures> of(Population population, List<String> named) throws SQLException {
    Map<String, Funnel> funnels = Funnel.byPolicy(population);
    List<Counted> reasons =
        population
            .store()
            .list(
                REASONS,
                row ->
                    new Counted(
                        row.getString(1),
                        Verdict.valueOf(row.getString(2)),
                        row.getString(3),
                        "",
                        row.getLong(4)));
    List<Counted> missing =
        population
            .store()
            .list(
                MISSING.formatted(ColumnStore.literal(Verdict.INSUFFICIENT_DATA.name())),
                row ->
                    new Counted(
                        row.getString(1),
                        Verdict.INSUFFICIENT_DATA,
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4)));
    Set<String> names = new LinkedHashSet<>(named);
    names.addAll(funnels.keySet());
    List<PolicyFigures> all = new ArrayList<>();
    for (String name : names) {
      String id = "policy-" + (all.size() + 1);
      all.add(
          of(population, id, name, funnels.getOrDefault(name, Funnel.NOBODY), reasons, missing));
    }
    return all;
  }

  private static PolicyFigures of(
      Population population,
      String id,
      String name,
      Funnel funnel,
      List<Counted> reasons,
      List<Counted> missing) {
    Words words = population.words();
    Map<Verdict, Figure> why = new EnumMap<>(Verdict.class);
    for (Verdict verdict : List.of(Verdict.NOT_ELIGIBLE, Verdict.INSUFFICIENT_DATA)) {
      String tone = verdict.name().toLowerCase(Locale.ROOT);
      why.put(
          verdict,
          new Figure(
              id + "-" + tone,
              words.policy(name),
              reasons.stream()
                  .filter(one -> one.policy().equals(name) && one.verdict() == verdict)
                  .map(
                      one ->
                          new Line(
                              words.reason(one.code()),
                              "",
                              one.code(),
                              tone,
                              population.told(one.count())))
                  .toList()));
    }
    return new PolicyFigures(
        id,
        name,
        words.policy(name),
        words.unconfirmed(name),
        funnel,
        why,
        new Figure(
            id + "-missing",
            words.policy(name),
            missing.stream()
                .filter(one -> one.policy().equals(name))
                .map(
                    one ->
                        new Line(
                            words.element(one.code()),
                            words.why(one.why()),
                            one.code(),
                            "insufficient_data",
                            population.told(one.count())))
                .toList()));
  }
}
