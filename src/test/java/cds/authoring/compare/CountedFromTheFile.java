package cds.authoring.compare;

import cds.acceptance.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/**
 * Counts patients of the shipped file from its JSON alone: by age, by the newest score of the last
 * 90 days and by the drug. It knows nothing of rules, charts or comparisons.
 */
public final class CountedFromTheFile {

  private static final LocalDate TODAY = LocalDate.parse("2025-06-16");
  private static final Path FILE = Path.of("src/main/resources/cohort/patients.ndjson.gz");

  private CountedFromTheFile() {}

  /**
   * Who is under 6 years or from 12 years on, not on treatment, and has a newest EASI of the last
   * 90 days that is at least the first number and less than the second.
   */
  public static Set<String> untreatedWithEasi(double least, double below) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(Json::read)
          .filter(line -> !isSchoolAge(line) && !isTreated(line))
          .filter(line -> easi(line) >= least && easi(line) < below)
          .map(line -> line.get("patient").stringValue())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSchoolAge(JsonNode line) {
    LocalDate born = LocalDate.parse(line.at("/prefetch/patient/birthDate").stringValue());
    int years = Period.between(born, TODAY).getYears();
    return years >= 6 && years < 12;
  }

  private static boolean isTreated(JsonNode line) {
    for (JsonNode entry : line.at("/prefetch/medications/entry")) {
      if (entry.at("/resource/status").stringValue().equals("active")) {
        return true;
      }
    }
    return false;
  }

  /** The newest; less than nothing when there is none. */
  private static double easi(JsonNode line) {
    String patient = "Patient/" + line.get("patient").stringValue();
    LocalDate newest = TODAY.minusDays(91);
    double value = -1;
    for (JsonNode entry : line.at("/prefetch/observations/entry")) {
      JsonNode observation = entry.get("resource");
      LocalDate day = LocalDate.parse(observation.get("effectiveDateTime").stringValue());
      if (observation.at("/code/coding/0/code").stringValue().equals("easi")
          && observation.at("/subject/reference").stringValue().equals(patient)
          && day.isAfter(newest)
          && !day.isAfter(TODAY)) {
        newest = day;
        value = observation.at("/valueQuantity/value").doubleValue();
      }
    }
    return value;
  }
}
