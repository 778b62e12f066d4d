package cds.cohort.report;

import cds.cohort.report.Figure.Line;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What cards would show beside the verdicts.
 *
 * @param byUrgency patients by their most urgent finding
 * @param findings patients by finding, a figure for each urgency, the most urgent first; none is
 *     empty
 * @param dosing those of them that are problems of doses and orders, the most frequent first
 * @param notFound what of these was looked for and not found, in words
 */
record AlertFigures(Figure byUrgency, List<Figure> findings, Figure dosing, List<String> notFound) {

  private static final String FINDINGS =
      """
      SELECT finding, urgency, count(DISTINCT patient) AS n FROM findings
      WHERE finding NOT IN (%s) GROUP BY finding, urgency ORDER BY n DESC, finding
      """;

  private static final String BY_URGENCY =
      "SELECT \"most-urgent\", count(*) FROM patients WHERE refused IS NULL GROUP BY 1";

  private record Counted(String code, Urgency urgency, long patients) {}

  /** Asks the population. */
  static AlertFigures of(Population population) throws SQLException {
    String verdicts =
        Arrays.stream(Verdict.values())
            .map(verdict -> ColumnStore.literal(verdict.name()))
            .collect(Collectors.joining(", "));
    List<Counted> found =
        population
            .store()
            .list(
                FINDINGS.formatted(verdicts),
                row ->
                    new Counted(
                        row.getString(1),
                        Urgency.ofWord(row.getString(2)).orElseThrow(),
                        row.getLong(3)));
    List<String> codes = population.words().findingsOf(population.settings().dosing());
    Set<String> seen = found.stream().map(Counted::code).collect(Collectors.toSet());
    return new AlertFigures(
        byUrgency(population),
        findings(population, found),
        new Figure(
            "dosing",
            "Dose and order problems",
            lines(population, found.stream().filter(one -> codes.contains(one.code())).toList())),
        List.copyOf(
            codes.stream()
                .filter(code -> !seen.contains(code))
                .map(population.words()::finding)
                .collect(Collectors.toCollection(TreeSet::new))));
  }

  private static List<Figure> findings(Population population, List<Counted> found) {
    List<Figure> figures = new ArrayList<>();
    for (Urgency urgency : falling()) {
      List<Counted> some = found.stream().filter(one -> one.urgency() == urgency).toList();
      if (!some.isEmpty()) {
        figures.add(
            new Figure("findings-" + urgency.word(), urgency.word(), lines(population, some)));
      }
    }
    return figures;
  }

  private static List<Urgency> falling() {
    return Arrays.stream(Urgency.values()).sorted(Comparator.reverseOrder()).toList();
  }

  private static List<Line> lines(Population population, List<Counted> found) {
    return found.stream()
        .map(
            one ->
                new Line(
                    population.words().finding(one.code()),
                    one.urgency().word(),
                    one.code(),
                    one.urgency().word(),
                    population.told(one.patients())))
        .toList();
  }

  private static Figure byUrgency(Population population) throws SQLException {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (Counts one :
        population
            .store()
            .list(
                BY_URGENCY,
                row ->
                    new Counts(row.getString(1) == null ? "" : row.getString(1), row.getLong(2)))) {
      counts.merge(one.word(), one.patients(), Long::sum);
    }
    List<Line> lines = new ArrayList<>();
    for (Urgency urgency : falling()) {
      lines.add(line(population, urgency.word(), urgency.word(), counts));
    }
    lines.add(line(population, "", "nothing to say", counts));
    return new Figure("by-urgency", "Patients by their most urgent finding", lines);
  }

  private record Counts(String word, long patients) {}

  private static Line line(
      Population population, String word, String label, TreeMap<String, Long> counts) {
    return new Line(label, "", "", word, population.told(counts.getOrDefault(word, 0L)));
  }
}
