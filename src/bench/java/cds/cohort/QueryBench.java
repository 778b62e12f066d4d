package cds.cohort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The yardstick: one eligibility question as one query of DuckDB over the same files. Adults with
 * the diagnosis, active and confirmed, whose newest final scores of the last 90 days are EASI 16 or
 * more, vIGA-AD 3 or more and 10 % of the surface or more. No units, no contradictions, no missing
 * data, no courses of treatment: what a query leaves out is what {@code screen} is for.
 */
public final class QueryBench {

  private static final String SCORES =
      "https://dupilumab-cds.github.io/fhir/CodeSystem/ad-severity";

  private static final String QUERY =
      """
      with patients as (
        select json->>'$.id' as id from read_ndjson_objects('%1$s/Patient.ndjson')
        where cast(json->>'$.birthDate' as date) <= date '2007-06-16'),
      diagnosed as (
        select distinct regexp_replace(json->>'$.subject.reference', '^.*[/:]', '') as id
        from read_ndjson_objects('%1$s/Condition.ndjson')
        where json->>'$.clinicalStatus.coding[0].code' = 'active'
          and json->>'$.verificationStatus.coding[0].code' = 'confirmed'
          and json->>'$.code.coding[0].code' in (%3$s)),
      scores as (
        select regexp_replace(json->>'$.subject.reference', '^.*[/:]', '') as id,
          json->>'$.code.coding[0].code' as score,
          arg_max(coalesce(json->>'$.valueQuantity.value', json->>'$.valueInteger'),
            json->>'$.effectiveDateTime') as newest
        from read_ndjson_objects('%1$s/Observation.ndjson')
        where json->>'$.code.coding[0].system' = '%2$s'
          and json->>'$.status' = 'final'
          and json->>'$.effectiveDateTime' between '2025-03-18' and '2025-06-17'
        group by all)
      select count(*) from patients
        join diagnosed using (id)
        join scores easi on easi.id = patients.id and easi.score = 'easi'
          and try_cast(easi.newest as double) >= 16
        join scores iga on iga.id = patients.id and iga.score = 'viga-ad'
          and try_cast(iga.newest as double) >= 3
        join scores bsa on bsa.id = patients.id and bsa.score = 'bsa-involved'
          and try_cast(bsa.newest as double) >= 10
      """;

  private QueryBench() {}

  /** The codes of the diagnosis, as the release has them. */
  private static String diagnosis() throws IOException {
    JsonNode set =
        JsonMapper.shared()
            .readTree(Files.readString(Path.of("fhir-profiles/valuesets/atopic-dermatitis.json")));
    return set.at("/compose/include")
        .valueStream()
        .flatMap(include -> include.path("concept").valueStream())
        .map(concept -> "'" + concept.path("code").asString() + "'")
        .collect(Collectors.joining(","));
  }

  /** Takes the folder of NDJSON. */
  public static void main(String[] args) throws IOException, SQLException {
    Path input = Path.of(args[0]).toAbsolutePath();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("set threads = 2");
      statement.execute("set memory_limit = '2GB'");
      long begun = System.nanoTime();
      try (ResultSet found = statement.executeQuery(QUERY.formatted(input, SCORES, diagnosis()))) {
        found.next();
        System.out.printf(
            Locale.ROOT,
            "DuckDB: %d patients in %.1f s%n",
            found.getLong(1),
            (System.nanoTime() - begun) / 1e9);
      }
    }
  }
}
