package cds.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Damages a body as text: what no writer of JSON would write. */
final class TextMutator {

  private static final int MOST_CHANGES = 4;
  private static final int LONGEST_CUT = 400;

  private static final List<String> PIECES =
      List.of(
          "\"hook\":\"patient-view\",",
          "\"patient\":null,",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\\u0000",
          "\u0000",
          "\uFEFF",
          "NaN",
          "-Infinity",
          "1e999999999",
          "1" + "0".repeat(2_000),
          "0x1F",
          "/* c */",
          "// c\n",
          ",,",
          "'",
          "[".repeat(1_000),
          "{\"a\":".repeat(500),
          "]}",
          "\"" + Canaries.NAME + "\"",
          "\"" + "k".repeat(60_000) + "\":1,",
          "\r\n\r\n");

  private final Random random;

  TextMutator(Random random) {
    this.random = random;
  }

  /** A damaged copy. */
  byte[] mutate(byte[] original) {
    byte[] body = original;
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes; i++) {
      body = change(body);
    }
    return body;
  }

  private byte[] change(byte[] body) {
    int at = random.nextInt(body.length + 1);
    int end = Math.min(body.length, at + random.nextInt(LONGEST_CUT));
    byte[] any = new byte[1 + random.nextInt(4)];
    random.nextBytes(any);
    return switch (random.nextInt(8)) {
      case 0 -> joined(body, at, new byte[0], end);
      case 1 -> joined(body, at, any, Math.min(body.length, at + any.length));
      case 2 -> joined(body, at, any, at);
      case 3 -> joined(body, at, new byte[0], body.length);
      case 4 -> joined(body, end, java.util.Arrays.copyOfRange(body, at, end), end);
      case 5 ->
          random.nextInt(10) == 0
              ? new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16)
              : body;
      default ->
          joined(
              body,
              at,
              PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8),
              at);
    };
  }

  private static byte[] joined(byte[] body, int head, byte[] middle, int tail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(body, 0, head);
    out.writeBytes(middle);
    out.write(body, tail, body.length - tail);
    return out.toByteArray();
  }
}
