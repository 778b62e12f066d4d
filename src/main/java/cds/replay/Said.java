package cds.replay;

import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Urgency;
import cds.knowledge.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a decision says about one thing, without its sentences: rows with the same code are one.
 *
 * @param code code of the finding or verdict
 * @param urgency the highest of its rows
 * @param reasons reason codes, sorted
 * @param rows keys of the rows that fired, sorted
 */
public record Said(String code, Urgency urgency, List<String> reasons, List<String> rows) {

  /**
   * What it is about.
   *
   * @param what "verdict of" a policy, or the code of a finding
   * @param order {@code Type/id} of the draft order, or empty
   */
  public record Subject(String what, String order) implements Comparable<Subject> {

    @Override
    public int compareTo(Subject other) {
      int byWhat = what.compareTo(other.what);
      return byWhat == 0 ? order.compareTo(other.order) : byWhat;
    }

    @Override
    public String toString() {
      return order.isEmpty() ? what : what + " of " + order;
    }
  }

  /** What an evaluation says. */
  public static NavigableMap<Subject, Said> of(Evaluation evaluation) {
    NavigableMap<Subject, Said> all = new TreeMap<>();
    Stream.concat(evaluation.verdicts().stream(), evaluation.findings().stream())
        .forEach(finding -> add(all, finding, ""));
    evaluation
        .orders()
        .forEach(of -> of.findings().forEach(f -> add(all, f, of.order().reference())));
    return all;
  }

  private static void add(Map<Subject, Said> all, Finding finding, String order) {
    add(
        all,
        subject(finding.code(), finding.policy() == null ? "" : finding.policy(), order),
        new Said(
            finding.code(), finding.urgency(), sorted(finding.reasons()), sorted(finding.rows())));
  }

  /** What the record of a decision says. */
  public static NavigableMap<Subject, Said> of(JsonNode content) {
    NavigableMap<Subject, Said> all = new TreeMap<>();
    for (JsonNode finding : content.path("findings")) {
      String code = finding.path("code").asString("");
      add(
          all,
          subject(code, finding.path("policy").asString(""), finding.path("order").asString("")),
          new Said(
              code,
              Urgency.ofWord(finding.path("urgency").asString("")).orElse(Urgency.INFO),
              sorted(texts(finding.path("reasons"))),
              sorted(texts(finding.path("rows")))));
    }
    return all;
  }

  private static Subject subject(String code, String policy, String order) {
    boolean verdict = Arrays.stream(Verdict.values()).anyMatch(v -> v.name().equals(code));
    return new Subject(
        verdict ? "verdict of " + policy : policy.isEmpty() ? code : code + " of " + policy, order);
  }

  private static void add(Map<Subject, Said> all, Subject subject, Said said) {
    all.merge(subject, said, Said::with);
  }

  private Said with(Said other) {
    return new Said(
        code,
        urgency.compareTo(other.urgency) >= 0 ? urgency : other.urgency,
        both(reasons, other.reasons),
        both(rows, other.rows));
  }

  private static List<String> both(List<String> some, List<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString("")));
    return texts;
  }

  /**
   * What differs between two decisions, each in a few words; rows do not count, because another
   * release may name them otherwise.
   */
  public static List<Change> changes(
      NavigableMap<Subject, Said> before, NavigableMap<Subject, Said> after) {
    List<Change> changes = new ArrayList<>();
    Set<Subject> subjects = new TreeSet<>(before.keySet());
    subjects.addAll(after.keySet());
    for (Subject subject : subjects) {
      Said was = before.get(subject);
      Said is = after.get(subject);
      if (was == null && is != null) {
        changes.add(new Change(subject, "added (" + is.urgency().word() + ")"));
      } else if (was != null && is == null) {
        changes.add(new Change(subject, "removed (" + was.urgency().word() + ")"));
      } else if (was != null && is != null) {
        was.differences(is).forEach(how -> changes.add(new Change(subject, how)));
      }
    }
    return changes;
  }

  private Set<String> differences(Said after) {
    Set<String> differences = new LinkedHashSet<>();
    if (!code.equals(after.code)) {
      differences.add(code + " → " + after.code);
    } else if (!reasons.equals(after.reasons)) {
      differences.add(
          "reasons " + String.join(", ", reasons) + " → " + String.join(", ", after.reasons));
    }
    if (urgency != after.urgency) {
      differences.add(urgency.word() + " → " + after.urgency.word());
    }
    return differences;
  }

  /**
   * A difference.
   *
   * @param subject what it is about
   * @param how what became of it
   */
  public record Change(Subject subject, String how) {}
}
