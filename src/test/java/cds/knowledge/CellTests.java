package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class CellTests {

  private static final DataElement WEIGHT = element("weight", DataElement.Type.NUMBER, false);
  private static final DataElement AGE = element("age", DataElement.Type.INTEGER, false);
  private static final DataElement STATE = element("state", DataElement.Type.CODE, false, "a", "b");
  private static final DataElement SURE =
      element("sure", DataElement.Type.BOOLEAN, true, "yes", "no");

  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "[15..30); 14.9; false",
        "[15..30); 15; true",
        "[15..30); 15.000; true",
        "[15..30); 29.999; true",
        "[15..30); 30; false",
        "(15..30]; 15; false",
        "(15..30]; 30; true",
        "[..5); -3; true",
        "[..5); 5; false",
        "[60..); 60; true",
        "[60..); 59.99; false",
        "> 7.0; 7.0; false",
        "> 7.0; 7.05; true",
        ">= 7.0; 7; true",
        "< 0; 0; false",
        "<= 0; 0.0; true",
        "= 4; 4.0; true",
        "4; 4; true",
        "4; 4.1; false",
        "[0..3) | 7; 7; true",
        "[0..3) | 7; 5; false",
        "{line}; 42; true",
        "[{line}..50]; 41.9; false",
        "any; 1; true",
        "missing; 1; false"
      })
  void numbersLieOnTheRightSideOfEachBound(String cell, BigDecimal number, boolean taken) {
    assertThat(parse(cell, WEIGHT).test(DataValue.of(number, List.of()))).isEqualTo(taken);
  }

  @Test
  void aMissingValueIsTakenByItsReasonOnly() {
    Cell stale = parse("[0..3) | missing:stale", WEIGHT);
    assertThat(stale.test(DataValue.none(Missing.STALE))).isTrue();
    assertThat(stale.test(DataValue.none(Missing.ABSENT))).isFalse();
    for (Missing reason : Missing.values()) {
      assertThat(parse("missing", WEIGHT).test(DataValue.none(reason))).isTrue();
      assertThat(parse("any", WEIGHT).test(DataValue.none(reason))).isTrue();
      assertThat(parse("[..)", WEIGHT).test(DataValue.none(reason))).isFalse();
    }
  }

  @Test
  void codesAndTruthValuesAreTakenByName() {
    assertThat(parse("a | b", STATE).test(DataValue.of("b", List.of()))).isTrue();
    assertThat(parse("a", STATE).test(DataValue.of("b", List.of()))).isFalse();
    assertThat(parse("yes", SURE).test(DataValue.of(true, List.of()))).isTrue();
    assertThat(parse("no", SURE).test(DataValue.of(true, List.of()))).isFalse();
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "''; the cell is blank",
        "15 kg; is no number in kg; allowed",
        "14,9; is no number in kg",
        "[15..30; is no number",
        "[30..15); holds no number",
        "(15..15]; holds no number",
        "[15..x); is no number",
        "1e3; is no number",
        "NaN; is no number",
        "0x10; is no number",
        "missing:lost; is no reason for missing",
        "15 |; is no number",
        "System.exit(0); is no number",
        "{nobody}; is no number"
      })
  void anUnreadableCellSaysWhatIsAllowed(String cell, String says) {
    assertThatThrownBy(() -> parse(cell, WEIGHT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says.strip());
  }

  @Test
  void wholeNumbersCodesAndValuesThatAlwaysExistAreChecked() {
    assertThatThrownBy(() -> parse("6.5", AGE)).hasMessageContaining("whole numbers only");
    assertThatThrownBy(() -> parse("c", STATE)).hasMessageContaining("allowed: a, b, any, missing");
    assertThatThrownBy(() -> parse("missing", SURE)).hasMessageContaining("always has a value");
  }

  /** Drools shares nodes by this text: what tests alike must read alike, and only that. */
  @Test
  void equalTestsHaveOneNormalFormAndDifferentTestsDiffer() {
    assertThat(parse("b | a", STATE).normal()).isEqualTo(parse("a | b", STATE).normal());
    assertThat(parse("a", STATE).normal()).isNotEqualTo(parse("b", STATE).normal());
    assertThat(parse("[1..2)", WEIGHT).normal()).isNotEqualTo(parse("[1..2]", WEIGHT).normal());
    assertThat(parse("> 1", WEIGHT).normal()).isNotEqualTo(parse(">= 1", WEIGHT).normal());
    assertThat(parse("missing", WEIGHT).normal()).isNotEqualTo(parse("any", WEIGHT).normal());
  }

  private static Cell parse(String text, DataElement element) {
    return Cell.parse(text, element, Map.of("line", new BigDecimal("42"))::get);
  }

  private static DataElement element(
      String name, DataElement.Type type, boolean always, String... values) {
    return new DataElement(
        name,
        0,
        type,
        type == DataElement.Type.NUMBER ? "kg" : null,
        List.of(values),
        null,
        name,
        always,
        false,
        "newest",
        JsonNodeFactory.instance.objectNode(),
        "rules/dictionary/elements/test.yaml");
  }
}
