package cds.derive;

import cds.chart.Answer;
import cds.chart.Chart;
import cds.chart.Condition;
import cds.chart.Medication;
import cds.chart.Observation;
import cds.knowledge.Instrument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The facts of one chart by what derivations ask for, so that a hundred derivations do not each
 * look through thousands of Observations. Lists keep the chart's order. For one decision, and one
 * thread.
 */
public final class Facts {

  private final Chart chart;
  private final Map<String, List<Observation>> observations;
  private final Map<String, List<Condition>> conditions;
  private final Map<String, List<Medication>> medications;
  private final Map<String, List<Answer>> answers;
  private final Map<String, List<Reading>> readings = new HashMap<>();

  /** Sorts the facts of a chart. */
  public Facts(Chart chart) {
    this.chart = chart;
    this.observations = by(chart.observations(), Observation::codes);
    this.conditions = by(chart.conditions(), Condition::codes);
    this.medications = by(chart.medications(), Medication::classes);
    this.answers = by(chart.answers(), answer -> Set.of(answer.linkId()));
  }

  private static <T> Map<String, List<T>> by(List<T> facts, Function<T, Set<String>> names) {
    Map<String, List<T>> by = new HashMap<>();
    for (T fact : facts) {
      for (String name : names.apply(fact)) {
        by.computeIfAbsent(name, n -> new ArrayList<>()).add(fact);
      }
    }
    return by;
  }

  /** All facts. */
  Chart chart() {
    return chart;
  }

  /** Observations whose code is in one of the value sets. */
  List<Observation> observations(Set<String> valueSets) {
    return of(valueSets, observations, chart.observations(), Observation::codes);
  }

  /** Conditions whose code is in one of the value sets. */
  List<Condition> conditions(Set<String> valueSets) {
    return of(valueSets, conditions, chart.conditions(), Condition::codes);
  }

  /** Medications of one of the drug classes. */
  List<Medication> medications(Set<String> classes) {
    return of(classes, medications, chart.medications(), Medication::classes);
  }

  /** Answers to one question. */
  List<Answer> answers(String linkId) {
    return answers.getOrDefault(linkId, List.of());
  }

  /** Final, dated readings of one instrument, newest first. */
  List<Reading> readings(Instrument instrument) {
    List<Reading> known = readings.get(instrument.code());
    if (known == null) {
      known = Reading.of(this, instrument);
      readings.put(instrument.code(), known);
    }
    return known;
  }

  private static <T> List<T> of(
      Set<String> names, Map<String, List<T>> by, List<T> all, Function<T, Set<String>> namesOf) {
    List<T> found = List.of();
    for (String name : names) {
      List<T> more = by.getOrDefault(name, List.of());
      if (!found.isEmpty() && !more.isEmpty()) {
        // One fact may bear several of the names: it counts once, and the order is the chart's.
        return all.stream()
            .filter(fact -> !Collections.disjoint(namesOf.apply(fact), names))
            .toList();
      }
      found = found.isEmpty() ? more : found;
    }
    return found;
  }
}
