package cds.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import cds.oracle.Comparison.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random patients, judged by the rules and by a second reading of the list of findings that shares
 * nothing with them: they must agree on every finding, urgency, reason and dose. Each patient is
 * shown to two services, in turn. A long run: {@code mvn test -Dtest=OracleTests
 * -Doracle.charts=100000}; one patient: {@code -Doracle.first=4711 -Doracle.charts=1}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class OracleTests {

  private static final int CHARTS = Integer.getInteger("oracle.charts", 5000);
  private static final long FIRST = Long.getLong("oracle.first", 0);

  /** Shown differences; each is shrunk, which takes its time. */
  private static final int SHOWN = 8;

  private final Comparison comparison = new Comparison();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();
  private final Map<String, List<Difference>> differences = new ConcurrentHashMap<>();

  private record Difference(long seed, String service) {}

  @BeforeAll
  void askBoth() {
    List<String> services = comparison.services();
    LongStream.range(FIRST, FIRST + CHARTS)
        .parallel()
        .forEach(
            seed -> {
              RandomPatient patient = PatientGenerator.patient(seed);
              int turn = (int) (seed % services.size());
              ask(patient, services.get(turn));
              ask(patient, services.get((turn + 1) % services.size()));
            });
  }

  private void ask(RandomPatient patient, String service) {
    Said said = comparison.ask(patient, service);
    said.expected().stream()
        .filter(said.got()::contains)
        .forEach(word -> seen.merge(word, 1, Integer::sum));
    Set<String> words = KnownDifferences.unknown(patient, said.difference());
    if (!words.isEmpty()) {
      differences
          .computeIfAbsent(
              service + " " + words, name -> Collections.synchronizedList(new ArrayList<>()))
          .add(new Difference(patient.seed(), service));
    }
  }

  @Test
  void rulesAndOracleAgree() {
    assertThat(differences.isEmpty()).as(this::explain).isTrue();
  }

  /** Expected (-) and got (+), how often, and the smallest patient who shows it. */
  private String explain() {
    return differences.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(SHOWN)
        .map(
            entry -> {
              Difference first = entry.getValue().get(0);
              RandomPatient patient = PatientGenerator.patient(first.seed());
              RandomPatient small = comparison.shrink(patient, first.service());
              return "%n%s in %d charts, seed %d:%n%s"
                  .formatted(
                      entry.getKey(), entry.getValue().size(), first.seed(), small.describe());
            })
        .collect(Collectors.joining());
  }

  @Test
  void everyFindingWasSeen() {
    assertThat(rarelySeen(Vocabulary.findings(comparison.services()), CHARTS / 2500)).isEmpty();
  }

  @Test
  void everyReasonWasSeen() {
    Set<String> reasons =
        Vocabulary.REASONS.stream()
            .map(reason -> "reason " + reason)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rarelySeen(reasons, CHARTS / 2500)).isEmpty();
  }

  @Test
  void everyDoseWasSeen() {
    Set<String> doses =
        Vocabulary.DOSES.stream()
            .map(dose -> "dose 1 x " + dose)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(rarelySeen(doses, CHARTS / 2500)).isEmpty();
  }

  /** What both said less often than this, with how often. */
  private Map<String, Integer> rarelySeen(Set<String> words, int times) {
    Map<String, Integer> rare = new TreeMap<>();
    for (String word : words) {
      int count =
          seen.entrySet().stream()
              .filter(e -> e.getKey().equals(word) || e.getKey().startsWith(word + " "))
              .mapToInt(Map.Entry::getValue)
              .sum();
      if (count < times) {
        rare.put(word, count);
      }
    }
    return rare;
  }
}
