package cds.cohort.report;

import cds.cohort.report.Figure.Line;
import java.sql.SQLException;
import java.util.List;

/**
 * The counts at the top of the page.
 *
 * @param patients how many there are
 * @param judged of whom something can be said
 * @param refused of whom nothing can be said
 * @param diagnosed who is diagnosed, of those judged
 * @param refusals why nothing can be said
 */
record Headline(Told patients, Told judged, Told refused, Told diagnosed, Figure refusals) {

  private static final String COUNTS =
      """
      SELECT count(*), count(*) FILTER (refused IS NULL), count(*) FILTER (refused IS NOT NULL),
             count(*) FILTER (refused IS NULL AND diagnosed)
      FROM patients
      """;

  private static final String REFUSALS =
      """
      SELECT refused, count(*) AS n FROM patients
      WHERE refused IS NOT NULL GROUP BY refused ORDER BY n DESC, refused
      """;

  /** Asks the population. */
  static Headline of(Population population) throws SQLException {
    List<Line> refusals =
        population
            .store()
            .list(
                REFUSALS,
                row ->
                    new Line(row.getString(1), "", "", "unknown", population.told(row.getLong(2))));
    return population
        .store()
        .list(
            COUNTS,
            row ->
                new Headline(
                    population.told(row.getLong(1)),
                    population.told(row.getLong(2)),
                    population.told(row.getLong(3)),
                    population.told(row.getLong(4)),
                    new Figure("refusals", "Why nothing can be said", refusals)))
        .get(0);
  }
}
