package cds.cohort.generate;

import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The tables (CSV) of a release, row by row. */
final class Tables {

  private final RuleFiles files;
  private final Map<String, List<Map<String, String>>> read = new HashMap<>();

  /** Takes the release. */
  Tables(RuleFiles files) {
    this.files = files;
  }

  /**
   * The rows of a table, cells by column; the unit in a heading, and the mark of what a table says,
   * do not belong to the column's name.
   *
   * @return none when there is no such table, which is said
   */
  List<Map<String, String>> rows(String file, Place place) {
    List<Map<String, String>> before = read.get(file);
    if (before != null) {
      return before;
    }
    String text = files.text(file).orElse("");
    if (text.isEmpty()) {
      Set<String> known = new TreeSet<>(files.under("", ".csv"));
      place.unknown("table in the release", file, known);
      return List.of();
    }
    try (CSVParser csv =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text))) {
      List<Map<String, String>> rows = new ArrayList<>();
      for (CSVRecord record : csv) {
        Map<String, String> row = new LinkedHashMap<>();
        record
            .toMap()
            .forEach(
                (head, cell) -> row.put(head.replaceFirst("^>", "").replaceFirst(" .*", ""), cell));
        rows.add(row);
      }
      read.put(file, rows);
      return rows;
    } catch (IOException | IllegalArgumentException e) {
      place.say(file + " cannot be read as a table: " + e.getMessage());
      return List.of();
    }
  }

  /** The rows in which a column has one of the texts that a model names; column by column. */
  static List<Map<String, String>> where(
      List<Map<String, String>> rows, Map<String, String> wanted, Place place) {
    List<Map<String, String>> found = rows;
    for (Map.Entry<String, String> one : wanted.entrySet()) {
      if (!rows.isEmpty() && !rows.get(0).containsKey(one.getKey())) {
        place.unknown("column", one.getKey(), rows.get(0).keySet());
        return List.of();
      }
      List<Map<String, String>> next =
          found.stream().filter(row -> one.getValue().equals(row.get(one.getKey()))).toList();
      if (next.isEmpty() && !found.isEmpty()) {
        Set<String> cells = new TreeSet<>();
        found.forEach(row -> cells.add(row.getOrDefault(one.getKey(), "")));
        place.unknown("row with " + one.getKey(), one.getValue(), cells);
      }
      found = next;
    }
    return found;
  }
}
