package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTests {

  private static final Grid AGE =
      Grid.ofCsv("id,age_months [mo],>criterion\nold,[6..),met\nyoung,[0..6),not-met\n");

  /** Who opens a table and saves it without a change has changed no byte of it. */
  @Test
  void everyTableOfTheReleaseIsWrittenAsItWasRead() {
    Map<String, String> tables = RuleTexts.ending(".csv");

    assertThat(tables).hasSizeGreaterThan(100);
    tables.forEach(
        (path, text) -> {
          Grid grid = Grid.ofCsv(text);
          assertThat(grid.csv(text)).as(path).isEqualTo(text);
          assertThat(Grid.ofCsv(grid.csv())).as(path).isEqualTo(grid);
          // Reference curves quote the source where they need not.
          assertThat(grid.csv().equals(text) || path.contains("/reference/")).as(path).isTrue();
        });
  }

  /** Quotation marks that nobody needs stay where nobody changes the row. */
  @Test
  void onlyTheLineOfAChangedRowIsWrittenAnew() {
    String before = "id,\"note\"\r\n\"a\",\"x\ny\"\r\nb,\"z\"\r\nb,z";
    Grid grid = Grid.ofCsv(before);

    assertThat(grid.csv(before)).isEqualTo("id,\"note\"\n\"a\",\"x\ny\"\nb,\"z\"\nb,z\n");
    assertThat(grid.with(1, "id", "c").csv(before))
        .isEqualTo("id,\"note\"\n\"a\",\"x\ny\"\nc,z\nb,\"z\"\n");
  }

  @Test
  void aCellThatNeedsQuotationMarksGetsThem() {
    Grid grid = Grid.ofCsv("a,\"b,c\"\r\n\"say \"\"so\"\"\",\"two\nlines\"\r\n");

    assertThat(grid.header()).containsExactly("a", "b,c");
    assertThat(grid.rows()).containsExactly(List.of("say \"so\"", "two\nlines"));
    assertThat(grid.csv()).isEqualTo("a,\"b,c\"\n\"say \"\"so\"\"\",\"two\nlines\"\n");
  }

  @Test
  void anyTextSurvivesWritingAndReading() {
    Random dice = new Random(20261122);
    String letters = "a,\"\n\r;= {}|é漢\uD83D\uDE00\\'\t";
    for (int round = 0; round < 300; round++) {
      List<List<String>> rows =
          IntStream.range(0, dice.nextInt(4))
              .mapToObj(row -> List.of(text(dice, letters), text(dice, letters)))
              .toList();
      Grid grid = new Grid(List.of("id", "x" + round), rows);

      assertThat(Grid.ofCsv(grid.csv())).isEqualTo(grid);
    }
  }

  private static String text(Random dice, String letters) {
    int[] points =
        dice.ints(dice.nextInt(6), 0, letters.codePointCount(0, letters.length()))
            .map(i -> letters.codePointAt(letters.offsetByCodePoints(0, i)))
            .toArray();
    return new String(points, 0, points.length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "''! the file is empty; the first line must name the columns",
        "a,b#1! line 2: has 1 cell; the header has 2",
        "a,b#1,2##3,4! line 3: has 1 cell; the header has 2",
        "a,b#1,2,3! line 2: has 3 cells; the header has 2",
        "a,a#1,2! column a: stands here twice",
        "a,,c#1,2,3! column 2: has no name in the first row",
        "a,b#1,\"2#3,4! line 2: a quotation mark is opened and never closed",
        "a,b#1,\"2\"x! line 2: not readable as CSV; quotation marks must stand around a whole cell",
      })
  void whatIsNoTableIsRefusedWithTheLine(String csv, String says) {
    String text = csv.equals("''") ? "" : csv.replace('#', '\n');

    assertThatThrownBy(() -> Grid.ofCsv(text)).isInstanceOf(SheetRefused.class).hasMessage(says);
  }

  @Test
  void rowsAndColumnsComeAndGo() {
    assertThat(AGE.with(AGE.row("old"), "age_months [mo]", "[7..)").csv())
        .isEqualTo("id,age_months [mo],>criterion\nold,[7..),met\nyoung,[0..6),not-met\n");
    assertThat(AGE.withRow(-1, List.of("any", "any", "met")).rows().get(0).get(0)).isEqualTo("any");
    assertThat(AGE.withRow(0, List.of("any", "any", "met")).row("any")).isEqualTo(1);
    assertThat(AGE.withoutRow(0).rows()).containsExactly(List.of("young", "[0..6)", "not-met"));
    assertThat(AGE.withColumn("id", "doubt", "any").csv())
        .isEqualTo(
            "id,doubt,age_months [mo],>criterion\nold,any,[6..),met\nyoung,any,[0..6),not-met\n");
    assertThat(AGE.withColumn("id", "doubt", "any").withoutColumn("doubt")).isEqualTo(AGE);
    assertThat(AGE.cell(1, ">criterion")).isEqualTo("not-met");
    assertThat(AGE.row("nobody")).isEqualTo(-1);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> AGE.with(2, "id", "x")).hasMessage("the table has no row 3");
    assertThatThrownBy(() -> AGE.with(0, "x", "x")).hasMessage("the table has no column 'x'");
    assertThatThrownBy(() -> AGE.withColumn("id", "id", "x"))
        .hasMessage("column id: stands here twice");
    assertThatThrownBy(() -> AGE.withRow(0, List.of("x")))
        .hasMessage("row 2: has 1 cell; the header has 3");
    assertThatThrownBy(() -> AGE.with(0, "id", "a\u202Eb"))
        .hasMessage("column id: has the invisible character U+202E, which no text here may have");
  }
}
