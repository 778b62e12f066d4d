package cds.decide;

import cds.chart.Chart;
import cds.chart.Medication;
import cds.derive.Derivation;
import cds.derive.Derivations;
import cds.derive.Facts;
import cds.engine.Hits;
import cds.engine.Policies;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Missing;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.language.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one label and its policies, ready to run: derivations, tables and policies form one
 * graph by the names they read and write, levelled once, one Drools knowledge base a level.
 */
public final class Program {

  private static final DataValue NOT_RECORDED = DataValue.none(Missing.ABSENT, Phrase.NOT_DERIVED);

  private final RuleSet rules;
  private final String label;
  private final List<String> policies;
  final Levels patient;
  private final Levels order;

  private Program(
      RuleSet rules, String label, List<String> policies, Levels patient, Levels order) {
    this.rules = rules;
    this.label = label;
    this.policies = policies;
    this.patient = patient;
    this.order = order;
  }

  /**
   * Compiles the rules of a label and policies.
   *
   * @param all the release
   * @param derivations its derivations
   * @param label name of the label: a policy folder and a dosing folder
   * @param policies names of further policies
   * @param problems collects unknown names, cycles and elements given twice
   */
  public static Program compile(
      RuleSet all,
      Derivations derivations,
      String label,
      List<String> policies,
      Problems problems) {
    List<Rule> active = new ArrayList<>();
    for (Rule rule : all.rules()) {
      boolean wanted =
          switch (rule.kind()) {
            case GENERAL -> true;
            case DOSING -> rule.name().equals(label);
            case POLICY -> rule.name().equals(label) || policies.contains(rule.name());
          };
      if (wanted) {
        active.add(rule);
      }
    }
    requireKnown(all, label, policies, problems);
    RuleSet rules = all.with(List.copyOf(active));
    EvaluationOrder order = EvaluationOrder.of(rules, derivations, label, problems);
    return new Program(
        rules,
        label,
        List.copyOf(policies),
        Levels.of(order.patient(), derivations, rules),
        Levels.of(order.orders(), derivations, rules));
  }

  private static void requireKnown(
      RuleSet all, String label, List<String> policies, Problems problems) {
    List<String> known =
        all.rules().stream().filter(r -> r.kind() == Rule.Kind.POLICY).map(Rule::name).toList();
    List<String> labels =
        all.rules().stream().filter(r -> r.kind() == Rule.Kind.DOSING).map(Rule::name).toList();
    if (!known.contains(label) || !labels.contains(label)) {
      problems.add(
          "cds.label", "'" + label + "' is no label with doses" + Problems.nearest(label, labels));
    }
    for (String policy : policies) {
      if (!known.contains(policy)) {
        problems.add(
            "cds.policies", "'" + policy + "' is no policy" + Problems.nearest(policy, known));
      }
    }
  }

  /** The active rules. */
  public RuleSet rules() {
    return rules;
  }

  /** The label whose doses are given. */
  public String label() {
    return label;
  }

  /** Runs the rules: elements, findings and verdicts of the patient, then of each draft order. */
  public Evaluation run(Chart chart) {
    List<Draft> drafts =
        chart.orders().stream().map(order -> new Draft(order, Program::derivable)).toList();
    return run(new Facts(chart), Program::derivable, drafts);
  }

  /**
   * Runs the rules again on what is on record of a past decision: derivations that need other
   * elements only are computed, those that need the chart take the recorded value; tables and
   * policies run as ever. Sentences are not on record: what the findings say is shorter.
   */
  public Replayed replay(Recorded recorded) {
    Set<DataElement> taken = new LinkedHashSet<>();
    List<Draft> drafts =
        recorded.orders().stream()
            .map(order -> new Draft(order.order(), take(order.elements(), taken)))
            .toList();
    Evaluation evaluation = run(null, take(recorded.elements(), taken), drafts);
    return new Replayed(evaluation, taken);
  }

  /**
   * A past decision, evaluated again.
   *
   * @param evaluation what the rules say of it
   * @param taken the elements whose value was taken from the record, or is missing because the
   *     record has none
   */
  public record Replayed(Evaluation evaluation, Set<DataElement> taken) {}

  private static Function<DataElement, DataValue> take(
      Map<String, DataValue> recorded, Set<DataElement> taken) {
    return element -> {
      taken.add(element);
      return recorded.getOrDefault(element.name(), NOT_RECORDED);
    };
  }

  private static DataValue derivable(DataElement element) {
    throw new IllegalStateException(element.name() + ": a chart was there");
  }

  /** A draft order, and where values come from that need a chart when there is none. */
  private record Draft(Medication order, Function<DataElement, DataValue> recorded) {}

  private Evaluation run(
      @Nullable Facts facts, Function<DataElement, DataValue> recorded, List<Draft> drafts) {
    Situation situation = rules.situation();
    List<Finding> findings = new ArrayList<>();
    Map<String, Finding> verdicts = new LinkedHashMap<>();
    Map<String, Hits.Criterion> criteria = new LinkedHashMap<>();
    try (TableEngine.Run run = patient.engine().begin()) {
      for (Level level : patient.all()) {
        level.derive(new Derivation.Context(facts, situation, null, rules), recorded);
        level.evaluate(run, situation, findings, criteria);
        for (Rule policy : level.policies()) {
          Finding verdict = Policies.verdict(policy, own(policy, criteria));
          verdicts.put(policy.name(), verdict);
          set(situation, Rule.verdictElement(policy.name()), verdict);
          if (policy.name().equals(label)) {
            set(situation, Rule.verdictElement("label"), verdict);
          }
        }
      }
    }
    List<Evaluation.OfOrder> orders =
        drafts.stream().map(draft -> run(facts, situation, draft)).toList();
    return new Evaluation(situation, findings, ordered(verdicts), orders);
  }

  private Evaluation.OfOrder run(@Nullable Facts facts, Situation known, Draft draft) {
    Situation situation = known.copy();
    List<Finding> findings = new ArrayList<>();
    try (TableEngine.Run run = order.engine().begin()) {
      for (Level level : order.all()) {
        level.derive(
            new Derivation.Context(facts, situation, draft.order(), rules), draft.recorded());
        level.evaluate(run, situation, findings, new LinkedHashMap<>());
      }
    }
    return new Evaluation.OfOrder(draft.order(), situation, findings);
  }

  /** The criteria of one policy, in the order of its rule. */
  private static Map<String, Hits.Criterion> own(
      Rule policy, Map<String, Hits.Criterion> criteria) {
    Map<String, Hits.Criterion> own = new LinkedHashMap<>();
    for (String table : policy.criteriaTables()) {
      Hits.Criterion criterion = criteria.get(table);
      if (criterion != null) {
        own.put(table, criterion);
      }
    }
    return own;
  }

  private void set(Situation situation, String name, Finding verdict) {
    DataElement element = rules.elements().get(name);
    if (element != null) {
      situation.set(element, DataValue.of(verdict.code(), verdict.because()));
    }
  }

  private List<Finding> ordered(Map<String, Finding> verdicts) {
    Set<String> names = new LinkedHashSet<>();
    names.add(label);
    names.addAll(policies);
    return names.stream().map(verdicts::get).filter(Objects::nonNull).toList();
  }
}
