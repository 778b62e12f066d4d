package cds.spark;

import cds.web.start.RuleFilesLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to be done, as {@code --name=value}. */
final class Options {

  private static final Set<String> KNOWN =
      Set.of(
          "input",
          "output",
          "as-of",
          "label",
          "policies",
          "zone",
          "release",
          "pseudonyms",
          "partitions");

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads options.
   *
   * @param args {@code --input} and {@code --output} (folders, any address that Hadoop knows),
   *     {@code --as-of} (a day); {@code --label}, {@code --policies}, {@code --zone}, {@code
   *     --release} (folder of rules on the driver), {@code --pseudonyms} (file with a secret key on
   *     the driver), {@code --partitions}
   * @throws IllegalArgumentException naming the option that is wrong or lacking
   */
  static Options of(String... args) {
    Map<String, String> values = new HashMap<>();
    for (String arg : args) {
      String[] parts = arg.split("=", 2);
      String name = parts[0].replaceFirst("^--", "");
      if (parts.length < 2 || !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "'"
                + parts[0]
                + "' is no option; known, as --name=value: "
                + KNOWN.stream().sorted().toList());
      }
      values.put(name, parts[1]);
    }
    Options options = new Options(values);
    Stream.of("input", "output", "as-of").forEach(options::required);
    return options;
  }

  private String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("give --" + name + "=");
    }
    return value;
  }

  String input() {
    return required("input");
  }

  String output() {
    return required("output");
  }

  /** How many parts patients are spread over: as many as the input has, unless it is said. */
  int partitions(int ofInput) {
    return values.containsKey("partitions") ? Integer.parseInt(values.get("partitions")) : ofInput;
  }

  Terms terms() throws IOException {
    String zone = values.getOrDefault("zone", ZoneOffset.UTC.getId());
    return new Terms(
        new RuleFilesLoader(Options.class.getClassLoader()).load(path("release")).texts(),
        values.getOrDefault("label", "us-label"),
        Stream.of(values.getOrDefault("policies", "").split("[, ]+"))
            .filter(policy -> !policy.isEmpty())
            .toList(),
        day().atTime(12, 0).atZone(ZoneId.of(zone)).toInstant(),
        zone,
        values.containsKey("pseudonyms") ? Files.readAllBytes(path("pseudonyms")) : new byte[0]);
  }

  private @Nullable Path path(String name) {
    String value = values.get(name);
    return value == null ? null : Path.of(value);
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(required("as-of"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("--as-of must be a day such as 2026-11-22", e);
    }
  }
}
