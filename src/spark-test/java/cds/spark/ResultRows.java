package cds.spark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of results in one form, whoever wrote them: cells by name, sorted. */
final class ResultRows {

  static final List<String> TABLES = List.of("patients", "verdicts", "findings");

  private ResultRows() {}

  /** Of a table that one machine wrote. */
  static List<String> ofCsv(Path folder, String table) throws IOException {
    List<String> rows = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader in = Files.newBufferedReader(folder.resolve(table + ".csv"));
        CSVParser records = format.parse(in)) {
      for (CSVRecord record : records) {
        Map<String, String> row = new TreeMap<>(record.toMap());
        row.replaceAll((name, cell) -> normal(cell));
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  /** Of a table that Spark wrote. */
  static List<String> ofSpark(SparkSession spark, Path folder, String table) {
    List<String> rows = new ArrayList<>();
    spark
        .read()
        .parquet(folder.resolve(table + ".parquet").toString())
        .toLocalIterator()
        .forEachRemaining(read -> rows.add(cells(read).toString()));
    rows.sort(null);
    return rows;
  }

  private static Map<String, String> cells(Row read) {
    Map<String, String> row = new TreeMap<>();
    for (String name : read.schema().fieldNames()) {
      Object cell = read.get(read.fieldIndex(name));
      row.put(name, cell == null ? "" : said(cell));
    }
    return row;
  }

  private static String said(Object cell) {
    if (cell instanceof Seq<?> words) {
      return String.join(
          " ", CollectionConverters.asJava(words).stream().map(String::valueOf).toList());
    }
    return cell instanceof Boolean yes ? (yes ? "yes" : "no") : normal(cell.toString());
  }

  /** A number as the nearest that Parquet holds, whatever its type was. */
  private static String normal(String cell) {
    return cell.matches("-?\\d{1,15}(\\.\\d+)?(E-?\\d+)?")
        ? String.valueOf(Double.parseDouble(cell))
        : cell;
  }

  /** Lines of FHIR that one machine wrote. */
  static List<String> issues(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("DetectedIssue.ndjson")).stream().sorted().toList();
  }

  /** Lines of FHIR that Spark wrote. */
  static List<String> issues(SparkSession spark, Path folder) {
    List<String> lines = new ArrayList<>();
    spark
        .read()
        .text(folder.resolve("DetectedIssue.ndjson").toString())
        .toLocalIterator()
        .forEachRemaining(row -> lines.add(row.getString(0)));
    lines.sort(null);
    return lines;
  }
}
