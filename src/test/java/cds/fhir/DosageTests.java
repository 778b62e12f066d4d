package cds.fhir;

import static cds.chart.DataKind.MEDICATIONS;
import static cds.fhir.Fixtures.drug;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DosageTests {

  @Test
  void stepsComeInTheirSequence() {
    Medication read =
        medication(
            """
            {"sequence": 2, "timing": {"repeat": {"boundsPeriod": {"start": "2025-01-29"}, "frequency": 1, "period": 2, "periodUnit": "wk"}},
             "doseAndRate": [{"doseQuantity": {"value": 300, "code": "mg"}}]},
            {"sequence": 1, "timing": {"repeat": {"count": 1, "boundsPeriod": {"start": "2025-01-15"}}},
             "doseAndRate": [{"doseQuantity": {"value": 600, "code": "mg"}}]}""");
    assertThat(read.dosage())
        .containsExactly(
            new Dosage(new BigDecimal("600"), true, 1, null, true, LocalDate.of(2025, 1, 15)),
            new Dosage(
                new BigDecimal("300"),
                true,
                null,
                new BigDecimal("2"),
                false,
                LocalDate.of(2025, 1, 29)));
    assertThat(read.start().first()).isEqualTo(LocalDate.of(2025, 1, 15));
    assertThat(read.end()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"frequency\": 1, \"period\": 2, \"periodUnit\": \"wk\"; 2",
        "\"period\": 4, \"periodUnit\": \"wk\"; 4",
        "\"frequency\": 1, \"period\": 14, \"periodUnit\": \"d\"; 2",
        "\"frequency\": 1, \"period\": 10, \"periodUnit\": \"d\";",
        "\"frequency\": 1, \"period\": 1, \"periodUnit\": \"mo\";",
        "\"frequency\": 2, \"period\": 2, \"periodUnit\": \"wk\";",
        "\"frequency\": 1, \"frequencyMax\": 2, \"period\": 2, \"periodUnit\": \"wk\";",
        "\"frequency\": 1, \"period\": 2, \"periodMax\": 3, \"periodUnit\": \"wk\";",
        "\"frequency\": 1;"
      })
  void theIntervalIsInWeeksOrUnknown(String repeat, BigDecimal weeks) {
    Medication read = medication("{\"timing\": {\"repeat\": {%s}}}".formatted(repeat));
    assertThat(read.dosage().get(0).intervalWeeks()).isEqualTo(weeks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"doseQuantity\": {\"value\": 200, \"unit\": \"mg\"}}; 200",
        "{\"doseQuantity\": {\"value\": 2, \"code\": \"g_\"}}; 2000",
        "{\"doseQuantity\": {\"value\": 2, \"code\": \"kg\"}};",
        "{\"doseQuantity\": {\"value\": 2}};",
        "{\"doseQuantity\": {\"value\": 2, \"unit\": \"syringe\"}};",
        "{\"doseQuantity\": {\"value\": 2, \"comparator\": \"<\", \"unit\": \"mg\"}};",
        "{\"doseRange\": {\"low\": {\"value\": 2, \"unit\": \"mg\"}}};",
        "{\"doseQuantity\": {\"value\": 2, \"unit\": \"mg\"}}, {\"doseQuantity\": {\"value\": 3, \"unit\": \"mg\"}};"
      })
  void theDoseIsInMilligramsOrUnknown(String doses, BigDecimal mg) {
    BigDecimal read =
        medication("{\"doseAndRate\": [%s]}".formatted(doses)).dosage().get(0).doseMg();
    if (mg == null) {
      assertThat(read).isNull();
    } else {
      assertThat(read).isEqualByComparingTo(mg);
    }
  }

  @Test
  void theLatestEndCountsUnlessAStepGoesOn() {
    String bounded = "{\"timing\": {\"repeat\": {\"boundsPeriod\": {\"end\": \"2025-0%d-01\"}}}}";
    assertThat(medication(bounded.formatted(2) + "," + bounded.formatted(5)).end().first())
        .isEqualTo(LocalDate.of(2025, 5, 1));
    assertThat(medication(bounded.formatted(2) + ", {\"text\": \"go on\"}").end()).isNull();
    assertThat(
            medication(bounded.formatted(2) + ", {\"timing\": {\"repeat\": {\"count\": 1}}}").end())
        .isNotNull();
  }

  @Test
  void withoutPeriodsTheRecordDoesNotTell() {
    assertThat(medication("{\"text\": \"as needed\"}").start()).isNull();
    assertThat(medication("").end()).isNull();
  }

  private static Medication medication(String dosages) {
    String request = drug("MedicationRequest", "{\"dosageInstruction\": [%s]}".formatted(dosages));
    return Fixtures.request().with(MEDICATIONS, request).read().medications().get(0);
  }
}
