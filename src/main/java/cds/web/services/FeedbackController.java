package cds.web.services;

import cds.clients.Client;
import cds.decide.Decisions;
import cds.feedback.Delivery;
import cds.feedback.FeedbackReader;
import cds.feedback.FeedbackStore;
import cds.feedback.Report;
import cds.web.call.CurrentClient;
import cds.web.record.RecordedCalls;
import cds.web.wire.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes feedback on cards (CDS Hooks 2.0.1, "Feedback"); 200 only when it is on disk. */
@RestController
class FeedbackController {

  private static final byte[] NOTHING_TO_SAY = "{}".getBytes(StandardCharsets.UTF_8);

  private final ServiceCatalogue catalogue;
  private final RecordedCalls records;
  private final BodyReader bodies;

  FeedbackController(Decisions decisions, RecordedCalls records, BodyReader bodies) {
    this.catalogue = new ServiceCatalogue(decisions);
    this.records = records;
    this.bodies = bodies;
  }

  @PostMapping(path = "/cds-services/{id}/feedback", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> report(@PathVariable("id") String id, HttpServletRequest http) {
    Client client = CurrentClient.of(http);
    String service = catalogue.service(client, id).id();
    List<Report> reports = FeedbackReader.read(WireJson.read(bodies.read(http)));
    records.keep(
        FeedbackStore.OWNER,
        new Delivery(client.name(), service, reports, Instant.now()).encoded());
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(NOTHING_TO_SAY.clone());
  }
}
