package cds.web.page;

import cds.cdshooks.CdsService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the service as the page shows it.
 *
 * @param status HTTP status
 * @param cards the cards; empty when there are none or the request was refused
 * @param fault what is to be mended, or null when the request was answered
 * @param evaluatedAt the evaluation time; empty when there is no card
 * @param data what the request brought, and what of it decided; empty when it was refused
 * @param raw the body, indented
 */
public record ShownAnswer(
    int status,
    List<ShownCard> cards,
    @Nullable String fault,
    String evaluatedAt,
    List<ReceivedData> data,
    String raw) {

  /**
   * Reads an answer.
   *
   * @param status HTTP status
   * @param body JSON in UTF-8: cards, or an OperationOutcome
   * @param request the request as it was sent
   * @param service the service that answered; null when there is no such service
   */
  public static ShownAnswer of(
      int status, byte[] body, String request, @Nullable CdsService service) {
    JsonNode answer = PageJson.read(new String(body, StandardCharsets.UTF_8));
    String raw = PageJson.indented(answer);
    if (status != 200 || service == null) {
      String fault = answer.at("/issue/0/diagnostics").asString("The request was refused.");
      return new ShownAnswer(status, List.of(), fault, "", List.of(), raw);
    }
    List<ShownCard> cards = answer.path("cards").valueStream().map(ShownCard::of).toList();
    return new ShownAnswer(
        status,
        cards,
        null,
        answer.at("/cards/0/extension/io.github.dupilumab-cds/evaluatedAt").asString(""),
        ReceivedData.of(service.prefetch(), PageJson.read(request), cards),
        raw);
  }
}
