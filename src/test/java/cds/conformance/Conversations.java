package cds.conformance;

import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.draft;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.anyone;
import static cds.acceptance.Person.born;

import cds.acceptance.Fhir;
import cds.acceptance.Json;
import cds.acceptance.Person;
import cds.acceptance.Resource;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Real calls of every service and their answers: chosen so that every kind of card, suggestion and
 * action occurs.
 */
final class Conversations {

  static final String ELIGIBILITY = "dupilumab-eligibility";
  static final String MONITORING = "dupilumab-monitoring";
  static final String ORDER_SELECT = "dupilumab-order-select";
  static final String ORDER_SIGN = "dupilumab-order-sign";
  static final String REFILL = "dupilumab-refill";

  private static final String INGREDIENT = "1876376";
  private static final String SYRINGE = "1876401";
  private static final String JAK_INHIBITOR = "2196894";
  private static final String BEGUN = "2024-09-09";

  private final List<Exchange> exchanges;

  private Conversations(List<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  /** A call and what came back. */
  record Exchange(String service, ObjectNode request, HttpResponse<String> reply) {

    JsonNode answer() {
      return Json.read(reply.body());
    }

    List<JsonNode> cards() {
      return answer().path("cards").valueStream().toList();
    }
  }

  /** Calls the service. */
  static Conversations with(Wire wire) {
    List<Exchange> exchanges = new ArrayList<>();
    for (Exchange call : calls()) {
      exchanges.add(
          new Exchange(call.service(), call.request(), wire.call(call.service(), call.request())));
    }
    return new Conversations(exchanges);
  }

  List<Exchange> all() {
    return exchanges;
  }

  List<JsonNode> cards() {
    return exchanges.stream().flatMap(exchange -> exchange.cards().stream()).toList();
  }

  List<JsonNode> suggestions() {
    return below(cards(), "suggestions");
  }

  List<JsonNode> actions() {
    return below(suggestions(), "actions");
  }

  List<JsonNode> actions(String type) {
    return actions().stream().filter(action -> text(action, "type").equals(type)).toList();
  }

  /** Those exchanges in whose answer an action is of this type. */
  List<Exchange> acting(String type) {
    Predicate<JsonNode> typed = action -> text(action, "type").equals(type);
    return exchanges.stream()
        .filter(e -> below(below(e.cards(), "suggestions"), "actions").stream().anyMatch(typed))
        .toList();
  }

  static List<JsonNode> below(List<JsonNode> parents, String member) {
    return parents.stream().flatMap(parent -> parent.path(member).valueStream()).toList();
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  /** An adult to whom the label gives a dose. */
  static Person candidate() {
    return adult().scored(easi("24.6"));
  }

  private static Person steady() {
    return adult()
        .having(dupilumabOrder("300", "2", BEGUN))
        .scored(easi("30").on("2024-09-02"), easi("5"));
  }

  private static Resource dosed(String id) {
    return dupilumabOrder("300", "4", "2025-06-16").status("draft").id(id);
  }

  private static List<Exchange> calls() {
    return Stream.of(
            call(ELIGIBILITY, candidate().patientView()),
            call(ELIGIBILITY, adult().patientView()),
            call(ELIGIBILITY, anyone("1990-01-01").patientView()),
            call(ELIGIBILITY, born("2016-02-02").scored(easi("30")).patientView()),
            call(ELIGIBILITY, candidate().notSending("allergies").patientView()),
            call(ELIGIBILITY, hostile().patientView()),
            call(MONITORING, steady().having(checkIn("eye.pain", "eye.redness")).monitoring()),
            call(MONITORING, steady().having(checkIn("general.fever")).monitoring()),
            call(MONITORING, steady().monitoring()),
            call(ORDER_SELECT, candidate().orderSelect(draft(INGREDIENT))),
            call(ORDER_SELECT, candidate().orderSelect(draft(JAK_INHIBITOR))),
            call(ORDER_SIGN, candidate().orderSign(dosed("one"), dosed("two"))),
            call(ORDER_SIGN, steady().orderSign(draft(JAK_INHIBITOR))),
            call(ORDER_SIGN, steady().orderSign(draft(SYRINGE))),
            call(REFILL, steady().scored(easi("29").on("2025-06-12")).refill(dosed("again"))))
        .toList();
  }

  /** Texts of a chart that would be markup if a card showed them as they are. */
  private static Person hostile() {
    return candidate()
        .having(
            statement("hostile", "0", "2025-01-01", "")
                .with(
                    "medicationCodeableConcept",
                    "{'text':'<img src=x onerror=alert(1)> ![x](https://evil.example/x.png)"
                        + " <b>dupilumab</b>'}"))
        .having(Fhir.condition("odd", "0").with("code", "{'text':'<script>alert(1)</script>'}"));
  }

  private static Exchange call(String service, ObjectNode request) {
    return new Exchange(service, request, null);
  }
}
