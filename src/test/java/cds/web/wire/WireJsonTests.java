package cds.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WireJsonTests {

  private record Sample(
      String zulu, String alpha, List<String> none, Map<String, Object> more, JsonNode node) {}

  @Test
  void membersKeepTheirOrderAndThoseWithoutValueAreOmitted() {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("z", 0);
    more.put("empty", "");
    more.put("list", new ArrayList<>());
    more.put("nothing", null);
    more.put("a", false);

    assertThat(written(new Sample("é", "", List.of(), more, null)))
        .isEqualTo("{\"zulu\":\"é\",\"more\":{\"z\":0,\"a\":false}}");
  }

  @Test
  void aResourceIsWrittenBackMemberForMember() {
    String resource =
        "{\"z\":24.50,\"a\":[null,\"x\",{}],\"big\":1E+2,\"int\":12345678901234567890,\"t\":\"\"}";

    assertThat(written(new Sample("x", "", List.of(), Map.of(), WireJson.read(bytes(resource)))))
        .isEqualTo("{\"zulu\":\"x\",\"node\":" + resource + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "1",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1} // done",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "{\"a\":\"\\udc00\\ud800\"}"
      })
  void whatIsNotOneStrictObjectIsRefused(String body) {
    assertThatThrownBy(() -> WireJson.read(bytes(body)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(400);
              assertThat(refusal.issue()).isEqualTo("structure");
            });
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin1 = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> WireJson.read(latin1)).isInstanceOf(Refusal.class);
  }

  @Test
  void aHundredLevelsAreReadAndOneMoreIsRefused() {
    assertThat(WireJson.read(bytes(nested(100)))).isNotNull();
    assertThatThrownBy(() -> WireJson.read(bytes(nested(101))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("100 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e20000000", "1e-20000000", "1e101", "1e99999999999"})
  void numbersOutOfAllRangeAreRefused(String number) {
    assertThatThrownBy(() -> WireJson.read(bytes("{\"a\":[{\"b\":" + number + "}]}")))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void longNumbersAreRefusedAndOrdinaryOnesKeepTheirDigits() {
    assertThat(WireJson.read(bytes("{\"a\":24.60}")).get("a").decimalValue())
        .isEqualTo(new BigDecimal("24.60"));
    assertThatThrownBy(() -> WireJson.read(bytes("{\"a\":" + "9".repeat(101) + "}")))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aRefusalNamesThePlaceAndNeverQuotes() {
    assertThatThrownBy(() -> WireJson.read(bytes("{\"Jane\":1,\n\"Jane\":2}")))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("Jane");
  }

  private static String nested(int levels) {
    return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String written(Object value) {
    return new String(WireJson.write(value), StandardCharsets.UTF_8);
  }
}
