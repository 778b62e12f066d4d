package cds.web;

import cds.cdshooks.Card;
import cds.cdshooks.CdsResponse;
import cds.cdshooks.CdsService;
import cds.cdshooks.Coding;
import cds.chart.Chart;
import cds.chart.Patient;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.Decisions;
import cds.decide.NotObtainable;
import cds.fhir.PatientMismatch;
import cds.fhir.Prefetch;
import cds.fhir.access.Lack;
import cds.fhir.access.Obtained;
import cds.knowledge.Evaluation;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** Answers by the patient's id, so that a test chooses what happens below the edge. */
public class FakeDecisions implements Decisions {

  public static final String SECRET = "Jane Doe";
  public static final String HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'";

  @Override
  public Release release() {
    return new Release("sha256:" + "0".repeat(64), 2, 3);
  }

  @Override
  public Optional<String> hook(String service) {
    return services(null).stream()
        .filter(one -> one.id().equals(service))
        .map(CdsService::hook)
        .findFirst();
  }

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore go = new Semaphore(0);
  private final Semaphore givenUp = new Semaphore(0);

  /** Returns when a decision for the patient {@code waits} has begun. */
  public void awaitBegun() {
    begun.acquireUninterruptibly();
  }

  /** Lets one such decision go on. */
  public void letGo() {
    go.release();
  }

  /** Returns when such a decision was interrupted. */
  public void awaitGivenUp() {
    givenUp.acquireUninterruptibly();
  }

  private CdsResponse waited() {
    begun.release();
    try {
      go.acquire();
    } catch (InterruptedException e) {
      givenUp.release();
      throw new CancellationException();
    }
    return new CdsResponse(List.of());
  }

  @Override
  public String language(Caller caller) {
    return caller.languages().isEmpty() ? "en" : caller.languages().get(0);
  }

  @Override
  public List<CdsService> services(Caller caller) {
    Map<String, String> prefetch = new LinkedHashMap<>();
    prefetch.put("patient", "Patient/{{context.patientId}}");
    prefetch.put("conditions", "Condition?patient={{context.patientId}}");
    return List.of(
        new CdsService("patient-view", "View", "Looks", "view", prefetch, "None"),
        new CdsService("order-select", "Select", "Picks", "select", Map.of(), ""));
  }

  @Override
  public Decision decide(CdsRequest request, Caller caller, Instant at) {
    return decision(answer(request, caller, at), at);
  }

  /** Nothing but an answer. */
  private static Decision decision(CdsResponse answer, Instant at) {
    Chart chart =
        new Chart(
            LocalDate.ofInstant(at, ZoneOffset.UTC),
            new Patient("Patient/p", null, "unknown", false),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Set.of(),
            List.of());
    return new Decision(
        answer,
        List.of(),
        new Evaluation(cds.rules.Release.rules().situation(), List.of(), List.of(), List.of()),
        chart,
        new Obtained(Prefetch.none(), List.of(), Map.of()),
        "en",
        cds.rules.Release.rules(),
        List.of(),
        at);
  }

  private CdsResponse answer(CdsRequest request, Caller caller, Instant at) {
    return switch (request.patientId()) {
      case "mismatch" -> throw mismatch();
      case "missing" -> throw new NotObtainable("conditions", Lack.NO_SERVER);
      case "broken" -> throw new IllegalStateException(SECRET, new ArithmeticException(SECRET));
      case "endless" -> throw new StackOverflowError(SECRET);
      case "waits" -> waited();
      case "nothing" -> new CdsResponse(List.of());
      case "hostile" -> new CdsResponse(List.of(hostile()));
      default -> new CdsResponse(List.of(card(request, at, caller.zone())));
    };
  }

  private static Card card(CdsRequest request, Instant at, ZoneId zone) {
    return new Card(
        "c1",
        "At " + at + " in " + zone + " for " + request.patientId() + " é",
        null,
        "info",
        new Card.Source("Guidance", null, new Coding("a", "https://example.org/topics", "A")),
        List.of(),
        null,
        List.of(),
        List.of(),
        Map.of());
  }

  /** Every text a card can carry, as a request would like it to come through. */
  private static Card hostile() {
    Coding coding = new Coding(HOSTILE, "https://example.org", HOSTILE);
    return new Card(
        HOSTILE,
        HOSTILE,
        HOSTILE + "\n\n[a](javascript:alert(2)) ![b](https://evil.example/b.png)\n\n**bold**",
        "critical",
        new Card.Source(HOSTILE, "javascript:alert(3)", coding),
        List.of(
            new Card.Suggestion(
                HOSTILE,
                HOSTILE,
                List.of(new Card.Action("delete", HOSTILE + "!", null, HOSTILE)))),
        "any",
        List.of(coding),
        List.of(new Card.Link(HOSTILE, "javascript:alert(4)", "absolute")),
        Map.of(
            "io.github.dupilumab-cds",
            Map.of(
                "findings",
                List.of(
                    Map.of(
                        "code", HOSTILE,
                        "urgency", HOSTILE,
                        "rule", HOSTILE,
                        "version", HOSTILE,
                        "because", List.of(Map.of("resource", HOSTILE, "says", HOSTILE)),
                        "evidence",
                            List.of(Map.of("label", HOSTILE, "url", "javascript:alert(5)")))))));
  }

  /** Only the reader of the patient may make one. */
  private static PatientMismatch mismatch() {
    try {
      Constructor<PatientMismatch> constructor = PatientMismatch.class.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
