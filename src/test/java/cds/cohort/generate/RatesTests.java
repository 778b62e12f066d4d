package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cds.cohort.generate.Courses.Course;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped model states can be counted in what it makes, and courses look as published. */
class RatesTests {

  private static final int PATIENTS = 3_000;

  /** How unlikely a count must be before it is no chance: one of a million, on either side. */
  private static final double NO_CHANCE = 1e-6;

  @TempDir private static Path folder;
  private static List<Course> courses;
  private static Map<String, String> texts;

  @BeforeAll
  static void make() {
    texts = Made.texts(folder, Made.shipped(true), PATIENTS, 20250616);
    courses = Courses.of(texts);
  }

  private static void stated(List<Course> of, Predicate<Course> so, double percent) {
    long hits = of.stream().filter(so).count();
    assertThat(Binomial.tail(of.size(), hits, percent / 100))
        .as("%d of %d where %s %% are stated", hits, of.size(), percent)
        .isGreaterThan(NO_CHANCE);
  }

  private static List<Course> which(Predicate<Course> so) {
    return courses.stream().filter(so).toList();
  }

  @Test
  void agesAreAsStated() {
    assertThat(courses).hasSize(PATIENTS);
    stated(courses, one -> one.ageMonths() < 6, 2);
    stated(courses, one -> one.ageMonths() >= 6 && one.ageMonths() < 72, 15);
    stated(courses, one -> one.ageMonths() >= 72 && one.ageMonths() < 144, 15);
    stated(courses, one -> one.ageMonths() >= 144 && one.ageMonths() < 216, 15);
    stated(courses, one -> one.ageMonths() >= 216, 53);
  }

  @Test
  void eventsAndGapsAreAsStated() {
    List<Course> treated = which(Course::isTreated);
    stated(which(one -> one.ageMonths() >= 6), Course::isTreated, 45);
    stated(treated, one -> one.has("conjunctivitis"), 10);
    stated(courses, one -> one.has("contact-dermatitis"), 5);
    stated(which(one -> one.ageMonths() >= 72), one -> one.has("asthma"), 25);
    stated(courses, one -> one.easi().isEmpty(), 5);
    stated(courses, one -> one.weights().isEmpty(), 6);
  }

  /** Cutting at 7.1 and at 72 makes the published 29.9 (SD 16.0) a mean of 32.2 (SD 13.6). */
  @Test
  void theEasiBeforeTreatmentIsThePublishedOne() {
    List<Double> before =
        which(Course::isTreated).stream().flatMap(one -> one.baseline().stream()).toList();
    double mean = before.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double square =
        before.stream().mapToDouble(one -> (one - mean) * (one - mean)).average().orElseThrow();

    assertThat(before).hasSizeGreaterThan(1_000);
    // Five standard errors of the mean, and of the deviation.
    assertThat(mean).isCloseTo(32.2, within(5 * 13.6 / Math.sqrt(before.size())));
    assertThat(Math.sqrt(square))
        .isCloseTo(13.6, within(5 * 13.6 / Math.sqrt(2.0 * before.size())));
  }

  /** BioDay: EASI-75 in 60 % at week 16, in 70 % at week 52. */
  @Test
  void treatedPatientsRespondAsInTheRegister() {
    List<Course> early = which(one -> one.fall(98, 140).isPresent());
    List<Course> late = which(one -> one.fall(364, 476).isPresent());

    assertThat(early).hasSizeGreaterThan(500);
    assertThat(late).hasSizeGreaterThan(200);
    stated(early, one -> one.fall(98, 140).orElseThrow() >= 0.75, 60);
    stated(late, one -> one.fall(364, 476).orElseThrow() >= 0.75, 70);
    // Half of the others, and all of those, had a fall of a half: 60 + 40 x 60 %.
    stated(early, one -> one.fall(98, 140).orElseThrow() >= 0.5, 84);
  }

  @Test
  void coursesHaveSeveralVisitsOnAndOffTreatment() {
    double visits = courses.stream().mapToInt(one -> one.easi().size()).average().orElseThrow();
    double lines =
        texts.values().stream().mapToLong(text -> text.lines().count()).sum() / (double) PATIENTS;

    assertThat(visits).isBetween(3.0, 6.0);
    assertThat(lines).isBetween(25.0, 35.0);
    assertThat(which(one -> one.isTreated() && one.easi().size() > 6)).hasSizeGreaterThan(100);
  }

  /** The bound can be missed: a rate of 12 % where 10 % are stated. */
  @Test
  void anotherRateWouldBeFound() {
    assertThat(Binomial.tail(3_000, 300, 0.10)).isGreaterThan(0.3);
    assertThat(Binomial.tail(3_000, 400, 0.10)).isLessThan(NO_CHANCE);
    assertThat(Binomial.tail(3_000, 210, 0.10)).isLessThan(NO_CHANCE);
  }
}
