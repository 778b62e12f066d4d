package cds.authoring.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Looks at the parts of a workbook before any library reads it: an XLSX file is a ZIP of XML files.
 * What was looked at is packed anew, so that nobody after this can see the ZIP in another way.
 */
final class WorkbookParts {

  static final int MAX_PARTS = 200;
  static final int MAX_INFLATED = 20_000_000;

  private static final byte[] OLD_FORMAT = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
  private static final String PROTECTED =
      new String(
          "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_\\[\\]. /-]{1,200}");

  /** Pictures and printer settings, which a plain workbook may have and nobody here reads. */
  private static final Pattern IGNORED =
      Pattern.compile(".*\\.(png|jpe?g|gif|emf|wmf|vml)|xl/printersettings/[a-z0-9]+\\.bin");

  private static final List<String> REFUSED =
      List.of(
          "vbaproject",
          "vbadata",
          "externallinks",
          "embeddings",
          "activex",
          "ctrlprops",
          "macrosheets",
          "dialogsheets",
          "querytables",
          "connections",
          "customui",
          "model");

  private WorkbookParts() {}

  /**
   * The XML parts of a workbook that holds nothing to run, packed anew.
   *
   * @throws SheetRefused when it is no workbook, too large, or holds more than tables
   */
  static byte[] checked(byte[] file) {
    if (startsWith(file, OLD_FORMAT)) {
      boolean locked = new String(file, StandardCharsets.ISO_8859_1).contains(PROTECTED);
      throw new SheetRefused(
          locked
              ? "the workbook is protected by a password; save it without one"
              : "the file is an old Excel workbook; save it as .xlsx");
    }
    try {
      Path copy = Files.createTempFile("sheet", ".zip");
      try {
        Files.write(copy, file);
        return repacked(copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startsWith(byte[] file, byte[] start) {
    return file.length >= start.length
        && java.util.Arrays.equals(file, 0, start.length, start, 0, start.length);
  }

  private static byte[] repacked(Path copy) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFile zip = open(copy);
        ZipOutputStream packed = new ZipOutputStream(bytes)) {
      packed.setLevel(Deflater.BEST_SPEED);
      if (zip.size() > MAX_PARTS) {
        throw new SheetRefused("the workbook has more than " + MAX_PARTS + " parts");
      }
      long inflated = 0;
      Set<String> names = new HashSet<>();
      for (ZipEntry part : Collections.list(zip.entries())) {
        String name = part.getName().toLowerCase(Locale.ROOT);
        boolean wanted = checkName(part.getName(), name);
        if (!names.add(name)) {
          throw new SheetRefused("the workbook has a part twice: " + part.getName());
        }
        byte[] content = inflate(zip, part, (int) (MAX_INFLATED - inflated));
        inflated += content.length;
        if (wanted && !part.isDirectory()) {
          PartCheck.check(name, content);
          packed.putNextEntry(new ZipEntry(part.getName()));
          packed.write(content);
          packed.closeEntry();
        }
      }
      if (!names.contains("[content_types].xml")) {
        throw noWorkbook();
      }
    }
    return bytes.toByteArray();
  }

  private static ZipFile open(Path copy) {
    try {
      return new ZipFile(copy.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw noWorkbook();
    }
  }

  static SheetRefused noWorkbook() {
    return new SheetRefused("the file cannot be read as a workbook (.xlsx)");
  }

  /** Whether a part is read; parts that no plain workbook has are refused. */
  private static boolean checkName(String written, String name) {
    if (!NAME.matcher(written).matches() || name.startsWith("/") || name.contains("..")) {
      throw new SheetRefused("the workbook has a part whose name is not allowed");
    }
    if (REFUSED.stream().anyMatch(word -> holds(name, word))) {
      throw new SheetRefused(
          "the workbook holds more than tables ("
              + written
              + "): macros, links to other files and"
              + " embedded objects are not taken");
    }
    boolean read = name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith("/");
    if (!read && !IGNORED.matcher(name).matches()) {
      throw new SheetRefused("the workbook has a part that no plain workbook has: " + written);
    }
    return read;
  }

  /** Whether a folder or the beginning of a file's name is this word. */
  private static boolean holds(String name, String word) {
    return name.contains(word + "/") || name.substring(name.lastIndexOf('/') + 1).startsWith(word);
  }

  private static byte[] inflate(ZipFile zip, ZipEntry part, int most) {
    try (InputStream content = zip.getInputStream(part)) {
      byte[] bytes = content.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new SheetRefused(
            "the workbook is larger than " + MAX_INFLATED / 1_000_000 + " MB when unpacked");
      }
      return bytes;
    } catch (IOException e) {
      throw noWorkbook();
    }
  }
}
