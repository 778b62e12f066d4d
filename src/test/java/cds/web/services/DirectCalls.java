package cds.web.services;

import cds.cdshooks.Card;
import cds.cdshooks.CdsService;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decisions;
import cds.decide.NotObtainable;
import cds.decide.OtherSubject;
import cds.feedback.FeedbackReader;
import cds.feedback.FeedbackRejected;
import cds.fhir.OtherRelease;
import cds.fhir.PatientMismatch;
import cds.web.wire.Refusal;
import cds.web.wire.WireJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a body through reader and flow, without a network: for very many calls. */
public record DirectCalls(Decisions decisions, Caller caller, Instant at) {

  /**
   * What a client would get.
   *
   * @param status HTTP status
   * @param sentence what to mend; null when there are cards
   * @param cards the cards
   */
  public record Reply(int status, @Nullable String sentence, List<Card> cards) {}

  /**
   * Calls a service.
   *
   * @throws RuntimeException what a client would see as 500
   */
  public Reply call(String id, byte[] body) {
    CdsService service =
        decisions.services(caller).stream()
            .filter(s -> s.id().equals(id))
            .findFirst()
            .orElseThrow();
    try {
      CdsRequest request = RequestReader.read(service, body);
      List<Card> cards =
          RequestReader.isNotClinician(request)
              ? List.of()
              : decisions.decide(request, caller, at).response().cards();
      WireJson.write(cards);
      return new Reply(200, null, cards);
    } catch (Refusal e) {
      return new Reply(e.status(), e.sentence(), List.of());
    } catch (NotObtainable e) {
      return new Reply(412, e.key(), List.of());
    } catch (PatientMismatch | OtherSubject | OtherRelease e) {
      return new Reply(422, e.getMessage(), List.of());
    }
  }

  /**
   * Reads feedback.
   *
   * @throws RuntimeException what a client would see as 500
   */
  public static Reply feedback(byte[] body) {
    try {
      FeedbackReader.read(WireJson.read(body));
      return new Reply(200, null, List.of());
    } catch (Refusal e) {
      return new Reply(e.status(), e.sentence(), List.of());
    } catch (FeedbackRejected e) {
      return new Reply(400, e.sentence(), List.of());
    }
  }
}
