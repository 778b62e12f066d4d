package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import cds.rules.Release;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units and drugs as the release says them. */
class UnitsAndDrugsTests {

  private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  private static final String SNOMED = "http://snomed.info/sct";

  private final Units units = Release.rules().units();
  private final Drugs drugs = Release.rules().drugs();

  @ParameterizedTest(name = "{0} {1} is {2} {3}")
  @CsvSource({
    "30, kg, 30, kg",
    "30000, g, 30, kg",
    "66.139, [lb_av], 30.00014575, kg",
    "66.138, lb, 29.99969216, kg",
    "1.5, K/uL, 1500, /uL",
    "1500, '{cells}/uL', 1500, /uL",
    "1.5, 10*9/L, 1500, /uL"
  })
  void aUnitIsWhatTheTableSays(BigDecimal value, String unit, BigDecimal canonical, String name) {
    Units.Conversion conversion = units.conversion(unit, null).orElseThrow();

    assertThat(conversion.unit()).isEqualTo(name);
    assertThat(conversion.convert(value))
        .isCloseTo(canonical, org.assertj.core.api.Assertions.within(new BigDecimal("0.0000001")));
    assertThat(units.isCanonical(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stone", "KG", "kilo", "lb/oz", "mg/dL"})
  void anUnknownUnitIsNeverGuessed(String unit) {
    assertThat(units.conversion(unit, "kg")).isEmpty();
    assertThat(units.conversion(null, unit)).isEmpty();
  }

  @Test
  void withoutACodeTheTextOfTheUnitCounts() {
    assertThat(units.conversion(null, "lbs")).isPresent();
    assertThat(units.conversion(" ", "kg")).isPresent();
    assertThat(units.conversion(null, null)).isEmpty();
  }

  @ParameterizedTest(name = "{0} ({1})")
  @CsvSource({
    "151029, topical-steroid-medium-or-higher, topical-steroid-low",
    "1370758, topical-steroid-medium-or-higher, topical-steroid-low",
    "206347, topical-steroid-low, topical-steroid-medium-or-higher",
    "314266, topical-calcineurin-inhibitor, systemic-immunosuppressant",
    "198377, '', topical-calcineurin-inhibitor",
    "197388, systemic-immunosuppressant, systemic-steroid",
    "208680, systemic-steroid, topical-steroid",
    "1797870, '', topical-steroid",
    "746804, inhaled-steroid, topical-steroid"
  })
  void aProductBringsItsRouteAndPotency(String product, String drugClass, String other) {
    Drugs.Recognised recognised =
        drugs.recognise(List.of(new Drugs.Coded(RXNORM, product)), List.of());

    assertThat(recognised.coded()).isTrue();
    assertThat(recognised.classes()).doesNotContain(other);
    if (!drugClass.isEmpty()) {
      assertThat(recognised.classes()).contains(drugClass);
    }
  }

  @Test
  void aBareIngredientNeedsARouteAndCountsAsItsWeakestPreparation() {
    List<Drugs.Coded> ingredient = List.of(new Drugs.Coded(RXNORM, "5492"));
    assertThat(drugs.recognise(ingredient, List.of()).classes()).doesNotContain("topical-steroid");
    assertThat(drugs.recognise(ingredient, List.of(new Drugs.Coded(SNOMED, "6064005"))).classes())
        .contains("topical-steroid-low")
        .doesNotContain("topical-steroid-medium-or-higher", "systemic-steroid");
  }

  @Test
  void whatNobodyKnowsIsNotCoded() {
    assertThat(drugs.recognise(List.of(new Drugs.Coded(RXNORM, "1")), List.of()).coded()).isFalse();
    assertThat(drugs.recognise(List.of(), List.of()).classes()).isEmpty();
  }
}
