package cds.authoring;

import cds.decide.DecisionFlow;
import cds.decide.Program;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Problem;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RulesRejected;
import cds.knowledge.Situation;
import cds.knowledge.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the checks and the cases say about the texts of a release or a draft. While there is a
 * problem nothing else can be judged; a release needs all of it green.
 *
 * @param hash hash of the texts
 * @param problems what an author must mend
 * @param failed the cases that fail
 * @param counts how many cases were run, by rule folder
 * @param unproved rows and boundaries that no case speaks of
 * @param rules the rules; null while there are problems
 */
public record Proof(
    String hash,
    List<Problem> problems,
    List<CaseRun.Result> failed,
    Map<String, Integer> counts,
    List<Unproved> unproved,
    @Nullable RuleSet rules) {

  /** Copies. */
  public Proof {
    problems = List.copyOf(problems);
    failed = List.copyOf(failed);
    counts = Map.copyOf(counts);
    unproved = List.copyOf(unproved);
  }

  /**
   * What no case speaks of.
   *
   * @param rule the rule folder
   * @param table name of the table in it
   * @param says the row, or the element and the boundary
   */
  public record Unproved(String rule, String table, String says) {}

  /** How many cases were run. */
  public int cases() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether it may be released. */
  public boolean green() {
    return problems.isEmpty() && failed.isEmpty() && unproved.isEmpty();
  }

  /**
   * Checks and proves.
   *
   * @param files the texts
   * @param compiler makes rules ready for all callers, or throws {@link RulesRejected}
   * @param codes the codes that value sets may name
   */
  public static Proof of(
      RuleFiles files, Function<RuleFiles, DecisionFlow> compiler, KnownCodes codes) {
    RuleSet rules;
    try {
      DecisionFlow flow = compiler.apply(files);
      rules = flow.rules();
      requireEveryLabel(flow);
      List<Problem> unknown = codes.problems(rules.terminology());
      if (!unknown.isEmpty()) {
        throw new RulesRejected(unknown);
      }
    } catch (RulesRejected e) {
      return rejected(files, e.problems());
    } catch (RuntimeException e) {
      // A text that the checks cannot cope with must not shut its authors out of their draft.
      return rejected(
          files,
          List.of(
              new Problem(
                  "rules",
                  "",
                  "",
                  "the checks cannot judge these texts (%s); take the last change back"
                      .formatted(e.getClass().getSimpleName()))));
    }
    List<CaseRun.Result> failed = new ArrayList<>();
    List<Unproved> unproved = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    CaseRun runner = new CaseRun(rules);
    for (Rule rule : rules.rules()) {
      List<RuleCase> cases = RuleCase.read(files, rule, new Problems());
      cases.stream()
          .map(one -> runner.run(rule, one))
          .filter(result -> !result.passes())
          .forEach(failed::add);
      counts.put(rule.id(), cases.size());
      for (Table table : rule.tables()) {
        unproved.addAll(unproved(rules, rule, table, cases));
      }
    }
    return new Proof(files.release(), List.of(), failed, counts, unproved, rules);
  }

  private static Proof rejected(RuleFiles files, List<Problem> problems) {
    return new Proof(files.release(), problems, List.of(), Map.of(), List.of(), null);
  }

  /** Also labels and policies that nobody uses now must fit together: a client may choose them. */
  private static void requireEveryLabel(DecisionFlow flow) {
    Problems problems = new Problems();
    RuleSet rules = flow.rules();
    List<String> policies = names(rules, Rule.Kind.POLICY);
    for (String label : names(rules, Rule.Kind.DOSING)) {
      if (policies.contains(label)) {
        Program.compile(
            rules,
            flow.derivations(),
            label,
            policies.stream().filter(policy -> !policy.equals(label)).toList(),
            problems);
      }
    }
    problems.refuseIfAny();
  }

  private static List<String> names(RuleSet rules, Rule.Kind kind) {
    return rules.rules().stream().filter(rule -> rule.kind() == kind).map(Rule::name).toList();
  }

  /** Rows that no case of the table hits, and boundaries without a case on either side. */
  static List<Unproved> unproved(RuleSet rules, Rule rule, Table table, List<RuleCase> cases) {
    List<RuleCase> own = cases.stream().filter(one -> one.table().equals(table.id())).toList();
    List<Situation> situations =
        own.stream().flatMap(one -> one.situations(table, rules.situation()).stream()).toList();
    String name = table.id().substring(rule.id().length() + 1);
    List<Unproved> unproved = new ArrayList<>();
    for (Table.Row row : table.rows()) {
      if (situations.stream().noneMatch(one -> table.holds(row, one))) {
        unproved.add(new Unproved(rule.id(), name, "row " + row.id()));
      }
    }
    for (DataElement input : table.inputs()) {
      List<BigDecimal> given = given(own, input);
      for (Cut cut : Cut.of(table, input)) {
        if (!cut.cased(given, input)) {
          unproved.add(new Unproved(rule.id(), name, input.name() + " " + cut));
        }
      }
    }
    return unproved;
  }

  /** The numbers that cases give an input. */
  static List<BigDecimal> given(List<RuleCase> cases, DataElement input) {
    return cases.stream()
        .flatMap(ruleCase -> ruleCase.values(input).stream())
        .map(DataValue::number)
        .filter(Objects::nonNull)
        .toList();
  }
}
