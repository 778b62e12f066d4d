package cds.cohort.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The figures of a report once more, by loops over the CSV files: nothing of the report's SQL,
 * settings or rounding is used here.
 */
public final class Recount {

  private static final int[] AGES = {0, 6, 72, 144, 216, 480, 780};
  private static final int[] WEIGHTS = {0, 5, 15, 30, 60, 80, 100};

  private final List<Map<String, String>> patients;
  private final List<Map<String, String>> verdicts;
  private final List<Map<String, String>> findings;
  private final Map<String, Map<String, String>> byId = new HashMap<>();

  public Recount(Path folder) throws IOException {
    patients = rows(folder.resolve("patients.csv"));
    verdicts = rows(folder.resolve("verdicts.csv"));
    findings = rows(folder.resolve("findings.csv"));
    patients.forEach(patient -> byId.put(patient.get("patient"), patient));
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
  }

  private static boolean diagnosed(Map<String, String> patient) {
    return patient.getOrDefault("ad_on_record", "").equals("yes");
  }

  /** The tiles at the top: all, judged, not judged, diagnosed, emergencies, urgent ones. */
  public List<Long> tiles() {
    return List.of(
        (long) patients.size(),
        count(patient -> patient.get("refused").isEmpty()),
        count(patient -> !patient.get("refused").isEmpty()),
        count(patient -> patient.get("refused").isEmpty() && diagnosed(patient)),
        count(patient -> patient.get("most-urgent").equals("emergency")),
        count(patient -> patient.get("most-urgent").equals("urgent")));
  }

  private long count(Predicate<Map<String, String>> that) {
    return patients.stream().filter(that).count();
  }

  /** Why nothing can be said. */
  public Map<String, Long> refusals() {
    return patients.stream()
        .map(patient -> patient.get("refused"))
        .filter(why -> !why.isEmpty())
        .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
  }

  /**
   * Of a policy: judged, diagnosed, without the diagnosis, not known, eligible, not eligible, not
   * enough data.
   */
  public List<Long> funnel(String policy) {
    long[] n = new long[7];
    for (Map<String, String> verdict : verdicts) {
      if (verdict.get("policy").equals(policy)) {
        n[0]++;
        switch (byId.get(verdict.get("patient")).getOrDefault("ad_on_record", "")) {
          case "yes" -> {
            n[1]++;
            switch (verdict.get("verdict")) {
              case "ELIGIBLE" -> n[4]++;
              case "NOT_ELIGIBLE" -> n[5]++;
              default -> n[6]++;
            }
          }
          case "no" -> n[2]++;
          default -> n[3]++;
        }
      }
    }
    return Arrays.stream(n).boxed().toList();
  }

  /** Diagnosed patients by reason of a verdict. */
  public Map<String, Long> reasons(String policy, String verdict) {
    return byWord(policy, verdict, "reasons");
  }

  /** Diagnosed patients by what is missing, as {@code element:why}. */
  public Map<String, Long> missing(String policy) {
    return byWord(policy, "INSUFFICIENT_DATA", "missing");
  }

  private Map<String, Long> byWord(String policy, String verdict, String column) {
    Map<String, Long> counts = new TreeMap<>();
    for (Map<String, String> row : verdicts) {
      if (row.get("policy").equals(policy)
          && row.get("verdict").equals(verdict)
          && diagnosed(byId.get(row.get("patient")))) {
        Stream.of(row.get(column).split(" "))
            .filter(word -> !word.isEmpty())
            .forEach(word -> counts.merge(word, 1L, Long::sum));
      }
    }
    return counts;
  }

  /** Patients by finding and urgency, as {@code CODE urgency}; verdicts are none of these. */
  public Map<String, Long> findings(Predicate<String> code) {
    Map<String, Set<String>> who = new TreeMap<>();
    for (Map<String, String> row : findings) {
      String finding = row.get("finding");
      if (!finding.matches("(NOT_)?ELIGIBLE|INSUFFICIENT_DATA") && code.test(finding)) {
        who.computeIfAbsent(finding + " " + row.get("urgency"), key -> new HashSet<>())
            .add(row.get("patient"));
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    who.forEach((key, ids) -> counts.put(key, (long) ids.size()));
    return counts;
  }

  /** Patients by finding, of one urgency. */
  public Map<String, Long> findings(String urgency) {
    Map<String, Long> counts = new TreeMap<>();
    findings(code -> true)
        .forEach(
            (key, count) -> {
              if (key.endsWith(" " + urgency)) {
                counts.put(key.substring(0, key.indexOf(' ')), count);
              }
            });
    return counts;
  }

  /** Judged patients by their most urgent finding; the last are those without any. */
  public List<Long> urgencies() {
    List<Long> counts = new ArrayList<>();
    for (String word : List.of("emergency", "urgent", "soon", "routine", "info", "")) {
      counts.add(
          count(
              patient ->
                  patient.get("refused").isEmpty() && patient.get("most-urgent").equals(word)));
    }
    return counts;
  }

  /** Diagnosed patients by bands of age, of weight and by treatment; the last are not known. */
  public Map<String, List<Long>> spreads() {
    Map<String, List<Long>> all = new LinkedHashMap<>();
    all.put("age", bands("age_months", AGES));
    all.put("weight", bands("weight_kg", WEIGHTS));
    List<Long> treatment = new ArrayList<>();
    for (String word : List.of("starter", "on-treatment", "stopped", "")) {
      treatment.add(
          count(
              patient ->
                  diagnosed(patient) && patient.getOrDefault("treatment_status", "").equals(word)));
    }
    all.put("treatment", treatment);
    return all;
  }

  private List<Long> bands(String element, int[] from) {
    long[] n = new long[from.length + 1];
    for (Map<String, String> patient : patients) {
      if (diagnosed(patient)) {
        String value = patient.getOrDefault(element, "");
        int band = from.length;
        if (!value.isEmpty()) {
          band = 0;
          while (band + 1 < from.length && Double.parseDouble(value) >= from[band + 1]) {
            band++;
          }
        }
        n[band]++;
      }
    }
    return Arrays.stream(n).boxed().toList();
  }

  /**
   * A period of eight weeks on treatment.
   *
   * @param patients whose newest score lies in it
   * @param quartiles first, second and third of the change in per cent
   * @param good who fell by 75 per cent or more
   */
  public record Period(long patients, List<Double> quartiles, long good) {}

  /** Periods by their first week. */
  public Map<Integer, Period> course() {
    Map<Integer, List<Double>> changes = new TreeMap<>();
    for (Map<String, String> patient : patients) {
      String day = patient.getOrDefault("easi_response_day", "");
      String fall = patient.getOrDefault("easi_fall", "");
      if (!day.isEmpty() && !fall.isEmpty()) {
        int week = Math.min(104, Integer.parseInt(day) / 56 * 8);
        changes.computeIfAbsent(week, key -> new ArrayList<>()).add(-Double.parseDouble(fall));
      }
    }
    Map<Integer, Period> periods = new TreeMap<>();
    changes.forEach(
        (week, all) -> {
          all.sort(Double::compare);
          periods.put(
              week,
              new Period(
                  all.size(),
                  List.of(quantile(all, 0.25), quantile(all, 0.5), quantile(all, 0.75)),
                  all.stream().filter(change -> change <= -75).count()));
        });
    return periods;
  }

  private static double quantile(List<Double> sorted, double share) {
    double at = share * (sorted.size() - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }
}
