package cds.cohort.report;

import cds.knowledge.RuleFiles;
import cds.rules.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Results as {@code screen} writes them, of patients who were never there. */
public final class MadeUpResults {

  /** The rules that the results name. */
  public static final RuleFiles RULES = new RuleFiles(Release.texts());

  /** The label and the policies that the results have verdicts of. */
  public static final List<String> POLICIES = List.of("us-label", "trial-entry", "nice-ta534");

  private static final List<String> PATIENT = words("patient findings most-urgent refused");
  private static final List<String> VERDICT = words("patient policy verdict reasons missing");
  private static final List<String> FINDING =
      words("patient service finding urgency policy rule version rows");
  private static final List<String> READ =
      words("age_months ad_confirmed first_dose_day weight_kg severity_moderate treatment_status");
  private static final List<String> URGENCIES = words("emergency urgent soon routine info");
  private static final List<String> ALERTS =
      words(
          "OCULAR_RED_FLAG:emergency:monitoring/ocular OCULAR_CHILD_UNDER_7:urgent:monitoring/ocular"
              + " DOSE_DIFFERS_FROM_LABEL:soon:dosing/suggestion DOSE_LATE:routine:dosing/course"
              + " WEIGHT_IMPLAUSIBLE_FOR_AGE:soon:dosing/weight DATA_UNCODED:info:severity/data"
              + " REASSESS_SEVERITY:routine:baseline/severity");
  private static final List<String> AGAINST =
      words("SEVERITY_BELOW_MODERATE TOPICAL_CONTROLLED AGE_BELOW_6_MONTHS");
  private static final List<String> OPEN =
      words(
          "SEVERITY_MISSING=severity_moderate:absent SEVERITY_STALE=severity_moderate:stale"
              + " ALLERGIES_UNKNOWN=allergy_to_drug TOPICAL_HISTORY_MISSING=topical_history:absent");

  /** Rows by column; what is not named is empty. */
  public final List<Map<String, String>> patients = new ArrayList<>();

  /** Rows by column. */
  public final List<Map<String, String>> verdicts = new ArrayList<>();

  /** Rows by column. */
  public final List<Map<String, String>> findings = new ArrayList<>();

  /** What the manifest says beside terms and fingerprints. */
  public final ObjectNode manifest = JsonMapper.shared().createObjectNode();

  /** Elements with a column of {@code patients.csv}. */
  public List<String> elements = ReportSettings.load().elements();

  public MadeUpResults() {
    manifest.put("lines", 1234).put("aside", 3);
    Stream.of(cds.chart.DataKind.values())
        .forEach(kind -> manifest.withArray("kinds").add(kind.name()));
    manifest.withArray("lost");
  }

  /** Many patients, the same for the same seed. */
  public static MadeUpResults many(int number, long seed) {
    MadeUpResults results = new MadeUpResults();
    Random random = new Random(seed);
    for (int i = 0; i < number; i++) {
      // Not in the order of their ids: rows of a bucket are, rows of a file are not.
      results.add("p-%05d".formatted((i * 7919L) % number), random);
    }
    return results;
  }

  private void add(String id, Random random) {
    Map<String, String> patient = new LinkedHashMap<>(Map.of("patient", id, "findings", "0"));
    patients.add(patient);
    if (random.nextInt(40) == 0) {
      patient.put(
          "refused", random.nextBoolean() ? "a service would refuse this chart" : "no \"id\"");
      return;
    }
    String diagnosed = List.of("yes", "yes", "yes", "no", "").get(random.nextInt(5));
    int months = random.nextInt(900);
    patient.put("age_months", String.valueOf(months));
    patient.put("ad_on_record", diagnosed);
    if (random.nextInt(8) > 0) {
      patient.put("weight_kg", String.valueOf((30 + random.nextInt(1100)) / 10.0));
    }
    boolean treated = diagnosed.equals("yes") && random.nextBoolean();
    patient.put(
        "treatment_status", treated ? "on-treatment" : random.nextBoolean() ? "starter" : "");
    if (treated && random.nextInt(10) > 0) {
      patient.put("easi_response_day", String.valueOf(random.nextInt(1000)));
      patient.put("easi_fall", String.valueOf((random.nextInt(1400) - 400) / 10.0));
    }
    for (String policy : POLICIES) {
      verdict(id, policy, diagnosed, months, random);
    }
    if (diagnosed.equals("yes")) {
      alerts(id, random);
    }
    List<Map<String, String>> own =
        findings.stream().filter(one -> one.get("patient").equals(id)).toList();
    patient.put("findings", String.valueOf(own.size()));
    patient.put(
        "most-urgent",
        URGENCIES.stream()
            .filter(word -> own.stream().anyMatch(one -> one.get("urgency").equals(word)))
            .findFirst()
            .orElse(""));
  }

