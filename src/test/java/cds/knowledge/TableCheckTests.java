package cds.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** The exact check finds what falls through, what falls into two rows, and what nobody reaches. */
class TableCheckTests {

  private static final DataElement KG =
      element("kg", DataElement.Type.NUMBER, Range.parse("(0..650]", BigDecimal::new));
  private static final DataElement SEX = element("sex", DataElement.Type.CODE, null, "f", "m");

  @Test
  void aCompleteTableWithoutOverlapHasNoProblem() {
    assertThat(
            check(
                Table.Hit.UNIQUE, true, "[..5) any", "[5..) f", "[5..) m | missing", "missing any"))
        .isEmpty();
  }

  @Test
  void aGapNamesThePatientWhoFallsThrough() {
    assertThat(check(Table.Hit.UNIQUE, true, "[..5) any", "(5..) any", "missing any"))
        .containsExactly("table.csv: gap: no row for kg 5, sex anything");
    assertThat(check(Table.Hit.UNIQUE, true, "[..5) any", "[5..) f", "[5..) m", "missing any"))
        .containsExactly("table.csv: gap: no row for kg 5, sex missing (absent)");
    assertThat(check(Table.Hit.UNIQUE, true, "[..) any", "missing:stale | missing:absent any"))
        .anySatisfy(problem -> assertThat(problem).contains("kg missing (invalid)"));
  }

  @Test
  void anOverlapNamesBothRowsAndThePatient() {
    assertThat(check(Table.Hit.UNIQUE, true, "[..5] any", "[5..) any", "missing any"))
        .containsExactly(
            "table.csv, row r0 and r1: overlap: rows r0 and r1 both hold for kg 5, sex f");
  }

  @Test
  void aRowNobodyReachesIsFound() {
    assertThat(check(Table.Hit.UNIQUE, true, "[..) any", "missing any", "> 650 any"))
        .containsExactly("table.csv, row r2: no patient can reach this row");
  }

  @Test
  void whereAllRowsCountNeitherGapsNorOverlapsMatter() {
    assertThat(check(Table.Hit.COLLECT, false, "[..5] any", "[5..9] any")).isEmpty();
  }

  /** Five inputs of sixty bounds each have more cells than can be looked at one by one. */
  @Test
  void aTableThatIsTooLargeToBeCheckedIsRefused() {
    List<DataElement> inputs = new ArrayList<>();
    for (int input = 0; input < 5; input++) {
      inputs.add(
          element("kg" + input, DataElement.Type.NUMBER, Range.parse("(0..650]", BigDecimal::new)));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (int bound = 1; bound <= 60; bound++) {
      List<Cell> cells = new ArrayList<>();
      for (DataElement input : inputs) {
        cells.add(Cell.parse("[" + bound + "..) | missing", input, name -> null));
      }
      rows.add(row("r" + bound, cells));
    }
    Problems problems = new Problems();
    TableCheck.check(table(Table.Hit.COLLECT, false, inputs, rows), problems);

    assertThat(problems.found())
        .singleElement()
        .satisfies(found -> assertThat(found.message()).contains("too large to be checked"));
  }

  private static List<String> check(Table.Hit hit, boolean complete, String... rows) {
    List<Table.Row> all = new ArrayList<>();
    for (String row : rows) {
      int split =
          row.contains(" | missing") && !row.endsWith("any")
              ? row.indexOf(' ')
              : row.lastIndexOf(' ');
      all.add(
          row(
              "r" + all.size(),
              List.of(
                  Cell.parse(row.substring(0, split), KG, name -> null),
                  Cell.parse(row.substring(split + 1), SEX, name -> null))));
    }
    Problems problems = new Problems();
    TableCheck.check(table(hit, complete, List.of(KG, SEX), all), problems);
    return problems.found().stream().map(Problem::toString).toList();
  }

  private static Table.Row row(String id, List<Cell> cells) {
    return new Table.Row(
        "table",
        id,
        2,
        cells,
        Map.of(),
        null,
        null,
        null,
        null,
        new Evidence("source", "Source", null),
        Confidence.CONFIRMED);
  }

  private static Table table(
      Table.Hit hit, boolean complete, List<DataElement> inputs, List<Table.Row> rows) {
    return new Table(
        "table",
        "table.csv",
        hit,
        complete,
        false,
        java.util.Set.of(),
        java.util.Set.of(),
        inputs,
        List.of(),
        rows);
  }

  private static DataElement element(
      String name, DataElement.Type type, Range domain, String... values) {
    return new DataElement(
        name,
        name.equals("kg") ? 0 : 1,
        type,
        null,
        List.of(values),
        domain,
        name,
        false,
        false,
        "newest",
        JsonNodeFactory.instance.objectNode(),
        "elements.yaml");
  }
}
