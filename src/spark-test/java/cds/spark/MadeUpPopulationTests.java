package cds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cohort.Identity;
import cds.cohort.Screen;
import cds.cohort.generate.Model;
import cds.cohort.generate.Population;
import cds.decide.Caller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster says of made-up patients, with their dirt, what one machine says. More of them: {@code
 * mvn -Pspark test -Dtest=MadeUpPopulationTests -Dspark.patients=100000}, which also tells how long
 * each took.
 */
class MadeUpPopulationTests {

  private static final int PATIENTS = Integer.getInteger("spark.patients", 1_500);

  @TempDir private Path folder;

  @Test
  void everyRowIsTheSame() throws Exception {
    Options options =
        Options.of(
            "--input=" + folder.resolve("in"),
            "--output=" + folder.resolve("spark"),
            "--as-of=2025-06-16",
            "--policies=trial-entry",
            "--partitions=" + Math.max(4, PATIENTS / 5_000));
    Terms terms = options.terms();
    Population.write(
        new Population.Plan(
            Model.read(Model.SHIPPED, Model.shipped(), terms.files(), false),
            folder.resolve("in"),
            PATIENTS,
            1,
            LocalDate.parse("2025-06-16"),
            false),
        done -> {});
    Instant begun = Instant.now();
    Screen.Done done =
        Screen.run(
            new Screen.Plan(
                folder.resolve("in"),
                folder.resolve("embedded"),
                terms.at(),
                terms.files(),
                Caller.of("screen", terms.label(), terms.policies(), ZoneId.of(terms.zone())),
                Identity.OWN,
                Screen.bucketsFor(folder.resolve("in")),
                Runtime.getRuntime().availableProcessors()),
            told -> {});
    Duration embedded = Duration.between(begun, Instant.now());
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .appName("made-up")
            .config("spark.ui.enabled", false)
            .getOrCreate()) {
      begun = Instant.now();
      SparkScreen.run(spark, options);
      Duration cluster = Duration.between(begun, Instant.now());

      assertThat(done.patients()).isGreaterThanOrEqualTo(PATIENTS);
      for (String table : ResultRows.TABLES) {
        List<String> expected = ResultRows.ofCsv(folder.resolve("embedded"), table);
        assertThat(expected).as(table).hasSizeGreaterThan(PATIENTS / 2);
        List<String> rows = ResultRows.ofSpark(spark, folder.resolve("spark"), table);
        assertThat(rows).as(table).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
          assertThat(rows.get(i)).isEqualTo(expected.get(i));
        }
      }
      assertThat(ResultRows.issues(spark, folder.resolve("spark")))
          .isEqualTo(ResultRows.issues(folder.resolve("embedded")));
      System.out.printf(
          "%d patients, %d lines: one machine %d s, Spark local[*] %d s%n",
          done.patients(), done.lines(), embedded.toSeconds(), cluster.toSeconds());
    }
  }
}
