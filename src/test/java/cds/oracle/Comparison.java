package cds.oracle;

import cds.acceptance.Answer;
import cds.acceptance.Calls;
import cds.acceptance.Engine;
import cds.acceptance.Flow;
import cds.acceptance.Json;
import cds.oracle.FindingsOracle.Expected;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks product and oracle about the same patient and says where they differ. */
final class Comparison {

  private static final Set<String> VERDICTS =
      Set.of("ELIGIBLE", "NOT_ELIGIBLE", "INSUFFICIENT_DATA");

  private final Map<String, Flow> flows = new ConcurrentHashMap<>();

  /** What one service said and should have said, in comparable words. */
  record Said(Set<String> expected, Set<String> got) {
    boolean same() {
      return expected.equals(got);
    }

    /** The words that differ, marked. */
    Set<String> difference() {
      Set<String> words = new TreeSet<>();
      expected.stream().filter(w -> !got.contains(w)).forEach(w -> words.add("-" + w));
      got.stream().filter(w -> !expected.contains(w)).forEach(w -> words.add("+" + w));
      return words;
    }
  }

  private Flow flow(String label) {
    return flows.computeIfAbsent(label, name -> Flow.load(Engine.files(), name, List.of()));
  }

  /** The services that the product has. */
  List<String> services() {
    return flow("us-label").services().stream().map(service -> service.id()).sorted().toList();
  }

  /** Asks both. */
  Said ask(RandomPatient patient, String service) {
    Expected expected = FindingsOracle.expect(patient, service);
    Set<String> words = new TreeSet<>();
    if (!expected.verdict().isEmpty()) {
      verdict(words, "", verdictUrgency(expected.verdict(), service), expected.verdict());
    }
    expected.findings().forEach((code, urgency) -> words.add(code + " " + urgency));
    count("dose", expected.doses(), words);
    Set<String> got = words(patient, answer(patient, service));
    return service.equals("dupilumab-refill")
        ? new Said(worthTelling(words), worthTelling(got))
        : new Said(words, got);
  }

  /** That a treated patient goes on is said in a refill only when there is more to say. */
  private static Set<String> worthTelling(Set<String> words) {
    if (words.contains("verdict ELIGIBLE info")) {
      words.removeIf(word -> word.startsWith("verdict ") || word.startsWith("reason "));
    }
    return words;
  }

  private static String verdictUrgency(String verdict, String service) {
    boolean warns = service.contains("order") && !verdict.startsWith("ELIGIBLE");
    return warns ? "soon" : "info";
  }

  private static void count(String what, List<String> doses, Set<String> words) {
    Map<String, Integer> times = new TreeMap<>();
    doses.forEach(dose -> times.merge(dose, 1, Integer::sum));
    times.forEach((dose, n) -> words.add(what + " " + n + " x " + dose));
  }

  private static Set<String> words(RandomPatient patient, Answer answer) {
    Set<String> words = new TreeSet<>();
    for (JsonNode finding : answer.findings()) {
      String code = finding.get("code").stringValue();
      String urgency = finding.get("urgency").stringValue();
      if (VERDICTS.contains(code)) {
        String policy = finding.path("policy").asString("");
        String verdict = answer.verdict(policy);
        String other = policy.equals(patient.label()) ? "" : policy + " ";
        verdict(words, other, urgency, verdict);
      } else if (Vocabulary.knows(code)) {
        words.add(code + " " + urgency);
      }
    }
    count("dose", answer.doses().stream().filter(d -> !d.endsWith(" q")).toList(), words);
    return words;
  }

  private static void verdict(Set<String> words, String policy, String urgency, String verdict) {
    String[] parts = verdict.split(" ");
    words.add("verdict " + policy + parts[0] + " " + urgency);
    for (int i = 1; i < parts.length; i++) {
      words.add("reason " + policy + parts[i]);
    }
  }

  /** What the product answers. */
  Answer answer(RandomPatient patient, String service) {
    ObjectNode request = FhirWriter.request(patient, service);
    return new Answer(
        Json.tree(
            flow(patient.label())
                .decide(
                    Calls.of(service, request),
                    patient.today().atTime(12, 0).toInstant(ZoneOffset.UTC))));
  }

  /** The patient with everything left out that the difference does not need. */
  RandomPatient shrink(RandomPatient patient, String service) {
    Set<String> difference = ask(patient, service).difference();
    RandomPatient smallest = patient;
    for (RandomPatient.Entry entry : patient.entries()) {
      RandomPatient smaller = smallest.without(entry::equals);
      if (ask(smaller, service).difference().equals(difference)) {
        smallest = smaller;
      }
    }
    for (String key : new ArrayList<>(patient.states().keySet())) {
      RandomPatient smaller = smallest.completing(key);
      if (ask(smaller, service).difference().equals(difference)) {
        smallest = smaller;
      }
    }
    return smallest;
  }
}
