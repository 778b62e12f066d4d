package cds.cohort.report;

import cds.cohort.report.ReportSettings.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of a score on treatment: of each patient the newest value, by when it was taken.
 *
 * @param bins periods of treatment, in order, without gaps
 * @param reached fall in per cent that counts as a good response
 */
record ResponseFigures(List<Bin> bins, int reached) {

  private static final int DAYS_OF_A_WEEK = 7;

  /** Quartiles of fewer values than this are not told when small counts are not. */
  private static final int LEAST_FOR_QUARTILES = 10;

  private static final String BINS =
      """
      SELECT least(floor(day / %1$d), %2$d) AS bin, count(*),
             quantile_cont(change, 0.25), quantile_cont(change, 0.5), quantile_cont(change, 0.75),
             count(*) FILTER (change <= -%3$d)
      FROM (SELECT %4$s AS day, -CAST(%5$s AS DOUBLE) AS change FROM patients)
      WHERE day >= 0 AND change IS NOT NULL GROUP BY bin ORDER BY bin
      """;

  /**
   * A period of treatment.
   *
   * @param label its weeks
   * @param from its first week
   * @param patients how many have their newest value in it
   * @param low first quartile of the change in per cent; empty when it is not told
   * @param median its median
   * @param high its third quartile
   * @param good how many had a good response
   */
  record Bin(
      String label, int from, Told patients, String low, String median, String high, Told good) {

    /** How many of a hundred had a good response. */
    public String percent() {
      return good.percentOf(patients);
    }
  }

  private record Counted(
      int bin, long patients, double low, double median, double high, long good) {}

  /** Asks the population. */
  static ResponseFigures of(Population population) throws SQLException {
    Response response = population.settings().response();
    int last = response.lastWeek() / response.binWeeks();
    List<Counted> counted =
        population
            .store()
            .list(
                BINS.formatted(
                    response.binWeeks() * DAYS_OF_A_WEEK,
                    last,
                    response.reached(),
                    ColumnStore.name(response.day()),
                    ColumnStore.name(response.fall())),
                row ->
                    new Counted(
                        row.getInt(1),
                        row.getLong(2),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getLong(6)));
    List<Bin> bins = new ArrayList<>();
    for (Counted one : counted) {
      while (bins.size() < one.bin()) {
        bins.add(bin(population, new Counted(bins.size(), 0, 0, 0, 0, 0), last));
      }
      bins.add(bin(population, one, last));
    }
    return new ResponseFigures(bins, response.reached());
  }

  private static Bin bin(Population population, Counted one, int last) {
    int weeks = population.settings().response().binWeeks();
    int from = one.bin() * weeks;
    int least = population.small() > 1 ? LEAST_FOR_QUARTILES : 1;
    boolean told = one.patients() >= least;
    return new Bin(
        one.bin() == last ? from + " or later" : from + "–" + (from + weeks - 1),
        from,
        population.told(one.patients()),
        told ? rounded(one.low()) : "",
        told ? rounded(one.median()) : "",
        told ? rounded(one.high()) : "",
        population.told(one.good()));
  }

  private static String rounded(double number) {
    return BigDecimal.valueOf(number).setScale(0, RoundingMode.HALF_EVEN).toPlainString();
  }
}
