package cds.web.workbench;

import cds.authoring.Draft;
import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.explain.Explain;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.knowledge.Table;
import cds.web.page.Examples;
import cds.web.page.ShownAnswer;
import cds.web.services.Rehearsed;
import cds.web.start.CdsProperties;
import cds.web.wire.ErrorAnswers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Decides about patients who are tried, by the rules of a draft, and shows why. */
@Component
final class Trials {

  private final Workbench workbench;
  private final Clients clients;
  private final CdsProperties properties;
  private final ErrorAnswers errors;
  private final Examples examples = Examples.load();

  Trials(Workbench workbench, Clients clients, CdsProperties properties, ErrorAnswers errors) {
    this.workbench = workbench;
    this.clients = clients;
    this.properties = properties;
    this.errors = errors;
  }

  /** Patients who are ready to be tried. */
  Examples examples() {
    return examples;
  }

  /** The day on which patients are tried. */
  LocalDate today() {
    return LocalDate.ofInstant(now(), properties.zone());
  }

  /** Policies that the draft changes. */
  List<String> changed(Draft draft) {
    return Changes.of(workbench.drafts().base(draft), workbench.drafts().files(draft)).stream()
        .map(Changes::path)
        .filter(path -> path.matches("rules/eligibility/[^/]+/.*"))
        .map(path -> path.replaceAll("^rules/eligibility/([^/]+)/.*", "$1"))
        .distinct()
        .toList();
  }

  /** One at a time: compiling takes a processor for a moment. */
  synchronized Rehearsed rehearse(RuleFiles files, Tried tried) {
    Caller caller = caller(tried.chosen());
    DecisionFlow flow = DecisionFlow.load(files, List.of(caller));
    byte[] body =
        PastedBundle.request(tried.request(), service(flow, caller, tried))
            .getBytes(StandardCharsets.UTF_8);
    return Rehearsed.of(flow, caller, tried.service(), body, now());
  }

  private static @Nullable CdsService service(DecisionFlow flow, Caller caller, Tried tried) {
    return flow.services(caller).stream()
        .filter(one -> one.id().equals(tried.service()))
        .findFirst()
        .orElse(null);
  }

  private Caller caller(List<String> policies) {
    Caller own =
        clients
            .named(Clients.LOOPBACK)
            .map(Client::caller)
            .orElseGet(
                () ->
                    Caller.of(
                        "workbench", properties.label(), properties.policies(), properties.zone()));
    return Caller.of(
        "workbench",
        own.label(),
        policies.stream().filter(policy -> !policy.equals(own.label())).distinct().toList(),
        own.zone());
  }

  private Instant now() {
    Instant fixed = properties.evaluationTime();
    return fixed != null ? fixed : Instant.now();
  }

  /** Decides, and shows why. */
  String decide(Draft draft, Tried tried, Model model) {
    fill(draft, tried, model);
    try {
      Rehearsed done = rehearse(workbench.drafts().files(draft), tried);
      String body = PastedBundle.request(tried.request(), done.service());
      model.addAttribute("answer", ShownAnswer.of(200, done.answer(), body, done.service()));
      model.addAttribute("found", FoundElement.of(done.decision()));
      model.addAttribute(
          "explanation", new Explain(done.decision().rules()).of(done.decision().evaluation()));
      model.addAttribute("evaluated", true);
    } catch (RulesRejected e) {
      model.addAttribute("problems", e.problems());
    } catch (RuntimeException e) {
      model.addAttribute("answer", refused(errors.of(e), tried));
    }
    return "workbench/try";
  }

  private static ShownAnswer refused(ResponseEntity<byte[]> answer, Tried tried) {
    byte[] body = answer.getBody();
    return ShownAnswer.of(
        answer.getStatusCode().value(), body == null ? new byte[0] : body, tried.request(), null);
  }

  /** The page with what is tried, not yet decided. */
  String fill(Draft draft, Tried tried, Model model) {
    Workbench.Texts texts = choices(draft, model);
    model.addAttribute("evaluated", false);
    model.addAttribute("tried", tried);
    model.addAttribute("examples", examples.all());
    model.addAttribute(
        "tables",
        texts.rules().rules().stream()
            .flatMap(rule -> rule.tables().stream())
            .filter(table -> !table.perOrder())
            .map(Table::id)
            .toList());
    return "workbench/try";
  }

  /** What can be asked of the rules of a draft: services, on the terms of policies. */
  Workbench.Texts choices(Draft draft, Model model) {
    Workbench.Texts texts = workbench.of(draft);
    model.addAttribute("draft", draft);
    model.addAttribute("texts", texts);
    model.addAttribute("services", texts.rules().services().keySet());
    model.addAttribute(
        "policies",
        texts.rules().rules().stream()
            .filter(rule -> rule.kind() == Rule.Kind.POLICY)
            .map(Rule::name)
            .toList());
    return texts;
  }
}
