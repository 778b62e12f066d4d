package cds.fuzz;

import cds.cdshooks.Card;
import cds.cdshooks.CardGuard;
import cds.web.services.DirectCalls;
import java.util.List;
import java.util.Set;

/** What is wrong with what came back; empty when nothing is. */
final class Complaints {

  /** What a body may be answered with: an answer, or a refusal that says what to mend. */
  private static final Set<Integer> STATUSES = Set.of(200, 400, 412, 413, 422);

  private Complaints() {}

  static String about(DirectCalls.Reply reply) {
    if (!STATUSES.contains(reply.status())) {
      return "status " + reply.status();
    }
    if (reply.sentence() != null && Canaries.in(reply.sentence())) {
      return "a refusal that quotes the request";
    }
    return about(reply.cards());
  }

  private static String about(List<Card> cards) {
    for (Card card : cards) {
      List<String> broken = CardGuard.violations(card);
      if (!broken.isEmpty()) {
        return "a card that breaks a rule: " + broken;
      }
      if (card.detail() == null) {
        return "a card that the guard had to replace: " + card.summary();
      }
    }
    return "";
  }

  static String about(int status, String body) {
    if (!STATUSES.contains(status)) {
      return "status " + status;
    }
    if (status != 200) {
      boolean outcome = body.startsWith("{\"resourceType\":\"OperationOutcome\"");
      return !outcome
          ? "a refusal without an OperationOutcome"
          : Canaries.in(body) ? "a refusal that quotes the request" : "";
    }
    return body.equals("{}") || body.startsWith("{\"cards\":[") ? "" : "an answer without cards";
  }
}
