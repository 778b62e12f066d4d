package cds.web.services;

import cds.clients.Client;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.Decisions;
import cds.web.call.CurrentClient;
import cds.web.start.CdsProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What {@link CdsHooksController} does, but for the record: the difference is what that costs. */
@RestController
public class Unrecorded {

  private static final String SERVICE = "dupilumab-eligibility";

  private final Decisions decisions;
  private final CdsProperties properties;
  private final BodyReader bodies;
  private final TimeBox timeBox;
  private final ServiceCatalogue catalogue;

  Unrecorded(Decisions decisions, CdsProperties properties, BodyReader bodies, TimeBox timeBox) {
    this.decisions = decisions;
    this.properties = properties;
    this.bodies = bodies;
    this.timeBox = timeBox;
    this.catalogue = new ServiceCatalogue(decisions);
  }

  /** Answers a call of one service. */
  @PostMapping("/cds-services/unrecorded")
  public ResponseEntity<byte[]> call(HttpServletRequest http) {
    Client client = CurrentClient.of(http);
    Caller caller = WantedLanguages.of(client.caller(), http);
    CdsRequest request = RequestReader.read(catalogue.service(client, SERVICE), bodies.read(http));
    Decision decision =
        timeBox.within(
            () ->
                decisions.decide(
                    request, caller, Objects.requireNonNull(properties.evaluationTime())));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(CdsHooksController.bytes(decision.response().cards()));
  }
}
