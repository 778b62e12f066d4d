package cds.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTests {

  @Test
  void cellsAreQuotedAsCsvHasIt() throws IOException {
    StringBuilder out = new StringBuilder();
    new Table("t", "T", List.of("A", "B"), 1, List.of(List.of("a,\"b\"\nc", "1.5"))).write(out);

    assertThat(out).hasToString("A,B\r\n\"a,\"\"b\"\"\nc\",1.5\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\r=1"})
  void aSpreadsheetComputesNothing(String cell) {
    assertThat(Table.safe(cell)).isEqualTo("'" + cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.5", "12", "<5", "rule/a", "(none given)", ""})
  void otherCellsStayAsTheyAre(String cell) {
    assertThat(Table.safe(cell)).isEqualTo(cell);
  }
}
