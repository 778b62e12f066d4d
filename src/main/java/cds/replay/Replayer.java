package cds.replay;

import cds.cards.CardComposer;
import cds.cards.DraftCard;
import cds.decide.DecisionFlow;
import cds.decide.Program;
import cds.decide.Terms;
import cds.derive.Derivations;
import cds.explain.Explain;
import cds.explain.Explanation;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import cds.knowledge.ServiceDefinition;
import cds.record.Elements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * A release that evaluates recorded decisions again. The rules of a label and its policies are
 * compiled when they are asked for first.
 *
 * <p>Safe for use by several threads.
 */
public final class Replayer {

  private final RuleSet rules;
  private final Derivations derivations;
  private final Map<Terms, Program> programs;

  private Replayer(RuleSet rules, Derivations derivations, Map<Terms, Program> compiled) {
    this.rules = rules;
    this.derivations = derivations;
    this.programs = new ConcurrentHashMap<>(compiled);
  }

  /** The release that decides now; what runs for its callers need not be compiled again. */
  public static Replayer of(DecisionFlow running) {
    return new Replayer(running.rules(), running.derivations(), running.programs());
  }

  /**
   * Reads a release.
   *
   * @throws cds.knowledge.RulesRejected with everything that is wrong in it
   */
  public static Replayer of(RuleFiles files) {
    Problems problems = new Problems();
    RuleSet rules = RuleSetReader.read(files, problems);
    problems.refuseIfAny();
    Derivations derivations = Derivations.compile(rules, problems);
    problems.refuseIfAny();
    return new Replayer(rules, derivations, Map.of());
  }

  /** The rules. */
  public RuleSet rules() {
    return rules;
  }

  /** Whether a record holds a decision; a call that was refused or failed has none. */
  public static boolean isDecided(JsonNode content) {
    return content.has("release") && content.has("label");
  }

  /**
   * Evaluates a recorded decision again.
   *
   * @param content the content of its record
   * @throws cds.knowledge.RulesRejected when the release has no such label
   */
  public Program.Replayed replay(JsonNode content) {
    return program(content).replay(Elements.read(content, rules));
  }

  /**
   * The cards that a recorded decision would have made: how many there are, and what of, but not
   * their sentences, because these are not on record. None when the release lacks the service.
   *
   * @param content the content of its record
   * @throws cds.knowledge.RulesRejected when the release has no such label
   */
  public List<DraftCard> cards(JsonNode content) {
    ServiceDefinition service = rules.services().get(content.path("service").asString(""));
    if (service == null) {
      return List.of();
    }
    Set<String> muted = new LinkedHashSet<>();
    content.path("muted").forEach(code -> muted.add(code.asString("")));
    Program program = program(content);
    LocalDate on =
        Instant.parse(content.path("evaluatedAt").asString(""))
            .atZone(ZoneId.of(content.path("zone").asString("UTC")))
            .toLocalDate();
    return new CardComposer(program.rules(), program.label(), rules.languages().english())
        .compose(service, replay(content).evaluation(), on, muted);
  }

  /**
   * Explains a recorded decision: every row that was tested, by these rules.
   *
   * @param content the content of its record
   * @throws cds.knowledge.RulesRejected when the release has no such label
   */
  public Explanation explain(JsonNode content) {
    Program program = program(content);
    return new Explain(program.rules())
        .of(program.replay(Elements.read(content, rules)).evaluation());
  }

  /** Policies of the record that the release does not have cannot run, and are left out. */
  private Program program(JsonNode content) {
    List<String> policies = new ArrayList<>();
    for (JsonNode policy : content.path("policies")) {
      String name = policy.asString("");
      if (rules.rules().stream()
          .anyMatch(rule -> rule.kind() == Rule.Kind.POLICY && rule.name().equals(name))) {
        policies.add(name);
      }
    }
    return programs.computeIfAbsent(
        new Terms(content.path("label").asString(""), policies), this::compile);
  }

  private Program compile(Terms terms) {
    Problems problems = new Problems();
    Program program =
        Program.compile(rules, derivations, terms.label(), terms.policies(), problems);
    problems.refuseIfAny();
    return program;
  }
}
