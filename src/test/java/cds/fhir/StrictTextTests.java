package cds.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A body is looked through in pieces; nothing may pass where one ends and the next begins. */
class StrictTextTests {

  private static final int PIECE = 16_384;

  @Test
  void halfASurrogatePairIsFoundWhereverItStands() {
    for (int place = PIECE - 10; place < PIECE + 4; place++) {
      byte[] escaped = body(place, "\\ud800");
      assertThatThrownBy(() -> RequestBody.read(escaped))
          .as("at byte %d", place)
          .isInstanceOf(StrictJson.Malformed.class);
    }
  }

  @Test
  void aWholePairIsText() {
    for (int place = PIECE - 10; place < PIECE + 4; place++) {
      RequestBody read = RequestBody.read(body(place, "\\ud83d\\ude00"));
      assertThat(read.envelope().get("a").stringValue()).endsWith("\ud83d\ude00");
    }
  }

  /** The text begins at a byte of the body. */
  private static byte[] body(int place, String text) {
    String before = "{\"a\":\"";
    return (before + "x".repeat(place - before.length()) + text + "\"}")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
