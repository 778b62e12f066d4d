package cds.web.page;

import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.Decisions;
import cds.web.call.Call;
import cds.web.services.CdsHooksController;
import cds.web.start.CdsProperties;
import cds.web.wire.ErrorAnswers;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page at {@code /}: what is offered, a request to try, and how each part is. A request sent
 * from it is answered by the same code as any service call and is kept nowhere.
 */
@Controller
class PageController {

  private final Decisions decisions;
  private final CdsProperties properties;
  private final Clients clients;
  private final CdsHooksController services;
  private final ErrorAnswers errors;
  private final Parts parts;
  private final Examples examples = Examples.load();

  PageController(
      Decisions decisions,
      CdsProperties properties,
      Clients clients,
      CdsHooksController services,
      ErrorAnswers errors,
      Parts parts) {
    this.decisions = decisions;
    this.properties = properties;
    this.clients = clients;
    this.services = services;
    this.errors = errors;
    this.parts = parts;
  }

  /** The page, with an example filled in: the first unless another one is chosen. */
  @GetMapping("/")
  String page(@RequestParam(name = "example", required = false) @Nullable String id, Model model) {
    Example example = examples.named(id == null ? "" : id).orElse(examples.all().get(0));
    model.addAttribute("chosen", id != null);
    model.addAttribute("example", example);
    fill(model, example.service(), example.on(today()));
    return "home";
  }

  /**
   * Sends what stands in the form and shows the answer.
   *
   * @param htmx whether only the answer is wanted, to be put into the page that is there
   * @throws Refusal 403 when another page sends the form, or requests must be signed
   */
  @PostMapping("/try")
  String send(
      @RequestParam("service") String service,
      @RequestParam("request") String text,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
      HttpServletRequest http,
      Model model) {
    if (!properties.isLoopback()) {
      throw new Refusal(
          403, "forbidden", "Requests must be signed here, so this page cannot send them.");
    }
    SameOrigin.require(http);
    ResponseEntity<byte[]> answer = call(service, new PastedRequest(http, text));
    byte[] body = answer.getBody();
    model.addAttribute(
        "answer",
        ShownAnswer.of(
            answer.getStatusCode().value(),
            body == null ? new byte[0] : body,
            text,
            described(service)));
    if (htmx) {
      return "answer :: answer";
    }
    fill(model, service, text);
    return "home";
  }

  /** The answer that the same body gets over HTTP, errors included. */
  private ResponseEntity<byte[]> call(String service, PastedRequest request) {
    try {
      return services.call(service, request);
    } catch (RuntimeException e) {
      return errors.of(e);
    } finally {
      // The log of calls, which ends others, does not see this one.
      Call.of(request).end();
    }
  }

  private void fill(Model model, String service, String text) {
    Caller caller = caller();
    model.addAttribute("open", properties.isLoopback());
    model.addAttribute("services", offered());
    model.addAttribute("examples", examples.all());
    model.addAttribute("service", service);
    model.addAttribute("request", text);
    model.addAttribute("parts", parts.now());
    model.addAttribute("release", decisions.release());
    model.addAttribute("label", caller.label());
    model.addAttribute("policies", caller.policies());
    model.addAttribute("zone", caller.zone());
    model.addAttribute("evaluationTime", properties.evaluationTime());
  }

  /**
   * Callers on this machine; or, where requests are signed, what a client has of its own accord.
   */
  private Caller caller() {
    return clients
        .named(Clients.LOOPBACK)
        .map(Client::caller)
        .orElseGet(
            () -> Caller.of("", properties.label(), properties.policies(), properties.zone()));
  }

  private List<CdsService> offered() {
    Client local = clients.named(Clients.LOOPBACK).orElse(null);
    return decisions.services(caller()).stream()
        .filter(service -> local == null || local.mayCall(service.id()))
        .toList();
  }

  private @Nullable CdsService described(String id) {
    return offered().stream().filter(service -> service.id().equals(id)).findFirst().orElse(null);
  }

  private LocalDate today() {
    Instant fixed = properties.evaluationTime();
    return (fixed != null ? fixed : Instant.now()).atZone(caller().zone()).toLocalDate();
  }
}
