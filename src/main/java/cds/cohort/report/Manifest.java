package cds.cohort.report;

import cds.record.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code manifest.json} says of a finished run.
 *
 * @param release hash of its rules
 * @param day the day it judged by
 * @param label the label
 * @param policies the label and the policies beside it, in their order
 * @param lines how many lines were read
 * @param aside how many of them could not be used
 * @param kinds kinds of data of which the input held something
 * @param lost kinds of data of which a line was lost
 * @param deidentified whether its patients are not to be told
 * @param synthetic whether its patients are made up
 */
record Manifest(
    String release,
    String day,
    String label,
    List<String> policies,
    long lines,
    long aside,
    List<String> kinds,
    List<String> lost,
    boolean deidentified,
    boolean synthetic) {

  static final String FILE = "manifest.json";

  private static final String PSEUDONYMS = "pseudonyms";

  /**
   * Reads it, and that the files beside it are those it was written for.
   *
   * @param results the folder of the results
   * @throws IllegalArgumentException when there is none, or a file is another
   */
  static Manifest read(Path results) throws IOException {
    Path file = results.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "there is no "
              + FILE
              + " in "
              + results
              + ": name the output folder of a finished screen");
    }
    JsonNode root = json(file);
    for (ResultFile result : ResultFile.values()) {
      requireSame(results.resolve(result.csv()), root.path("sha256"));
    }
    JsonNode terms = root.path("terms");
    String label = terms.path("label").asString("");
    return new Manifest(
        terms.path("release").asString(""),
        day(terms.path("asOf").asString(""), terms.path("zone").asString("UTC")),
        label,
        policies(label, terms.path("policies").asString("")),
        root.path("lines").asLong(0),
        root.path("aside").asLong(0),
        texts(root.path("kinds")),
        texts(root.path("lost")),
        terms.path("patients").asString("").startsWith(PSEUDONYMS),
        root.path("synthetic").asBoolean(false));
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(FILE + " is not JSON", e);
    }
  }

  /** Rows of two runs, or rows that somebody changed, must not become one report. */
  private static void requireSame(Path file, JsonNode hashes) throws IOException {
    String name = file.getFileName().toString();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no " + name + " beside " + FILE);
    }
    if (!Sha256.of(file).equals(hashes.path(name).asString(""))) {
      throw new IllegalArgumentException(
          name + " is not the file that " + FILE + " was written for: its SHA-256 differs");
    }
  }

  private static String day(String instant, String zone) {
    try {
      return Instant.parse(instant).atZone(ZoneId.of(zone)).toLocalDate().toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(FILE + ": terms.asOf or terms.zone cannot be read", e);
    }
  }

  private static List<String> policies(String label, String others) {
    return Stream.concat(Stream.of(label), Arrays.stream(others.split(" ")))
        .filter(name -> !name.isBlank())
        .distinct()
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString("")));
    return List.copyOf(texts);
  }
}
