package cds.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.fhir.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLimitsTests {

  static Stream<Arguments> atTheLimit() {
    return Stream.of(
        Arguments.of("levels", nested(JsonLimits.DEPTH)),
        Arguments.of("digits", "{\"a\":" + "9".repeat(JsonLimits.NUMBER) + "}"),
        Arguments.of("text", "{\"a\":\"" + "x".repeat(JsonLimits.TEXT) + "\"}"),
        Arguments.of("escaped text", "{\"a\":\"" + "\\n".repeat(JsonLimits.TEXT) + "\"}"),
        Arguments.of("name", "{\"" + "x".repeat(JsonLimits.NAME) + "\":1}"),
        Arguments.of("tokens", array(JsonLimits.TOKENS - 5)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void atTheLimit(String what, String body) {
    assertThat(WireJson.read(bytes(body)).size()).isEqualTo(1);
  }

  static Stream<Arguments> aboveIt() {
    return Stream.of(
        Arguments.of(400, "100 levels", nested(JsonLimits.DEPTH + 1)),
        Arguments.of(
            400, "number of more than 100", "{\"a\":" + "9".repeat(JsonLimits.NUMBER + 1) + "}"),
        Arguments.of(
            400, "number of more than 100", "{\"a\":0." + "9".repeat(JsonLimits.NUMBER + 1) + "}"),
        Arguments.of(
            400,
            "text of more than 1048576",
            "{\"a\":\"" + "x".repeat(JsonLimits.TEXT + 1) + "\"}"),
        Arguments.of(
            400,
            "text of more than 1048576",
            "{\"a\":\"" + "\\n".repeat(JsonLimits.TEXT + 1) + "\"}"),
        Arguments.of(
            400, "name of more than 200", "{\"" + "x".repeat(JsonLimits.NAME + 1) + "\":1}"),
        Arguments.of(413, "more than 1000000 JSON values", array(JsonLimits.TOKENS - 4)));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void aboveIt(int status, String sentence, String body) {
    assertThatThrownBy(() -> WireJson.read(bytes(body)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(status);
              assertThat(refusal.issue()).isEqualTo(status == 413 ? "too-long" : "too-costly");
              assertThat(refusal.sentence()).contains(sentence).doesNotContain("xx", "99");
            });
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  /** With the object, its member's name and the array there are five tokens more. */
  private static String array(int values) {
    return "{\"a\":[1" + ",1".repeat(values - 1) + "]}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
