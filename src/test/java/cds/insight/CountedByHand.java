package cds.insight;

import cds.insight.Recorded.Decision;
import cds.insight.Recorded.Line;
import cds.insight.Recorded.Report;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The same counts in plain Java, read from the meaning of the words and not from the queries. */
final class CountedByHand {

  private final Recorded recorded;
  private final Selection selection;

  CountedByHand(Recorded recorded, Selection selection) {
    this.recorded = recorded;
    this.selection = selection;
  }

  private boolean counts(Decision decision) {
    return decision.outcome().equals("answered")
        && !decision.at().isBefore(selection.start())
        && decision.at().isBefore(selection.end())
        && (selection.client().isEmpty() || selection.client().equals(decision.client()))
        && (selection.service().isEmpty() || selection.service().equals(decision.service()))
        && (selection.release().isEmpty() || selection.release().equals(decision.release()));
  }

  /** Of each card the lines of the decision that showed it first. */
  List<Line> lines() {
    Map<String, Decision> first = new HashMap<>();
    for (Line line : recorded.lines) {
      if (counts(line.decision())) {
        first.merge(line.card(), line.decision(), (a, b) -> a.at().isAfter(b.at()) ? b : a);
      }
    }
    return recorded.lines.stream()
        .filter(line -> line.decision().equals(first.get(line.card())))
        .toList();
  }

  List<Line> leading() {
    return lines().stream().filter(Line::leads).toList();
  }

  Map<ShownKey, Tally> beside() {
    Map<ShownKey, Set<String>> cards = new HashMap<>();
    Map<ShownKey, Set<Decision>> decisions = new HashMap<>();
    for (Line line : lines()) {
      if (!line.leads()) {
        cards.computeIfAbsent(line.key(), key -> new HashSet<>()).add(line.card());
        decisions.computeIfAbsent(line.key(), key -> new HashSet<>()).add(line.decision());
      }
    }
    return cards.keySet().stream()
        .collect(
            Collectors.toMap(
                key -> key, key -> new Tally(cards.get(key).size(), patients(decisions.get(key)))));
  }

  <K> Map<K, Tally> cardsBy(Collection<Line> lines, Function<Line, K> key) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                key, Collectors.collectingAndThen(Collectors.toList(), this::tally)));
  }

  private Tally tally(List<Line> lines) {
    return new Tally(lines.size(), patients(lines.stream().map(Line::decision).toList()));
  }

  /** How many patients there are at least: those under one key may be those under another. */
  static long patients(Collection<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.key() != null)
        .collect(
            Collectors.groupingBy(
                Decision::key, Collectors.mapping(Decision::patient, Collectors.toSet())))
        .values()
        .stream()
        .mapToLong(Set::size)
        .max()
        .orElse(0);
  }

  /** The word that decides: any acceptance, else the latest report; null when there is none. */
  Report word(Line line) {
    List<Report> reports =
        recorded.reports.stream()
            .filter(report -> report.client().equals(line.decision().client()))
            .filter(report -> report.card().equalsIgnoreCase(line.card()))
            .toList();
    return reports.stream()
        .filter(report -> report.outcome().equals("accepted"))
        .findFirst()
        .or(() -> reports.stream().max(Comparator.comparing(Report::at)))
        .orElse(null);
  }

  String outcome(Line line) {
    Report word = word(line);
    return word == null ? "ignored" : word.outcome();
  }

  String reason(Line line) {
    return Objects.requireNonNullElse(word(line).reason(), "");
  }

  /** Calls, each hook instance once for each service. */
  <K> Map<K, Tally> callsBy(Function<Decision, K> key) {
    return recorded.decisions.stream()
        .filter(this::counts)
        .collect(
            Collectors.groupingBy(
                key,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    all ->
                        new Tally(
                            all.stream().map(Decision::hookInstance).distinct().count(),
                            patients(all)))));
  }

  /** Latencies of a service in rising order. */
  List<Long> latencies(String service) {
    return recorded.decisions.stream()
        .filter(this::counts)
        .filter(decision -> decision.service().equals(service))
        .map(Decision::micros)
        .sorted()
        .toList();
  }

  long unknownCards() {
    return recorded.reports.stream()
        .filter(r -> !r.at().isBefore(selection.start()) && r.at().isBefore(selection.end()))
        .filter(r -> selection.client().isEmpty() || selection.client().equals(r.client()))
        .filter(
            r ->
                recorded.lines.stream()
                    .noneMatch(
                        line ->
                            line.card().equalsIgnoreCase(r.card())
                                && line.decision().client().equals(r.client())))
        .count();
  }
}
