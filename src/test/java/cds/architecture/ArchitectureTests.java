package cds.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between packages, and what each package may know of the outside. */
class ArchitectureTests {

  /** From the edge down; packages of one level do not know each other. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("command"),
          List.of("web"),
          List.of("authoring", "cohort"),
          List.of("replay"),
          List.of("auth", "feedback", "insight", "people", "record"),
          List.of("clients", "bulk"),
          List.of("decide", "explain"),
          List.of("fhir", "derive", "engine", "cards"),
          List.of("knowledge"),
          List.of("language"),
          List.of("chart", "cdshooks"));

  private static final int MOST_LINES = 250;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("cds");

  @Test
  void everyPackageStandsOnALevelAndWasSeen() {
    List<String> seen =
        CLASSES.stream()
            .map(type -> type.getPackageName().split("\\."))
            .filter(parts -> parts.length > 1)
            .map(parts -> parts[1])
            .distinct()
            .toList();

    assertThat(CLASSES.size()).isGreaterThan(150);
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(LEVELS.stream().flatMap(List::stream).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web",
        "authoring",
        "cohort",
        "bulk",
        "people",
        "auth",
        "clients",
        "feedback",
        "insight",
        "record",
        "replay",
        "decide",
        "explain",
        "fhir",
        "derive",
        "engine",
        "cards",
        "knowledge",
        "language",
        "chart",
        "cdshooks"
      })
  void arrowsPointDownOnly(String name) {
    int level = level(name);
    String[] above =
        LEVELS.subList(0, level + 1).stream()
            .flatMap(List::stream)
            .filter(other -> !other.equals(name))
            .map(other -> "cds." + other + "..")
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage("cds." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .because("arrows of the design point down, and packages of one level are strangers")
        .check(CLASSES);
  }

  /** The check above can fail: the arrow from decide down to engine is found when forbidden. */
  @Test
  void aForbiddenArrowWouldBeFound() {
    ArchRule planted =
        noClasses()
            .that()
            .resideInAPackage("cds.decide..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("cds.engine..");

    assertThatThrownBy(() -> planted.check(CLASSES)).isInstanceOf(AssertionError.class);
  }

  @Test
  void packagesOfTheEdgeDoNotKnowEachOtherInCircles() {
    slices().matching("cds.web.(*)..").should().beFreeOfCycles().check(CLASSES);
    assertThatThrownBy(
            () -> slices().matching("cds.web.(*)..").should().notDependOnEachOther().check(CLASSES))
        .as("packages of the edge were seen")
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest(name = "{0} only in {1}")
  @CsvSource({
    "ca.uhn.., cds.fhir..",
    "org.hl7.., cds.fhir..",
    "org.apache.http.., cds.fhir.access..",
    "org.drools.., cds.engine..",
    "org.kie.., cds.engine..",
    "org.apache.commons.csv.., cds.knowledge.. cds.insight.. cds.authoring.. cds.cohort..",
    "org.dhatim.., cds.authoring..",
    "org.snakeyaml.., cds.authoring..",
    "org.thymeleaf.., cds.cohort.report..",
    "org.webjars.., cds.cohort.report..",
    "com.nimbusds.., cds.auth.."
  })
  void aLibraryStaysInItsPackage(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackages(home.split(" "))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
    assertThatThrownBy(
            () ->
                noClasses()
                    .that()
                    .resideInAnyPackage(home.split(" "))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)
                    .check(CLASSES))
        .as("the library is really used there")
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void springStaysAtTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "cds",
            "cds.web..",
            "cds.auth..",
            "cds.authoring..",
            "cds.people..",
            "cds.feedback..",
            "cds.insight..",
            "cds.record..",
            "cds.command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
  }

  @Test
  void nothingBelowTheEdgeReadsTheClockOrRollsDice() {
    noClasses()
        .that()
        .resideOutsideOfPackages("cds", "cds.web..", "cds.auth..", "cds.command..", "cds.record..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .because("the same request, release and evaluation time give the same answer")
        .check(CLASSES);
  }

  @Test
  void aSourceFileFitsInTheHead() {
    Map<String, String> files = SourceFiles.main();
    Map<String, Long> tooLong = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          long lines = text.lines().count();
          if (lines > MOST_LINES) {
            tooLong.put(path, lines);
          }
        });

    assertThat(files).hasSizeGreaterThan(60);
    assertThat(tooLong).as("files over %d lines", MOST_LINES).isEmpty();
  }

  private static int level(String name) {
    for (int level = 0; level < LEVELS.size(); level++) {
      if (LEVELS.get(level).contains(name)) {
        return level;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
