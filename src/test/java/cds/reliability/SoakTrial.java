package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service at half its most for a long time: {@code mvn test -Dtest=SoakTrial
 * -Dsoak.minutes=60}. Prints a line a minute; with {@code -Ddocs.write=true} they go to {@code
 * docs/reliability.md}, too. The name keeps it out of the build.
 */
class SoakTrial {

  private static final int MINUTES = Integer.getInteger("soak.minutes", 60);
  private static final int CLINICIANS = 4;
  private static final long WARM_UP_MILLIS = 30_000;
  private static final long MEASURED_MILLIS = 10_000;
  private static final long MINUTE_MILLIS = 60_000;

  /** Of the heap as a whole, or of each generation. */
  private static final Pattern USED = Pattern.compile("total .*used (\\d+)K");

  @TempDir private Path folder;

  @Test
  void atHalfItsMost() throws IOException {
    try (Place place = Place.onH2(folder);
        ServedApplication application = place.start(List.of("-Xmx512m"), "one", "fast")) {
      double most = most(application);
      Duration period = Duration.ofMillis(Math.round(2 * 1000 * CLINICIANS / most));
      System.out.printf("at most %.0f charts a second; one every %s of each%n", most, period);
      List<List<String>> minutes = new ArrayList<>();
      try (Clinic clinic = new Clinic(CLINICIANS, period)) {
        clinic.ask(List.of(application));
        for (int minute = 1; minute <= MINUTES; minute++) {
          ServedApplication.sleep(MINUTE_MILLIS);
          List<String> line = line(minute, clinic, application);
          System.out.println(String.join(" | ", line));
          minutes.add(line);
        }
        clinic.goHome();
        application.stop();
        assertThat(clinic.unanswered()).isZero();
        Trials.settled(place, clinic);
      }
      if (Boolean.getBoolean("docs.write")) {
        ReliabilityPage.tellSoak(most, minutes);
      }
    }
  }

  private static double most(ServedApplication application) throws IOException {
    try (Clinic clinic = new Clinic(CLINICIANS, Duration.ZERO)) {
      clinic.ask(List.of(application));
      ServedApplication.sleep(WARM_UP_MILLIS);
      clinic.times();
      ServedApplication.sleep(MEASURED_MILLIS);
      return 1000.0 * clinic.times().size() / MEASURED_MILLIS;
    }
  }

  private static List<String> line(int minute, Clinic clinic, ServedApplication application)
      throws IOException {
    List<Long> times = clinic.times();
    assertThat(times).isNotEmpty();
    return List.of(
        String.valueOf(minute),
        "%.0f".formatted(1000.0 * times.size() / MINUTE_MILLIS),
        millis(times, 50),
        millis(times, 99),
        String.valueOf(clinic.unanswered()),
        String.valueOf(heapAfterCollection(application)));
  }

  private static String millis(List<Long> sorted, int percent) {
    return "%.1f".formatted(sorted.get((sorted.size() - 1) * percent / 100) / 1e6);
  }

  /** In MB. */
  private static long heapAfterCollection(ServedApplication application) throws IOException {
    jcmd(application, "GC.run");
    long kilobytes =
        USED.matcher(jcmd(application, "GC.heap_info"))
            .results()
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum();
    assertThat(kilobytes).isPositive();
    return kilobytes / 1024;
  }

  private static String jcmd(ServedApplication application, String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, String.valueOf(application.pid()), command)
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
