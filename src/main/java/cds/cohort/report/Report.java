package cds.cohort.report;

import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.record.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes typed columns ({@code *.parquet}) and a page for people ({@code report.html}) of the
 * results of a screened population, beside them. The same results give the same bytes.
 */
public final class Report {

  private static final String PAGE = "report.html";
  private static final String SUMMARY = "report.json";
  private static final String DRAFT = ".draft";
  private static final String SPILL = "report-spill";

  private final Path results;
  private final RuleFiles files;
  private final int small;
  private final ReportSettings settings = ReportSettings.load();

  /**
   * What was written.
   *
   * @param page the page
   * @param rows rows of each Parquet file by its name
   */
  public record Written(Path page, Map<String, Long> rows) {

    /** Copies. */
    public Written {
      rows = new TreeMap<>(rows);
    }
  }

  private Report(Path results, RuleFiles files, int small) {
    this.results = results.toAbsolutePath().normalize();
    this.files = files;
    this.small = small;
  }

  /** Whether this software can make reports: the jar of the service lacks what it takes. */
  public static boolean isPossible() {
    return ColumnStore.isThere();
  }

  /** Counts below this are not told unless another limit is given. */
  public static int usualSmall() {
    return ReportSettings.load().small();
  }

  /**
   * Writes Parquet, page and summary; none of them is there in part.
   *
   * @param results output folder of a finished screen
   * @param files the rules it was screened by, whose words the page uses
   * @param small counts of patients from 1 up to below this are not told in the page, all others
   *     rounded to a multiple of it; 1 tells every count as it is
   * @throws IOException when files cannot be read or written
   * @throws IllegalArgumentException when the results are not those of a screen by these rules
   */
  public static Written write(Path results, RuleFiles files, int small) throws IOException {
    return new Report(results, files, small).write();
  }

  private Written write() throws IOException {
    Manifest manifest = Manifest.read(results);
    if (!manifest.release().equals(files.release())) {
      throw new IllegalArgumentException(
          "the results were made by the rules %s, these are %s: name their folder"
              .formatted(manifest.release(), files.release()));
    }
    if (manifest.deidentified() && small < settings.small()) {
      throw new IllegalArgumentException(
          "these results are de-identified: counts below %d are not told"
              .formatted(settings.small()));
    }
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(files, problems);
    problems.refuseIfAny();
    Path spill = results.resolve(SPILL);
    delete(spill);
    Files.createDirectories(spill);
    try (ColumnStore store = ColumnStore.open(results, spill)) {
      Map<ResultFile, Path> drafts = new EnumMap<>(ResultFile.class);
      Map<String, Long> rows = new LinkedHashMap<>();
      Set<String> columns = new HashSet<>();
      for (ResultFile file : ResultFile.values()) {
        TypedFile typed = TypedFile.of(results, file, rules.elements());
        Path draft = results.resolve(file.parquet() + DRAFT);
        rows.put(file.parquet(), typed.write(store, draft));
        drafts.put(file, draft);
        if (file == ResultFile.PATIENTS) {
          columns.addAll(typed.columns());
        }
      }
      Words words = new Words(files, rules, settings.why());
      Population population =
          Population.open(
              store,
              manifest.deidentified() ? settings.coarse() : settings,
              words,
              small,
              drafts,
              columns);
      String page = ReportPage.render(manifest, population, columns.containsAll(settings.needed()));
      Files.writeString(results.resolve(PAGE + DRAFT), page, StandardCharsets.UTF_8);
      publish(manifest, rows);
      return new Written(results.resolve(PAGE), rows);
    } catch (SQLException e) {
      throw new IOException("the results could not be read: " + firstLine(e), e);
    } finally {
      delete(spill);
      for (String name : names()) {
        Files.deleteIfExists(results.resolve(name + DRAFT));
      }
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of(PAGE, SUMMARY));
    for (ResultFile file : ResultFile.values()) {
      names.add(file.parquet());
    }
    return names;
  }

  /** Moves the drafts to their places; the summary, which names them all, comes last. */
  private void publish(Manifest manifest, Map<String, Long> rows) throws IOException {
    ObjectNode summary = JsonMapper.shared().createObjectNode();
    summary.put("release", manifest.release());
    summary.put("asOf", manifest.day());
    summary.put("small", small);
    rows.forEach((name, count) -> summary.withObject("rows").put(name, count));
    ObjectNode hashes = summary.withObject("sha256");
    hashes.put(Manifest.FILE, Sha256.of(results.resolve(Manifest.FILE)));
    Files.deleteIfExists(results.resolve(SUMMARY));
    for (ResultFile file : ResultFile.values()) {
      move(file.parquet());
      hashes.put(file.parquet(), Sha256.of(results.resolve(file.parquet())));
    }
    move(PAGE);
    hashes.put(PAGE, Sha256.of(results.resolve(PAGE)));
    Files.write(
        results.resolve(SUMMARY + DRAFT),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(summary));
    move(SUMMARY);
  }

  /** What a run that was killed left holds data of patients. */
  private static void delete(Path spill) throws IOException {
    if (Files.isDirectory(spill)) {
      try (Stream<Path> left = Files.list(spill)) {
        for (Path file : left.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(spill);
    }
  }

  private void move(String name) throws IOException {
    Files.move(
        results.resolve(name + DRAFT),
        results.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