  private void verdict(String id, String policy, String diagnosed, int months, Random random) {
    Map<String, String> row = new LinkedHashMap<>(Map.of("patient", id, "policy", policy));
    row.put("age_months", String.valueOf(months));
    row.put("ad_confirmed", diagnosed);
    row.put("first_dose_day", random.nextBoolean() ? "2025-01-0" + (1 + random.nextInt(9)) : "");
    row.put("weight_kg", random.nextBoolean() ? "0.1" : "81.25");
    int kind = random.nextInt(3);
    String open = OPEN.get(random.nextInt(OPEN.size()));
    if (kind == 0 && diagnosed.equals("yes")) {
      row.putAll(Map.of("verdict", "ELIGIBLE", "reasons", "AGE_OK AD_CONFIRMED"));
    } else if (kind == 1) {
      String more = random.nextBoolean() ? " NO_PRIOR_SYSTEMIC" : "";
      row.put("verdict", "NOT_ELIGIBLE");
      row.put("reasons", AGAINST.get(random.nextInt(AGAINST.size())) + more);
      row.put("missing", random.nextBoolean() ? open.split("=")[1] : "");
    } else {
      row.put("verdict", "INSUFFICIENT_DATA");
      row.put("reasons", open.split("=")[0]);
      row.put("missing", open.split("=")[1] + (random.nextBoolean() ? " bsa_recent:invalid" : ""));
    }
    verdicts.add(row);
    find(id, row.get("verdict"), "info", policy, "eligibility/" + policy);
  }

  private void alerts(String id, Random random) {
    for (int i = 0; i < ALERTS.size(); i++) {
      String[] alert = ALERTS.get(i).split(":");
      if (random.nextInt(6 + 4 * (ALERTS.size() - i)) == 0) {
        find(id, alert[0], alert[1], "", alert[2]);
        // Two services may show the same finding of a patient, who counts once.
        if (random.nextBoolean()) {
          find(id, alert[0], alert[1], "", alert[2]);
          findings.get(findings.size() - 1).put("service", "dupilumab-monitoring");
        }
      }
    }
  }

  private void find(String id, String code, String urgency, String policy, String rule) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("patient", id);
    row.put("service", "dupilumab-eligibility");
    row.put("finding", code);
    row.put("urgency", urgency);
    row.put("policy", policy);
    row.put("rule", rule);
    row.put("version", "1.0.0");
    row.put("rows", "first-row second-row");
    findings.add(row);
  }

  /** Writes the files with their manifest, and gives their folder. */
  public Path write(Path folder) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve("patients.csv"), with(PATIENT, elements), patients);
      write(folder.resolve("verdicts.csv"), with(VERDICT, READ), verdicts);
      write(folder.resolve("findings.csv"), FINDING, findings);
      seal(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the manifest for the files as they are. */
  public void seal(Path folder) throws IOException {
    manifest
        .withObject("terms")
        .put("release", RULES.release())
        .put("asOf", "2025-06-16T12:00:00Z")
        .put("zone", "UTC")
        .put("label", POLICIES.get(0))
        .put("policies", String.join(" ", POLICIES.subList(1, POLICIES.size())));
    for (String name : List.of("patients.csv", "verdicts.csv", "findings.csv")) {
      manifest.withObject("sha256").put(name, sha256(folder.resolve(name)));
    }
    Files.writeString(folder.resolve("manifest.json"), manifest.toString());
  }

  private static void write(Path file, List<String> columns, List<Map<String, String>> rows)
      throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      writer.write(CSVFormat.RFC4180.format(columns.toArray()) + "\r\n");
      for (Map<String, String> row : rows) {
        Object[] cells = columns.stream().map(column -> row.getOrDefault(column, "")).toArray();
        writer.write(CSVFormat.RFC4180.format(cells) + "\r\n");
      }
    }
  }

  /** SHA-256 of a file, in hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> with(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).collect(Collectors.toUnmodifiableList());
  }
}
