package cds.cohort.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The same population is the same bytes; files appear whole or not at all. */
class PopulationTests {

  private static final Model MODEL = Made.shipped(false);

  @TempDir private Path folder;

  private Map<String, String> texts(String name, Model model, long patients, long seed) {
    return Made.texts(folder.resolve(name), model, patients, seed);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    Map<String, String> once = texts("once", MODEL, 700, 7);

    assertThat(texts("again", MODEL, 700, 7)).isEqualTo(once);
    assertThat(texts("other", MODEL, 700, 8))
        .allSatisfy(
            (type, text) -> {
              if (!type.equals("Medication")) {
                assertThat(text).as(type).isNotEmpty().isNotEqualTo(once.get(type));
              }
            });
  }

  /** 700 patients are two chunks, 1,200 are three. */
  @Test
  void theFirstPatientsAreTheSameHoweverManyFollow() {
    Map<String, String> few = texts("few", MODEL, 700, 1);
    Map<String, String> many = texts("many", MODEL, 1_200, 1);

    assertThat(few.keySet()).isEqualTo(many.keySet());
    few.forEach((type, text) -> assertThat(many.get(type)).as(type).startsWith(text));
    assertThat(many.get("Patient").lines().count())
        .isGreaterThan(few.get("Patient").lines().count());
  }

  @Test
  void compressedFilesHoldTheSame() throws IOException {
    Map<String, String> plain = texts("plain", MODEL, 700, 1);
    Path packed = folder.resolve("packed");

    Population.write(new Population.Plan(MODEL, packed, 700, 1, Made.DAY, true), done -> {});

    for (Map.Entry<String, String> type : plain.entrySet()) {
      byte[] bytes = Files.readAllBytes(packed.resolve(type.getKey() + ".ndjson.gz"));
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .isEqualTo(type.getValue());
      }
    }
  }

  /** A type of which nobody has anything is still a gzip file that can be read. */
  @Test
  void aCompressedFileWithoutLinesCanBeRead() throws IOException {
    Population.write(new Population.Plan(MODEL, folder, 1, 1, Made.DAY, true), done -> {});

    int empty = 0;
    for (String type : MODEL.types()) {
      byte[] bytes = Files.readAllBytes(folder.resolve(type + ".ndjson.gz"));
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        empty += in.readAllBytes().length == 0 ? 1 : 0;
      }
    }
    assertThat(empty).isPositive();
  }

  @Test
  void whatWasWrittenIsCountedAndProgressIsTold() throws IOException {
    List<Long> told = new ArrayList<>();

    Population.Done done =
        Population.write(new Population.Plan(MODEL, folder, 1_200, 1, Made.DAY, false), told::add);

    assertThat(told).containsExactly(500L, 1_000L, 1_200L);
    long bytes = 0;
    for (String type : MODEL.types()) {
      Path file = folder.resolve(type + ".ndjson");
      bytes += Files.size(file);
      assertThat(Files.lines(file)).as(type).hasSize(done.lines().get(type).intValue());
    }
    assertThat(done.bytes()).isEqualTo(bytes);
  }

  @Test
  void aFolderThatHoldsSuchFilesIsLeftAsItIs() throws IOException {
    Files.writeString(folder.resolve("Condition.ndjson.gz"), "mine");

    assertThatThrownBy(() -> texts("", MODEL, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds Condition.ndjson.gz already");
    assertThat(files()).containsExactly("Condition.ndjson.gz");
  }

  @Test
  void nothingIsLeftOfWhatWasBroken() throws IOException {
    Population.Plan plan = new Population.Plan(MODEL, folder, 5_000, 1, Made.DAY, false);

    assertThatThrownBy(
            () ->
                Population.write(
                    plan,
                    done -> {
                      throw new IllegalStateException("ended");
                    }))
        .hasMessage("ended");
    assertThat(files()).isEmpty();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Ids are those of FHIR, and no two resources share one unless a line stands there twice. */
  @Test
  void everyResourceHasAnIdOfItsOwn() {
    Map<String, String> clean = texts("clean", Made.shipped(true), 700, 1);

    clean.forEach(
        (type, text) -> {
          Set<String> ids = new HashSet<>();
          for (JsonNode resource : Made.resources(text)) {
            assertThat(resource.path("resourceType").asString()).isEqualTo(type);
            assertThat(resource.path("id").asString()).matches("[A-Za-z0-9.-]{1,64}");
            assertThat(ids.add(resource.path("id").asString())).as(text).isTrue();
          }
        });
    assertThat(clean.get("Patient")).contains("\"id\":\"p-0000001\"", "\"id\":\"p-0000700\"");
  }

  /** What is random in a patient goes by names: who changes one rate changes only whom it is of. */
  @Test
  void changingOneRateChangesNothingElse() {
    String text = Model.shipped();
    String changed =
        text.replace(
            "percent: 25, source: \"chosen: of all from 6 years\"", "percent: 100, source: x");
    assertThat(changed).isNotEqualTo(text);

    Map<String, String> before = texts("before", MODEL, 300, 1);
    Map<String, String> after =
        texts("after", Model.read("changed.yaml", changed, Made.FILES, false), 300, 1);

    assertThat(after.get("Condition").lines().count())
        .isGreaterThan(before.get("Condition").lines().count() + 100);
    assertThat(after.get("Patient")).isEqualTo(before.get("Patient"));
    assertThat(values(after)).isEqualTo(values(before));
  }

  /** The values of Observations in their order, without ids, which count the lines before. */
  private static List<String> values(Map<String, String> texts) {
    return texts
        .get("Observation")
        .lines()
        .filter(line -> line.contains("valueQuantity"))
        .map(line -> line.substring(line.indexOf("effectiveDateTime")))
        .distinct()
        .toList();
  }

  @Test
  void daysAreCountedBackFromTheDayOfTheEvaluation() {
    Population.Plan later =
        new Population.Plan(
            Made.shipped(true), folder.resolve("later"), 50, 1, Made.DAY.plusYears(1), false);

    List<String> births = births(Made.texts(later));
    List<String> before = births(texts("now", Made.shipped(true), 50, 1));

    assertThat(births).hasSize(50).isNotEqualTo(before);
    assertThat(births.stream().map(PopulationTests::nextYear).toList()).isNotEqualTo(births);
    assertThat(before.stream().map(PopulationTests::nextYear).toList()).isEqualTo(births);
  }

  private static List<String> births(Map<String, String> texts) {
    return Made.resources(texts.get("Patient")).stream()
        .map(patient -> patient.path("birthDate").asString())
        .toList();
  }

  private static String nextYear(String day) {
    Matcher parts = Pattern.compile("(\\d{4})(.*)").matcher(day);
    return parts.matches() ? (Integer.parseInt(parts.group(1)) + 1) + parts.group(2) : day;
  }
}
