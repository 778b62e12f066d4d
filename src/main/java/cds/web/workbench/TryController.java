package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.TriedCase;
import cds.authoring.sheet.Cases;
import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.explain.Explain;
import cds.knowledge.Rule;
import cds.knowledge.RuleCase;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.knowledge.Table;
import cds.people.Person;
import cds.people.Role;
import cds.web.page.Example;
import cds.web.page.Examples;
import cds.web.page.ShownAnswer;
import cds.web.people.CurrentPerson;
import cds.web.services.Rehearsed;
import cds.web.start.CdsProperties;
import cds.web.wire.ErrorAnswers;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A patient, decided by the rules of a draft: what was found, which rows held, which cards. */
@Controller
class TryController {

  private static final String PAGE = "/workbench/drafts/{draft}/try";

  private final Workbench workbench;
  private final Clients clients;
  private final CdsProperties properties;
  private final ErrorAnswers errors;
  private final Examples examples = Examples.load();

  TryController(
      Workbench workbench, Clients clients, CdsProperties properties, ErrorAnswers errors) {
    this.workbench = workbench;
    this.clients = clients;
    this.properties = properties;
    this.errors = errors;
  }

  /** What is tried: a request for a service, on the terms of policies beside the label. */
  record Tried(String service, String request, @Nullable List<String> policies) {

    List<String> chosen() {
      return policies == null ? List.of() : policies;
    }
  }

  /** The form, with an example filled in. */
  @GetMapping(PAGE)
  String page(
      @PathVariable("draft") String id,
      @RequestParam(name = "example", defaultValue = "") String named,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    Example example = examples.named(named).orElse(examples.all().get(0));
    List<String> changed =
        Changes.of(workbench.drafts().base(draft), workbench.drafts().files(draft)).stream()
            .map(Changes::path)
            .filter(path -> path.matches("rules/eligibility/[^/]+/.*"))
            .map(path -> path.replaceAll("^rules/eligibility/([^/]+)/.*", "$1"))
            .distinct()
            .toList();
    LocalDate today = LocalDate.ofInstant(now(), properties.zone());
    fill(model, draft, new Tried(example.service(), example.on(today), changed));
    return "workbench/try";
  }

  /** Decides, and shows why. */
  @PostMapping(PAGE)
  String send(@PathVariable("draft") String id, Tried tried, HttpServletRequest http, Model model) {
    CurrentPerson.of(http);
    Draft draft = workbench.draft(id);
    fill(model, draft, tried);
    try {
      Rehearsed done = rehearse(workbench.drafts().files(draft), tried);
      model.addAttribute(
          "answer", ShownAnswer.of(200, done.answer(), body(tried, done), done.service()));
      model.addAttribute("found", FoundElement.of(done.decision()));
      model.addAttribute(
          "explanation", new Explain(done.decision().rules()).of(done.decision().evaluation()));
      model.addAttribute("evaluated", true);
    } catch (RulesRejected e) {
      model.addAttribute("problems", e.problems());
    } catch (RuntimeException e) {
      var answer = errors.of(e);
      byte[] body = answer.getBody();
      model.addAttribute(
          "answer",
          ShownAnswer.of(
              answer.getStatusCode().value(),
              body == null ? new byte[0] : body,
              tried.request(),
              null));
    }
    return "workbench/try";
  }

  /** Saves what was found of the patient as a case of one table. */
  @PostMapping(PAGE + "/case")
  String save(
      @PathVariable("draft") String id,
      Tried tried,
      @RequestParam("table") String tableId,
      @RequestParam("says") String says,
      HttpServletRequest http) {
    Person person = CurrentPerson.with(Role.AUTHOR, http);
    Draft draft = workbench.open(id);
    RuleFiles files = workbench.drafts().files(draft);
    Rehearsed done = rehearse(files, tried);
    Rule rule =
        done.decision().rules().rules().stream()
            .filter(one -> tableId.startsWith(one.id() + "/"))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    Table table =
        rule.tables().stream()
            .filter(one -> one.id().equals(tableId) && !one.perOrder())
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    RuleCase made =
        TriedCase.of(
            done.decision().rules(), rule, table, done.decision().evaluation(), says.strip());
    String file = "rules/" + rule.id() + "/cases.yaml";
    workbench.save(
        draft,
        Integer.MAX_VALUE,
        file,
        Cases.append(files.text(file).orElse(""), made),
        "case of a tried patient",
        person);
    return "redirect:/workbench/drafts/%s/rules/%s/cases?table=%s"
        .formatted(id, rule.id(), tableId.substring(rule.id().length() + 1));
  }

  /** One at a time: compiling takes a processor for a moment. */
  private synchronized Rehearsed rehearse(RuleFiles files, Tried tried) {
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

  private static String body(Tried tried, Rehearsed done) {
    return PastedBundle.request(tried.request(), done.service());
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

  private void fill(Model model, Draft draft, Tried tried) {
    Workbench.Texts texts = workbench.of(draft);
    model.addAttribute("evaluated", false);
    model.addAttribute("draft", draft);
    model.addAttribute("texts", texts);
    model.addAttribute("tried", tried);
    model.addAttribute("examples", examples.all());
    model.addAttribute("services", texts.rules().services().keySet());
    model.addAttribute(
        "policies",
        texts.rules().rules().stream()
            .filter(rule -> rule.kind() == Rule.Kind.POLICY)
            .map(Rule::name)
            .toList());
    model.addAttribute(
        "tables",
        texts.rules().rules().stream()
            .flatMap(rule -> rule.tables().stream())
            .filter(table -> !table.perOrder())
            .map(Table::id)
            .toList());
  }
}
