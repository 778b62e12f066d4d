package cds.cohort;

import cds.record.Sha256;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of a finished run. */
final class Results {

  /** The files beside {@code manifest.json}. */
  static final List<String> FILES =
      Stream.concat(Stream.of(Sheet.values()).map(Sheet::file), Stream.of(SetAside.FILE)).toList();

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MANIFEST = "manifest.json";
  private static final Pattern REFUSED = Pattern.compile("^[^,]*,[^,]*,[^,]*,[^,]");

  private Results() {}

  /**
   * Merges the buckets by patient: the same patients give the same bytes, however many buckets they
   * were spread over.
   */
  static Screen.Done write(Screen.Plan plan, Path work, JsonNode grouped, Columns columns)
      throws IOException {
    ObjectNode manifest = (ObjectNode) grouped.deepCopy();
    for (Sheet sheet : Sheet.values()) {
      manifest
          .withObject("rows")
          .put(sheet.file(), merge(plan, work, sheet, columns.headers(sheet)));
    }
    Files.copy(
        work.resolve(SetAside.FILE),
        plan.output().resolve(SetAside.FILE),
        StandardCopyOption.REPLACE_EXISTING);
    for (String name : FILES) {
      manifest.withObject("sha256").put(name, Sha256.of(plan.output().resolve(name)));
    }
    write(plan.output().resolve(MANIFEST), manifest);
    return new Screen.Done(
        manifest.at("/rows").path(Sheet.PATIENTS.file()).asLong(0),
        grouped.path("lines").asLong(0),
        grouped.path("aside").asLong(0),
        refused(plan),
        grouped.path("notRead").valueStream().map(name -> name.asString("")).toList());
  }

  /** Of how many patients it is said why nothing can be said: in the fourth cell. */
  private static long refused(Screen.Plan plan) throws IOException {
    try (Stream<String> rows = Files.lines(plan.output().resolve(Sheet.PATIENTS.file()))) {
      return rows.skip(1).filter(row -> REFUSED.matcher(row).find()).count();
    }
  }

  private static long merge(Screen.Plan plan, Path work, Sheet sheet, List<String> headers)
      throws IOException {
    PriorityQueue<Lines> next = new PriorityQueue<>(Comparator.comparing(Lines::patient));
    List<Lines> all = new ArrayList<>();
    long rows = 0;
    try (BufferedWriter out = Files.newBufferedWriter(plan.output().resolve(sheet.file()))) {
      if (!headers.isEmpty()) {
        Rows.write(out, headers);
      }
      for (int bucket = 0; bucket < plan.buckets(); bucket++) {
        Lines lines = new Lines(sheet.of(work, bucket));
        all.add(lines);
        if (lines.advance()) {
          next.add(lines);
        }
      }
      while (!next.isEmpty()) {
        Lines first = next.remove();
        if (headers.isEmpty()) {
          out.write(first.text());
          out.write('\n');
        } else {
          Rows.write(out, first.text());
        }
        rows++;
        if (first.advance()) {
          next.add(first);
        }
      }
    } finally {
      for (Lines lines : all) {
        lines.close();
      }
    }
    return rows;
  }

  /** The lines of one bucket; a patient's stand in one bucket only, in their order. */
  private static final class Lines implements Closeable {

    private final BufferedReader in;
    private @Nullable String line;

    Lines(Path file) throws IOException {
      this.in = Files.newBufferedReader(file);
    }

    boolean advance() throws IOException {
      line = in.readLine();
      return line != null;
    }

    String patient() {
      String now = String.valueOf(line);
      return now.substring(0, now.indexOf('\t'));
    }

    String text() {
      String now = String.valueOf(line);
      return now.substring(now.indexOf('\t') + 1);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  static void write(Path file, JsonNode json) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
