package cds.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Flow;
import cds.knowledge.RuleFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Row order never means anything: tables shuffled line by line give the same answers. */
class RowOrderTests {

  private static final long SEED = 4711L;
  private static final int PATIENTS = 50;

  @Test
  void shuffledTablesGiveTheSameAnswers() {
    Map<String, String> shuffled = shuffled(new Random(SEED));
    for (String label : List.of("us-label", "eu-label")) {
      Flow asWritten = Release.flow(label);
      Flow mixed = Flow.load(new RuleFiles(shuffled), label, List.of());
      Random random = new Random(SEED);
      Set<String> codes = new TreeSet<>();
      for (int i = 0; i < PATIENTS; i++) {
        Asked patient = patient(random);
        Asked.Answer expected = ask(patient, asWritten);
        codes.addAll(expected.codes());
        assertThat(withoutRelease(ask(patient, mixed)))
            .as("seed %d, patient %d, %s", SEED, i, label)
            .isEqualTo(withoutRelease(expected));
      }
      assertThat(codes).as("findings compared").hasSizeGreaterThan(8).contains("ELIGIBLE");
    }
  }

  private static Map<String, String> shuffled(Random random) {
    Map<String, String> shuffled = new TreeMap<>();
    int[] changed = {0};
    Release.texts()
        .forEach(
            (path, text) -> {
              if (!path.startsWith("rules/") || !path.endsWith(".csv")) {
                shuffled.put(path, text);
                return;
              }
              List<String> lines = new ArrayList<>(text.lines().toList());
              Collections.shuffle(lines.subList(1, lines.size()), random);
              String mixed = String.join("\n", lines) + "\n";
              changed[0] += mixed.equals(text) ? 0 : 1;
              shuffled.put(path, mixed);
            });
    assertThat(changed[0]).as("tables really shuffled").isGreaterThan(40);
    return shuffled;
  }

  private static Asked patient(Random random) {
    int year = random.nextBoolean() ? 1960 + random.nextInt(45) : 2006 + random.nextInt(20);
    Asked patient =
        Asked.born("%d-%02d-%02d".formatted(Math.min(year, 2024), 1 + random.nextInt(12), 3))
            .sex(random.nextBoolean() ? "male" : "female");
    if (random.nextInt(5) > 0) {
      patient.weighing(String.valueOf(4 + random.nextInt(90)), "kg");
    }
    if (random.nextInt(5) > 0) {
      patient.scored("viga-ad", String.valueOf(random.nextInt(6)), day(random));
    }
    if (random.nextInt(5) > 0) {
      patient.scored("easi", String.valueOf(random.nextInt(400) / 5.0), day(random));
    }
    if (random.nextInt(2) > 0) {
      patient.scored("scorad", String.valueOf(random.nextInt(104)), day(random));
    }
    return random.nextInt(4) > 0 ? patient.failedTopicals() : patient;
  }

  private static String day(Random random) {
    return java.time.LocalDate.parse(Asked.DAY).minusDays(random.nextInt(120)).toString();
  }

  private static Asked.Answer ask(Asked patient, Flow flow) {
    return patient.ask(
        flow, UnaryOperator.identity(), "dupilumab-eligibility", "patient-view", "{}");
  }

  private static String withoutRelease(Asked.Answer answer) {
    return answer.body().toPrettyString().replaceAll("sha256:[0-9a-f]{64}", "release");
  }
}
