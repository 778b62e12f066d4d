package cds.authoring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are sent to harm: each is refused with a sentence, at once, and leaves nothing. */
class HostileFileTests {

  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final Grid GRID =
      new Grid(List.of("id", "n"), List.of(List.of("a", "[15..30)"), List.of("b", "any")));
  private static final byte[] GOOD = Spreadsheet.xlsx(Map.of("age", GRID));

  private List<String> files = List.of();

  @BeforeEach
  void look() {
    files = temporary();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(temporary()).isEqualTo(files);
  }

  private static List<String> temporary() {
    String[] names =
        new File(System.getProperty("java.io.tmpdir"))
            .list((folder, name) -> name.matches("sheet\\d+\\.zip"));
    return Arrays.stream(names == null ? new String[0] : names).sorted().toList();
  }

  private static void refused(byte[] file, String says) {
    assertThatThrownBy(() -> Spreadsheet.read(file, "x.xlsx"))
        .isInstanceOf(SheetRefused.class)
        .hasMessageContaining(says);
  }

  @Test
  void whatIsTestedHereIsTakenWhenNothingIsDoneToIt() {
    assertThat(Spreadsheet.read(Zip.of(Zip.parts(GOOD)), "x.xlsx")).isEqualTo(Map.of("age", GRID));
  }

  @Test
  void aBombIsNotUnpacked() {
    byte[] file = Zip.with(GOOD, "xl/media/image1.png", new byte[100_000_000]);

    assertThat(file.length).isLessThan(Spreadsheet.MAX_BYTES);
    refused(file, "larger than 20 MB when unpacked");
    refused(Zip.with(GOOD, "xl/theme/a.xml", new byte[30_000_000]), "larger than 20 MB");
  }

  @ParameterizedTest
  @CsvSource({
    "xl/vbaProject.bin, holds more than tables",
    "xl/VBAPROJECT.BIN, holds more than tables",
    "xl/externalLinks/externalLink1.xml, holds more than tables",
    "xl/embeddings/oleObject1.bin, holds more than tables",
    "xl/macrosheets/sheet1.xml, holds more than tables",
    "xl/activeX/activeX1.xml, holds more than tables",
    "xl/connections.xml, holds more than tables",
    "xl/queryTables/queryTable1.xml, holds more than tables",
    "customUI/customUI.xml, holds more than tables",
    "inner.zip, a part that no plain workbook has",
    "xl/inner.xlsx, a part that no plain workbook has",
    "mimetype, a part that no plain workbook has",
    "../../x.xml, name is not allowed",
    "/etc/x.xml, name is not allowed",
    "..\\x.xml, name is not allowed",
    "C:\\x.xml, name is not allowed",
    "xl/\u202Ex.xml, name is not allowed",
  })
  void aPartThatNoPlainWorkbookHasIsRefused(String name, String says) {
    refused(Zip.with(GOOD, name, "<a/>".getBytes(StandardCharsets.UTF_8)), says);
  }

  @Test
  void manyPartsAreRefused() {
    Map<String, byte[]> parts = new LinkedHashMap<>(Zip.parts(GOOD));
    for (int i = 0; i < 200; i++) {
      parts.put("xl/theme/t" + i + ".xml", "<a/>".getBytes(StandardCharsets.UTF_8));
    }
    refused(Zip.of(parts), "more than 200 parts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c"
            + " \"&b;&b;&b;&b;&b;&b;&b;\">]>"
      })
  void documentTypesAndEntitiesAreRefusedInEveryPart(String type) {
    Map<String, byte[]> parts = Zip.parts(GOOD);
    parts.forEach(
        (name, content) -> {
          String text = new String(content, StandardCharsets.UTF_8);
          int begin = text.startsWith("<?xml") ? text.indexOf("?>") + 2 : 0;
          String changed = text.substring(0, begin) + type + text.substring(begin);
          refused(
              Zip.with(GOOD, name, changed.getBytes(StandardCharsets.UTF_8)),
              "not written as workbooks are");
          refused(
              Zip.with(GOOD, name, changed.getBytes(StandardCharsets.UTF_16)),
              "not written as workbooks are");
        });
    assertThat(parts).hasSizeGreaterThan(5);
  }

