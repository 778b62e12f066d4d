package cds.web.services;

import cds.cdshooks.Card;
import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.Decisions;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import cds.record.CallFacts.Outcome;
import cds.web.call.Call;
import cds.web.call.CurrentClient;
import cds.web.record.RecordedCalls;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import cds.web.wire.WireJson;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Discovery and service calls (CDS Hooks 2.0.1, "Discovery" and "Calling a CDS Service"). Answers
 * are written here, not by a converter, so that the same answer always has the same bytes.
 */
@RestController
public class CdsHooksController {

  private final Decisions decisions;
  private final CdsProperties properties;
  private final ServiceCatalogue catalogue;
  private final BodyReader bodies;
  private final Places places;
  private final TimeBox timeBox;
  private final RecordedCalls records;

  CdsHooksController(
      Decisions decisions,
      CdsProperties properties,
      BodyReader bodies,
      TimeBox timeBox,
      RecordedCalls records) {
    this.decisions = decisions;
    this.properties = properties;
    this.catalogue = new ServiceCatalogue(decisions);
    this.bodies = bodies;
    this.places = new Places(properties.timeLimit());
    this.timeBox = timeBox;
    this.records = records;
  }

  /** The one list that is written even when it is empty. */
  private record Services(@JsonInclude(JsonInclude.Include.ALWAYS) List<CdsService> services) {}

  /** The other one. */
  private record Cards(@JsonInclude(JsonInclude.Include.ALWAYS) List<Card> cards) {}

  @GetMapping(path = "/cds-services", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> services(HttpServletRequest http) {
    Client client = CurrentClient.of(http);
    Caller caller = WantedLanguages.of(client.caller(), http);
    return json(WireJson.write(new Services(catalogue.of(client, caller))), caller);
  }

  /**
   * Answers a call with cards.
   *
   * @param id the service
   * @param http the request; its body is JSON
   * @throws Refusal when it cannot be answered as it is
   */
  @PostMapping(path = "/cds-services/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  public ResponseEntity<byte[]> call(@PathVariable("id") String id, HttpServletRequest http) {
    Client client = CurrentClient.of(http);
    Caller caller = WantedLanguages.of(client.caller(), http);
    CdsService service = catalogue.service(client, id);
    // A slow network must not hold a place.
    byte[] body = bodies.read(http);
    RecordedCalls.Arrival arrival = RecordedCalls.Arrival.now();
    try (Places.Place place = places.enter(client.name())) {
      CdsRequest request = RequestReader.read(service, body);
      Call.of(http).isOf(request.hookInstance());
      RecordedCalls.Incoming incoming = records.incoming(client, request, body, arrival);
      Decision decision =
          RequestReader.isNotClinician(request) ? null : decide(request, caller, incoming, place);
      List<Card> cards = decision == null ? List.of() : decision.response().cards();
      byte[] answer = bytes(cards);
      // Who waits for a disk or a database takes up no processor either.
      place.leave();
      incoming.answered(decision, answer);
      Call.of(http).answered(cards);
      return json(answer, caller);
    }
  }

  private Decision decide(
      CdsRequest request, Caller caller, RecordedCalls.Incoming incoming, Places.Place place) {
    Instant now = now();
    if (request.fhir() != null) {
      // Something may be fetched: who waits for another server takes up no processor.
      place.leave();
    }
    try {
      return timeBox.within(() -> decisions.decide(request, caller, now));
    } catch (NotObtainable | PatientMismatch | OtherRelease | OtherSubject e) {
      incoming.failed(Outcome.REFUSED);
      throw e;
    } catch (RuntimeException | Error e) {
      incoming.failed(Outcome.FAILED);
      throw e;
    }
  }

  /** The answer as it goes over the wire. */
  static byte[] bytes(List<Card> cards) {
    return WireJson.write(new Cards(cards));
  }

  /** The only place where the clock is read for a clinical decision. */
  private Instant now() {
    Instant fixed = properties.evaluationTime();
    return fixed != null ? fixed : Instant.now();
  }

  private ResponseEntity<byte[]> json(byte[] answer, Caller caller) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_LANGUAGE, decisions.language(caller))
        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
        .body(answer);
  }
}
