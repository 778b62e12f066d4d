package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.record.Verification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What was acknowledged, against what is on record.
 *
 * @param calls calls that were answered
 * @param feedback cards whose feedback was acknowledged
 * @param found how many of both are on record
 * @param missing how many are not
 * @param twice how many calls or reports are there more than once, but for calls that broke off
 *     after a server may have taken them, and were repeated to another
 * @param links how many links were verified
 * @param faults what verification found
 */
record Balance(
    int calls, int feedback, int found, int missing, int twice, long links, List<String> faults) {

  static Balance of(Clinic clinic, String url, String user, Path keys) {
    JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url, user, ""));
    Map<String, Integer> calls =
        counts(
            database,
            "select hook_instance, count(*) from decision where outcome = 'answered' group by hook_instance");
    Map<String, Integer> feedback =
        counts(database, "select card, count(*) from feedback group by card");
    Verification.Result verified =
        Verification.of(new RecordReader(database), KeyRing.at(keys, Clock.systemUTC()));
    int missing = missing(clinic.calls(), calls) + missing(clinic.feedback(), feedback);
    int all = clinic.calls().size() + clinic.feedback().size();
    return new Balance(
        clinic.calls().size(),
        clinic.feedback().size(),
        all - missing,
        missing,
        twice(calls, clinic.brokenOff()) + twice(feedback, Set.of()),
        verified.links(),
        verified.faults());
  }

  private static Map<String, Integer> counts(JdbcTemplate database, String query) {
    Map<String, Integer> counts = new HashMap<>();
    database.query(
        query,
        row -> {
          counts.put(row.getString(1), row.getInt(2));
        });
    return counts;
  }

  private static int missing(Set<String> acknowledged, Map<String, Integer> found) {
    return (int) acknowledged.stream().filter(id -> !found.containsKey(id)).count();
  }

  private static int twice(Map<String, Integer> found, Set<String> mayBeTwice) {
    return (int)
        found.entrySet().stream()
            .filter(entry -> entry.getValue() > 1 && !mayBeTwice.contains(entry.getKey()))
            .count();
  }

  /** Everything is there, once, and the chains are whole. */
  void assertNothingLost() {
    assertThat(calls).isPositive();
    assertThat(feedback).isPositive();
    assertThat(missing).isZero();
    assertThat(twice).isZero();
    assertThat(faults).isEmpty();
  }
}