  @Test
  void otherEncodingsAreRefused() {
    String sheet = Zip.part(GOOD, SHEET).replaceFirst("encoding=\"UTF-8\"", "encoding=\"IBM037\"");

    refused(Zip.with(GOOD, SHEET, sheet.getBytes(java.nio.charset.Charset.forName("IBM037"))), "");
    refused(
        Zip.with(
            GOOD,
            SHEET,
            Zip.part(GOOD, SHEET)
                .replaceFirst("encoding=\"UTF-8\"", "encoding=\"UTF-7\"")
                .getBytes(StandardCharsets.UTF_8)),
        "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "<c r=\"A2\"!<c r=\"ZZZZZZZ2\"! not written as workbooks are",
        "<c r=\"A2\"!<c r=\"XFE2\"! not written as workbooks are",
        "<c r=\"A2\"!<c r=\"XFD2\"! more than 60 columns",
        "<c r=\"A2\"!<c r=\"A99999999999\"! not written as workbooks are",
        "<row r=\"3\"!<row r=\"10000000\"! more than 5000 rows",
        "<row r=\"3\"!<row r=\"9999999\"! more than 5000 rows",
        "<row r=\"3\"!<row r=\"-3\"! more than 5000 rows",
        "<row r=\"3\"!<row r=\"2\"! cannot be read",
        "t=\"s\"!t=\"d\"! cannot be read",
        "t=\"s\"!t=\"e\"! is an error",
      })
  void addressesAndTypesThatCannotBeAreRefused(String text, String other, String says) {
    refused(Zip.replaced(GOOD, SHEET, text, other), says);
  }

  @Test
  void manyEmptyRowsAndLongNumbersAreRefusedAtOnce() {
    String rows = "<row></row>".repeat(1_500_000);
    refused(Zip.replaced(GOOD, SHEET, "</sheetData>", rows + "</sheetData>"), "5000 rows");
    String number = "<row r=\"9\"><c r=\"A9\"><v>" + "9".repeat(15_000_000) + "</v></c></row>";
    refused(
        Zip.replaced(GOOD, SHEET, "</sheetData>", number + "</sheetData>"), "longer than a cell");
    String big = "<row r=\"9\"><c r=\"A9\"><v>1e999999999</v></c></row>";
    refused(Zip.replaced(GOOD, SHEET, "</sheetData>", big + "</sheetData>"), "");
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    refused(Zip.replaced(GOOD, SHEET, "</sheetData>", deep + "</sheetData>"), "not written as");
  }

  @ParameterizedTest
  @CsvSource({
    "externalLink, Internal",
    "oleObject, Internal",
    "vbaProject, Internal",
    "image, External",
    "worksheet, External"
  })
  void linksToOtherFilesAreRefused(String kind, String mode) {
    String link =
        "<Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/x/%s\" TargetMode=\"%s\""
            .formatted(kind, mode);
    refused(
        Zip.replaced(
            GOOD,
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            link + " Target=\"file:///etc/passwd\"/></Relationships>"),
        "linked with other files");
  }

  @Test
  void theKindIsToldByWhatIsInTheFileToo() {
    refused(new byte[0], "cannot be read as a workbook");
    refused("id,n\n".getBytes(StandardCharsets.UTF_8), "cannot be read as a workbook");
    refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}, "an old Excel workbook");
    byte[] locked = "....EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 0, locked, 0, 4);
    refused(locked, "protected by a password");
    assertThatThrownBy(() -> Spreadsheet.read(GOOD, "x.csv")).isInstanceOf(SheetRefused.class);
  }

  @Test
  void aFileThatIsCutOffIsRefused() {
    for (int length = 0; length < GOOD.length; length += 97) {
      refused(Arrays.copyOf(GOOD, length), "cannot be read as a workbook");
    }
  }

  /** Whatever the bytes, there is a table or a sentence. */
  @Test
  void noiseIsATableOrASentence() {
    Random dice = new Random(20261122);
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] noise = new byte[dice.nextInt(300)];
      dice.nextBytes(noise);
      files.add(noise);
      files.add(scratched(GOOD, dice));
    }
    Map<String, byte[]> parts = Zip.parts(GOOD);
    for (int i = 0; i < 250; i++) {
      String part = List.copyOf(parts.keySet()).get(dice.nextInt(parts.size()));
      Map<String, byte[]> changed = new LinkedHashMap<>(parts);
      changed.put(part, scratched(parts.get(part), dice));
      files.add(Zip.of(changed));
    }
    int refused = 0;
    for (byte[] file : files) {
      for (String name : List.of("x.xlsx", "x.csv")) {
        Throwable thrown = catchThrowable(() -> Spreadsheet.read(file, name));
        if (thrown != null) {
          refused++;
          assertThat(thrown).isInstanceOf(SheetRefused.class);
          assertThat(thrown.getMessage()).isNotBlank().hasSizeLessThan(400);
        }
      }
    }
    assertThat(refused).isBetween(files.size(), files.size() * 2 - 1);
  }

  private static byte[] scratched(byte[] file, Random dice) {
    byte[] other = file.clone();
    for (int i = dice.nextInt(3); i >= 0; i--) {
      int place = dice.nextInt(other.length);
      switch (dice.nextInt(3)) {
        case 0 -> other[place] = (byte) dice.nextInt(256);
        case 1 -> other[place] = "<>/&\"'0-9=r".getBytes(StandardCharsets.UTF_8)[dice.nextInt(10)];
        default -> other[place] ^= (byte) (1 << dice.nextInt(8));
      }
    }
    return other;
  }
}
