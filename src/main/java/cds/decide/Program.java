package cds.decide;

import cds.chart.Chart;
import cds.chart.Medication;
import cds.derive.Derivation;
import cds.derive.Derivations;
import cds.engine.Hits;
import cds.engine.Policies;
import cds.engine.TableEngine;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Evaluation;
import cds.knowledge.Finding;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of one label and its policies, ready to run: derivations, tables and policies form one
 * graph by the names they read and write, levelled once, one Drools knowledge base a level.
 */
public final class Program {

  private final RuleSet rules;
  private final String label;
  private final List<String> policies;
  private final List<Level> patientLevels;
  private final List<Level> orderLevels;

  /** Everything that can run once all lower levels have run. */
  private record Level(
      Map<DataElement, Derivations.Compiled> derivations,
      Map<Table, Rule> tables,
      TableEngine engine,
      List<Rule> policies) {}

  private Program(
      RuleSet rules,
      String label,
      List<String> policies,
      List<Level> patientLevels,
      List<Level> orderLevels) {
    this.rules = rules;
    this.label = label;
    this.policies = policies;
    this.patientLevels = patientLevels;
    this.orderLevels = orderLevels;
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
        levels(order.patient(), derivations),
        levels(order.orders(), derivations));
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

  private static List<Level> levels(List<EvaluationOrder.Step> steps, Derivations derivations) {
    List<Level> levels = new ArrayList<>();
    for (EvaluationOrder.Step step : steps) {
      Map<DataElement, Derivations.Compiled> elements = new LinkedHashMap<>();
      step.elements()
          .forEach(
              element -> {
                Derivations.Compiled compiled = derivations.all().get(element);
                if (compiled != null) {
                  elements.put(element, compiled);
                }
              });
      levels.add(
          new Level(
              elements,
              step.tables(),
              TableEngine.compile(List.copyOf(step.tables().keySet())),
              step.policies()));
    }
    return levels;
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
    Situation situation = rules.situation();
    List<Finding> findings = new ArrayList<>();
    Map<String, Finding> verdicts = new LinkedHashMap<>();
    Map<String, Hits.Criterion> criteria = new LinkedHashMap<>();
    for (Level level : patientLevels) {
      derive(level, new Derivation.Context(chart, situation, null, rules));
      evaluate(level, situation, findings, criteria);
      for (Rule policy : level.policies()) {
        Finding verdict = Policies.verdict(policy, own(policy, criteria));
        verdicts.put(policy.name(), verdict);
        set(situation, Rule.verdictElement(policy.name()), verdict);
        if (policy.name().equals(label)) {
          set(situation, Rule.verdictElement("label"), verdict);
        }
      }
    }
    List<Evaluation.OfOrder> orders =
        chart.orders().stream().map(o -> run(chart, situation, o)).toList();
    return new Evaluation(situation, findings, ordered(verdicts), orders);
  }

  private Evaluation.OfOrder run(Chart chart, Situation patient, Medication order) {
    Situation situation = patient.copy();
    List<Finding> findings = new ArrayList<>();
    for (Level level : orderLevels) {
      derive(level, new Derivation.Context(chart, situation, order, rules));
      evaluate(level, situation, findings, new LinkedHashMap<>());
    }
    return new Evaluation.OfOrder(order, situation, findings);
  }

  private static void derive(Level level, Derivation.Context context) {
    GivenUp.check();
    level
        .derivations()
        .forEach(
            (element, compiled) -> {
              DataValue value = compiled.derivation().derive(context);
              boolean unconfirmed =
                  compiled.inputs().stream().anyMatch(input -> taints(context.get(input), value));
              context.situation().set(element, unconfirmed ? value.markedUnconfirmed() : value);
            });
  }

  /** An input that rests on an unconfirmed fact taints what its resources went into. */
  private static boolean taints(DataValue input, DataValue value) {
    return input.isUnconfirmed()
        && !input.sources().isEmpty()
        && value.sources().containsAll(input.sources());
  }

  private static void evaluate(
      Level level,
      Situation situation,
      List<Finding> findings,
      Map<String, Hits.Criterion> criteria) {
    if (level.tables().isEmpty()) {
      return;
    }
    List<Table.Row> holding = level.engine().fire(situation);
    List<Hits> results = new ArrayList<>();
    level
        .tables()
        .forEach(
            (table, rule) -> {
              Hits hits = Hits.of(rule, table, holding, situation);
              results.add(hits);
              Hits.Criterion criterion = hits.criterion();
              if (criterion != null) {
                criteria.put(table.id(), criterion);
              }
            });
    results.forEach(hits -> findings.addAll(hits.findings()));
    results.forEach(hits -> hits.write(situation));
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
    return names.stream().map(verdicts::get).filter(java.util.Objects::nonNull).toList();
  }
}
