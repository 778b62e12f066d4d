package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that leave as files and come back. */
class SpreadsheetTests {

  @Test
  void everyTableOfTheReleaseSurvivesAWorkbookAndCsv() {
    Map<String, Map<String, Grid>> folders =
        RuleTexts.ending(".csv").entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.getKey().substring(0, file.getKey().lastIndexOf('/')),
                    Collectors.toMap(
                        file -> name(file.getKey()),
                        file -> Grid.ofCsv(file.getValue()),
                        (one, other) -> one,
                        LinkedHashMap::new)));

    assertThat(folders).hasSizeGreaterThan(40);
    folders.forEach(
        (folder, tables) -> {
          Map<String, Grid> read = Spreadsheet.read(Spreadsheet.xlsx(tables), "tables.xlsx");
          assertThat(read).as(folder).containsExactlyEntriesOf(tables);
          tables.forEach(
              (name, grid) ->
                  assertThat(Spreadsheet.read(utf8(grid.csv()), name + ".csv"))
                      .isEqualTo(Map.of(name, grid)));
        });
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".csv".length());
  }

  /** Nothing a cell begins with makes a spreadsheet program compute. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://evil\")",
        "<script>alert(1)</script>",
        "15.10",
        "007",
        "1-2",
        " padded ",
        "two\nlines",
        "&amp; < > \" '",
        "\uD83D\uDE00 漢字 é"
      })
  void everyCellIsText(String text) throws IOException {
    Grid grid = new Grid(List.of("id", "=note"), List.of(List.of("a", text)));
    byte[] file = Spreadsheet.xlsx(Map.of("age", grid));

    assertThat(Spreadsheet.read(file, "age.xlsx")).isEqualTo(Map.of("age", grid));
    String sheet = Zip.part(file, "xl/worksheets/sheet1.xml");
    assertThat(sheet).doesNotContain("<f").contains("<pane ");
    assertThat(sheet.split("<v>", -1).length).isEqualTo(sheet.split(" t=\"s\"", -1).length);
  }

  /** What people leave around a table in a spreadsheet program is no part of it. */
  @Test
  void emptyRowsColumnsAndSheetsAreLeftOut() {
    byte[] file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "id");
              sheet.value(0, 1, "n");
              sheet.value(1, 0, "a");
              sheet.value(3, 1, 4);
              sheet.value(9, 3, " ");
              sheet.getWorkbook().newWorksheet("Sheet 2");
            });

    assertThat(Spreadsheet.read(file, "x.xlsx"))
        .isEqualTo(
            Map.of(
                "age",
                new Grid(
                    List.of("id", "n"),
                    List.of(List.of("a", ""), List.of("", ""), List.of("", "4")))));
  }

  @Test
  void numbersAreReadAsTheyAreWritten() {
    byte[] file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "id");
              sheet.value(1, 0, new java.math.BigDecimal("15.10"));
              sheet.value(2, 0, 1.1);
              sheet.value(3, 0, new java.math.BigDecimal("1.1000000000000001"));
              sheet.value(4, 0, new java.math.BigDecimal("1E+3"));
              sheet.value(5, 0, -7);
            });

    assertThat(Spreadsheet.read(file, "x.xlsx").get("age").rows())
        .extracting(row -> row.get(0))
        .containsExactly("15.10", "1.1", "1.1", "1000", "-7");
  }

  @Test
  void whatIsNeitherTextNorNumberIsRefusedByItsCell() {
    refused(sheet -> sheet.formula(3, 1, "A1+1"), "is a formula; write what it gives as text");
    refused(
        sheet -> {
          sheet.value(3, 1, LocalDate.of(2026, 11, 22));
          sheet.style(3, 1).format("dd.mm.yyyy").set();
        },
        "is a date or a time; write it as text");
    refused(
        sheet -> {
          sheet.value(3, 1, 0.5);
          sheet.style(3, 1).format("0.0%").set();
        },
        "is shown as a percentage; write it as text");
    refused(sheet -> sheet.value(3, 1, true), "is a truth value; write it as text");
    refused(sheet -> sheet.value(3, 1, "x".repeat(2001)), "has more than 2000 characters");
    refused(
        sheet -> sheet.value(3, 1, "a\u200Eb\u202Ec"),
        "has the invisible character U+202E, which no text here may have");
  }

  private static void refused(Consumer<Worksheet> cell, String says) {
    byte[] file =
        workbook(
            sheet -> {
              sheet.value(0, 0, "id");
              sheet.value(0, 1, "n");
              cell.accept(sheet);
            });

    assertThatThrownBy(() -> Spreadsheet.read(file, "x.xlsx"))
        .isInstanceOf(SheetRefused.class)
        .hasMessage("sheet age, cell B4: " + says);
  }

  @Test
  void aTableKeepsWithinItsLimits() {
    assertThatThrownBy(() -> read(sheet -> sheet.value(5001, 0, "last")))
        .hasMessage("sheet age: has more than 5000 rows");
    assertThatThrownBy(() -> read(sheet -> sheet.value(0, 60, "last")))
        .hasMessage("sheet age: has more than 60 columns");
    assertThatThrownBy(() -> read(sheet -> sheet.value(4, 3, "lost")))
        .hasMessage("sheet age, column 2: has no name in the first row");
    assertThatThrownBy(
            () ->
                read(
                    sheet -> {
                      for (int i = 0; i < 20; i++) {
                        sheet.getWorkbook().newWorksheet("t" + i);
                      }
                    }))
        .hasMessage("the workbook has more than 20 sheets");
    assertThatThrownBy(
            () -> read(sheet -> sheet.getWorkbook().newWorksheet("a b").value(0, 0, "x")))
        .hasMessage(
            "the sheet 'a b': must bear the name of its table: letters, digits and hyphens only");
    assertThatThrownBy(() -> Spreadsheet.read(new byte[2_000_001], "x.csv"))
        .hasMessage("the file is larger than 2 MB");
  }

  private static Map<String, Grid> read(Consumer<Worksheet> more) {
    return Spreadsheet.read(
        workbook(
            sheet -> {
              sheet.value(0, 0, "id");
              more.accept(sheet);
            }),
        "x.xlsx");
  }

  @Test
  void csvMayHaveAMarkAtItsBeginningAndEmptyLinesAtItsEnd() {
    Grid grid = new Grid(List.of("id", "n"), List.of(List.of("é", "15.10")));

    assertThat(Spreadsheet.read(utf8("\uFEFFid,n\r\né,15.10\r\n\r\n\r\n"), "../../age.csv"))
        .isEqualTo(Map.of("age", grid));
    assertThat(Spreadsheet.read(utf8("id,n,\né,15.10,\n,,\n"), "C:\\tables\\age.CSV"))
        .isEqualTo(Map.of("age", grid));
  }

  @Test
  void otherFilesAreRefusedWithWhatToDo() {
    assertThatThrownBy(() -> Spreadsheet.read(utf8("id;n\n1;2\n"), "a.csv"))
        .hasMessage("line 1: separates columns by semicolons; commas are needed");
    assertThatThrownBy(
            () -> Spreadsheet.read("id,é\n".getBytes(StandardCharsets.ISO_8859_1), "a.csv"))
        .hasMessage("the file is not in UTF-8; save it as \"CSV UTF-8\"");
    assertThatThrownBy(() -> Spreadsheet.read(utf8("id\n\0\n"), "a.csv"))
        .hasMessageContaining("U+0000");
    assertThatThrownBy(() -> Spreadsheet.read(utf8("id\n1\n"), "a.txt"))
        .hasMessage("only files .xlsx and .csv are taken");
    assertThatThrownBy(() -> Spreadsheet.read(utf8("id\n1\n"), "..csv"))
        .hasMessageContaining("must bear the name of its table");
    assertThatThrownBy(() -> Spreadsheet.read(utf8("id\n1\n"), "a.xlsm"))
        .hasMessage("a file .xlsm is not taken; save it as .xlsx or as CSV");
  }

  @Test
  void aNameThatNoSheetCanHaveIsRefused() {
    Grid grid = new Grid(List.of("id"), List.of());

    for (String name : List.of("a/b", "", "x".repeat(32), "it's", "=a")) {
      assertThatThrownBy(() -> Spreadsheet.xlsx(Map.of(name, grid)))
          .isInstanceOf(SheetRefused.class)
          .hasMessageContaining("a name that no sheet can have");
    }
    assertThatThrownBy(() -> Spreadsheet.xlsx(Map.of("Age", grid, "age", grid)))
        .hasMessageContaining("but for capitals");
    assertThatThrownBy(
            () -> Spreadsheet.xlsx(Map.of("age", new Grid(List.of("a\u0001"), List.of()))))
        .hasMessageContaining("U+0001");
  }

  static byte[] workbook(Consumer<Worksheet> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "tests", "1.0")) {
      content.accept(workbook.newWorksheet("age"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
