package cds.authoring.compare;

import cds.cdshooks.Indicator;
import cds.knowledge.Urgency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts while a comparison runs. For one thread. */
final class Tally {

  private static final int EXAMPLES = 10;

  /** Answers are kept whole, so there must be an end to them. */
  private static final int EXAMPLES_IN_ALL = 150;

  private static final String ALL = "";

  private final Map<Change, Kind> kinds = new TreeMap<>();
  private final Map<Urgency, int[]> urgencies = new TreeMap<>(Collections.reverseOrder());
  private final Map<String, Load> loads = new TreeMap<>();
  private final Map<String, Map<String, List<Change>>> changed = new LinkedHashMap<>();
  private final List<Result.Example> examples = new ArrayList<>();
  private final Set<String> patients = new HashSet<>();
  private int calls;
  private int unanswered;
  private int changedCalls;

  /** One kind of difference. */
  private static final class Kind {
    private final Set<String> patients = new HashSet<>();
    private final List<Integer> examples = new ArrayList<>();
    private int calls;
  }

  /** How much a service says, before and after. */
  private static final class Load {
    private final Map<String, int[]> cards = new LinkedHashMap<>();
    private final int[] speaking = new int[2];
    private final List<Set<String>> patients =
        List.of(new LinkedHashSet<>(), new LinkedHashSet<>());
    private int calls;
  }

  Tally() {
    Arrays.stream(Urgency.values()).forEach(urgency -> urgencies.put(urgency, new int[2]));
  }

  /** Begins a patient, who may have come before. */
  void patient(String id) {
    patients.add(id);
  }

  /** Counts a call of a patient. */
  void add(String patient, Call call, Answer before, Answer after) {
    if (!before.answered() || !after.answered()) {
      unanswered++;
      return;
    }
    calls++;
    for (String service : List.of(call.service(), ALL)) {
      Load load = loads.computeIfAbsent(service, name -> new Load());
      load.calls++;
      count(load, patient, before, 0);
      count(load, patient, after, 1);
    }
    List<Change> changes = Change.between(before, after);
    if (!changes.isEmpty()) {
      changedCalls++;
      changed
          .computeIfAbsent(patient, id -> new LinkedHashMap<>())
          .computeIfAbsent(call.service(), id -> new ArrayList<>())
          .addAll(changes);
      group(patient, call, before, after, changes);
    }
  }

  private void count(Load load, String patient, Answer answer, int side) {
    for (Indicator indicator : Indicator.values()) {
      load.cards.computeIfAbsent(indicator.code(), code -> new int[2])[side] +=
          answer.cards(indicator.code());
    }
    if (!answer.cards().isEmpty()) {
      load.speaking[side]++;
      load.patients.get(side).add(patient);
    }
    if (load == loads.get(ALL)) {
      urgencies.forEach((urgency, count) -> count[side] += answer.statements(urgency));
    }
  }

  private void group(String patient, Call call, Answer before, Answer after, List<Change> changes) {
    int number = -1;
    for (Change change : changes) {
      Kind kind = kinds.computeIfAbsent(change, one -> new Kind());
      kind.calls++;
      // An example for each patient: the second call of the same one shows little new.
      boolean wanted = kind.patients.add(patient) && kind.examples.size() < EXAMPLES;
      if (wanted && number < 0 && examples.size() < EXAMPLES_IN_ALL) {
        number = examples.size();
        examples.add(
            new Result.Example(
                patient, call.service(), call.decision(), before, after, List.copyOf(changes)));
      }
      if (wanted && number >= 0) {
        kind.examples.add(number);
      }
    }
  }

  /** What was found so far. */
  Result result(List<String> notes) {
    List<Result.Group> groups = new ArrayList<>();
    kinds.forEach(
        (change, kind) ->
            groups.add(
                new Result.Group(
                    change, kind.patients.size(), kind.calls, List.copyOf(kind.examples))));
    Map<String, Pair> findings = new LinkedHashMap<>();
    urgencies.forEach((urgency, count) -> findings.put(urgency.word(), pair(count)));
    List<Result.ChangedPatient> who = new ArrayList<>();
    changed.forEach((id, how) -> who.add(new Result.ChangedPatient(id, how)));
    List<Result.Burden> burden = new ArrayList<>();
    loads.forEach((service, load) -> burden.add(burden(service, load)));
    return new Result(
        patients.size(),
        calls,
        unanswered,
        changedCalls,
        List.copyOf(who),
        List.copyOf(groups),
        Collections.unmodifiableMap(findings),
        List.copyOf(burden),
        List.copyOf(examples),
        List.copyOf(notes));
  }

  private static Result.Burden burden(String service, Load load) {
    Map<String, Pair> cards = new LinkedHashMap<>();
    List<String> indicators = new ArrayList<>(load.cards.keySet());
    Collections.reverse(indicators);
    int[] all = new int[2];
    for (String indicator : indicators) {
      int[] count = load.cards.getOrDefault(indicator, new int[2]);
      cards.put(indicator, pair(count));
      all[0] += count[0];
      all[1] += count[1];
    }
    cards.put("all", pair(all));
    return new Result.Burden(
        service,
        load.calls,
        Collections.unmodifiableMap(cards),
        pair(load.speaking),
        new Pair(load.patients.get(0).size(), load.patients.get(1).size()));
  }

  private static Pair pair(int[] count) {
    return new Pair(count[0], count[1]);
  }
}
