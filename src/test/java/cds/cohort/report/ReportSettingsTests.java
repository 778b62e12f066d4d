package cds.cohort.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.cohort.report.Spread.Band;
import cds.knowledge.DataElement;
import cds.knowledge.Missing;
import cds.knowledge.Problems;
import cds.knowledge.RuleSet;
import cds.knowledge.RuleSetReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the report shows is data, and fits the dictionary. */
class ReportSettingsTests {

  private static final ReportSettings SETTINGS = ReportSettings.load();
  private static final RuleSet RULES = RuleSetReader.read(MadeUpResults.RULES, new Problems());

  @Test
  void everyElementIsInTheDictionaryAndOfAPatient() {
    assertThat(SETTINGS.elements()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(SETTINGS.elements())
        .allSatisfy(name -> assertThat(RULES.element(name).perOrder()).isFalse());
    assertThat(RULES.element(SETTINGS.diagnosed()).type()).isEqualTo(DataElement.Type.BOOLEAN);
    assertThat(RULES.element(SETTINGS.response().fall()).unit()).isEqualTo("%");
    assertThat(RULES.element(SETTINGS.response().day()).unit()).isEqualTo("d");
  }

  @Test
  void bandsRiseAndCodesAreThoseOfTheElement() {
    assertThat(SETTINGS.spreads()).hasSizeGreaterThan(2);
    for (Spread spread : SETTINGS.spreads()) {
      DataElement element = RULES.element(spread.element());
      if (spread.isOfCodes()) {
        assertThat(spread.bands().stream().map(Band::is))
            .containsExactlyInAnyOrderElementsOf(element.values());
      } else {
        List<BigDecimal> bounds =
            spread.bands().stream().map(band -> new BigDecimal(band.from())).toList();
        assertThat(element.isNumeric()).isTrue();
        assertThat(bounds).isSorted().doesNotHaveDuplicates();
        assertThat(bounds.get(0)).as("nobody is below the first band").isZero();
      }
    }
  }

  @Test
  void everyReasonOfMissingDataHasWordsAndDosingNamesRules() {
    assertThat(SETTINGS.why().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Missing.values()).map(Missing::word).toList());
    assertThat(SETTINGS.dosing())
        .isNotEmpty()
        .allSatisfy(
            beginning ->
                assertThat(RULES.rules()).anyMatch(rule -> rule.id().startsWith(beginning)));
  }

  @Test
  void aFigureWithoutItsElementIsRefusedWithTheNearestName() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/cohort/report.yaml"));

    assertThatThrownBy(() -> ReportSettings.of(text.replace("[age_months, ", "[age_month, ")))
        .hasMessageContaining("age_months")
        .hasMessageContaining("did you mean 'age_month'?");
    assertThatThrownBy(() -> ReportSettings.of("elements: [")).hasMessageContaining("YAML");
  }

  /** A child of 8 months is 0 months old in de-identified results, and not "under 6 months". */
  @Test
  void bandsThatCoarseNumbersDoNotTellAreJoined() {
    Spread ages = SETTINGS.coarse().spreads().get(0);

    assertThat(ages.element()).isEqualTo("age_months");
    assertThat(ages.bands().get(0).label()).isEqualTo("under 6 months, or 6 months to 5 years");
    assertThat(ages.bands().stream().map(Band::from))
        .containsExactly("0", "72", "144", "216", "480", "780");
    assertThat(SETTINGS.coarse().spreads().subList(1, 3))
        .as("what is not made coarse")
        .isEqualTo(SETTINGS.spreads().subList(1, 3));
  }
}
