package cds.knowledge;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the instruments of the dictionary and the curves of {@code rules/reference}. */
final class ReferenceReader {

  static final String INSTRUMENTS = "rules/dictionary/instruments.yaml";
  static final String REFERENCE = "rules/reference/";

  private final RuleFiles files;
  private final Problems problems;

  ReferenceReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  Map<String, Instrument> instruments(Terminology terminology, Units units) {
    Map<String, Instrument> instruments = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Yaml.read(files, INSTRUMENTS, problems).root().properties()) {
      String code = entry.getKey();
      JsonNode spec = entry.getValue();
      problems.refuseUnknown(
          INSTRUMENTS,
          code,
          spec,
          Set.of(
              "title",
              "codes",
              "unit",
              "unit-required",
              "range",
              "step",
              "older-scale",
              "ages",
              "formula",
              "rater",
              "source",
              "note"));
      Range range = range(problems, INSTRUMENTS, code, "range", spec.path("range").asString(""));
      String valueSet = spec.path("codes").asString("");
      String unit = spec.path("unit").asString("");
      if (terminology.valueSet(valueSet).isEmpty()) {
        problems.add(
            INSTRUMENTS,
            code,
            "codes",
            "no value set '" + valueSet + "'" + Problems.nearest(valueSet, terminology.ids()));
      }
      if (!units.isCanonical(unit)) {
        problems.add(
            INSTRUMENTS,
            code,
            "unit",
            "unknown unit '" + unit + "'" + Problems.nearest(unit, units.canonical()));
      }
      if (range == null) {
        problems.add(INSTRUMENTS, code, "range", "must be given, as in [0..72]");
        continue;
      }
      instruments.put(
          code,
          new Instrument(
              code,
              spec.path("title").asString(code),
              valueSet,
              unit,
              spec.path("unit-required").asBoolean(false),
              range,
              decimal(spec.path("step")),
              decimal(spec.path("older-scale")),
              spec.has("ages")
                  ? range(problems, INSTRUMENTS, code, "ages", spec.path("ages").asString(""))
                  : null,
              spec.has("formula") ? spec.path("formula").asString("") : null,
              spec.path("rater").asString("").equals("clinician")));
    }
    return instruments;
  }

  private static @Nullable BigDecimal decimal(JsonNode node) {
    return node.isNumber() ? node.decimalValue() : null;
  }

  /** Reads a range like {@code [0..72]}; null when the text is empty or wrong. */
  static @Nullable Range range(
      Problems problems, String file, String row, String column, String text) {
    try {
      return text.isEmpty() ? null : Range.parse(text, BigDecimal::new);
    } catch (IllegalArgumentException e) {
      problems.add(file, row, column, "'" + text + "' is no range; allowed: [0..72]");
      return null;
    }
  }

  Map<String, Curve> curves() {
    Map<String, Curve> curves = new LinkedHashMap<>();
    for (String file : files.under(REFERENCE, ".csv")) {
      String name = file.substring(REFERENCE.length(), file.length() - ".csv".length());
      try (CSVParser csv =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .get()
              .parse(new StringReader(files.text(file).orElse("")))) {
        Set<String> groups = new LinkedHashSet<>();
        Map<String, Map<String, NavigableMap<BigDecimal, BigDecimal>>> columns = new TreeMap<>();
        for (CSVRecord row : csv) {
          String group = row.isMapped("group") ? row.get("group") : "";
          groups.add(group);
          BigDecimal x = Decimal.of(row.get("x"));
          for (String column : csv.getHeaderNames()) {
            if (!Set.of("group", "x", "source").contains(column)) {
              columns
                  .computeIfAbsent(column, c -> new TreeMap<>())
                  .computeIfAbsent(group, g -> new TreeMap<>())
                  .put(x, Decimal.of(row.get(column)));
            }
          }
        }
        curves.put(name, new Curve(name, groups, columns));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(file, "not readable as a curve (columns group, x, values): " + e.getMessage());
      }
    }
    return curves;
  }
}
