package cds.cohort.report;

import cds.cohort.report.Figure.Line;
import cds.cohort.report.Spread.Band;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many diagnosed patients fall into each band of a data element.
 *
 * @param figure a row for each band, and one for those of whom it is not known
 * @param says where the bands come from
 */
record SpreadFigures(Figure figure, String says) {

  static final String UNKNOWN = "unknown";

  /** Asks the population for each spread of the settings. */
  static List<SpreadFigures> of(Population population) throws SQLException {
    List<SpreadFigures> all = new ArrayList<>();
    for (Spread spread : population.settings().spreads()) {
      all.add(of(population, spread));
    }
    return all;
  }

  private static SpreadFigures of(Population population, Spread spread) throws SQLException {
    String element = ColumnStore.name(spread.element());
    StringBuilder counts = new StringBuilder();
    for (int i = 0; i < spread.bands().size(); i++) {
      counts.append("count(*) FILTER (WHERE %s), ".formatted(within(element, spread.bands(), i)));
    }
    int bands = spread.bands().size();
    List<Long> counted =
        population
            .store()
            .numbers(
                "SELECT %scount(*) FROM patients WHERE diagnosed".formatted(counts), bands + 1);
    List<Line> lines = new ArrayList<>();
    long rest = counted.get(bands);
    for (int i = 0; i < bands; i++) {
      Band band = spread.bands().get(i);
      lines.add(new Line(band.label(), band.brief(), "", "", population.told(counted.get(i))));
      rest -= counted.get(i);
    }
    lines.add(new Line("not known", "?", "", UNKNOWN, population.told(rest)));
    return new SpreadFigures(new Figure(spread.id(), spread.title(), lines), spread.says());
  }

  /** Whether a value lies in a band, as SQL; bounds are numbers of the settings. */
  private static String within(String element, List<Band> bands, int i) {
    Band band = bands.get(i);
    if (!band.is().isEmpty()) {
      return element + " = " + ColumnStore.literal(band.is());
    }
    String from = element + " >= " + band.from();
    return i + 1 < bands.size() ? from + " AND " + element + " < " + bands.get(i + 1).from() : from;
  }
}
