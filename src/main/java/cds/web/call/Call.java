package cds.web.call;

import cds.cdshooks.Card;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one request turned out to be, gathered on its way in for the log and the metrics. It holds
 * nothing that tells who the patient or the user is. One thread at a time.
 */
public final class Call {

  private static final String ATTRIBUTE = Call.class.getName();

  /** From the most urgent down. */
  private static final List<String> INDICATORS = List.of("critical", "warning", "info");

  private final Map<String, Integer> cards = new TreeMap<>();
  private @Nullable String hookInstance;
  private long bytes;
  private @Nullable Runnable atEnd;

  private Call() {}

  /** The call that a request is. */
  public static Call of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Call call) {
      return call;
    }
    Call call = new Call();
    request.setAttribute(ATTRIBUTE, call);
    return call;
  }

  /** Notes how many bytes of the body were read. */
  public void received(long count) {
    bytes = count;
  }

  /** Notes the client's own id of the call: a UUID, checked to be one. */
  public void isOf(String instance) {
    hookInstance = instance;
  }

  /** Notes the answer. */
  public void answered(List<Card> answer) {
    answer.forEach(card -> cards.merge(card.indicator(), 1, Integer::sum));
  }

  /** Runs something when the request is over, whatever becomes of it. */
  public void atEnd(Runnable action) {
    atEnd = action;
  }

  /** The request is over. */
  public void end() {
    Runnable action = atEnd;
    atEnd = null;
    if (action != null) {
      action.run();
    }
  }

  /** Bytes of the body that were read. */
  long bytes() {
    return bytes;
  }

  /** The client's own id of the call, or null when it was not read. */
  @Nullable String hookInstance() {
    return hookInstance;
  }

  /** How many cards of each indicator were answered. */
  Map<String, Integer> cards() {
    return Map.copyOf(cards);
  }

  /** The most urgent indicator, or {@code none}. */
  String indicator() {
    return INDICATORS.stream().filter(cards::containsKey).findFirst().orElse("none");
  }
}
