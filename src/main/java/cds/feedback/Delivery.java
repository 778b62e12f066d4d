package cds.feedback;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call with feedback.
 *
 * @param client name of the client that sends it
 * @param service id of the service whose cards it is about
 * @param reports what became of the cards
 * @param received when the call came
 */
public record Delivery(String client, String service, List<Report> reports, Instant received) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies. */
  public Delivery {
    reports = List.copyOf(reports);
  }

  /** As JSON. */
  public byte[] encoded() {
    return JSON.writeValueAsBytes(this);
  }

  static Delivery decoded(byte[] content) {
    return JSON.readValue(content, Delivery.class);
  }
}
