package cds.authoring.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Workbooks taken apart and put together otherwise. */
final class Zip {

  private Zip() {}

  /** The parts of a workbook by name. */
  static Map<String, byte[]> parts(byte[] file) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try {
      Path copy = Files.createTempFile("zip", ".test");
      Files.write(copy, file);
      try (ZipFile zip = new ZipFile(copy.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  static String part(byte[] file, String name) {
    return new String(parts(file).get(name), StandardCharsets.UTF_8);
  }

  /** A ZIP of these parts. */
  static byte[] of(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The workbook with one part more, or another in its place. */
  static byte[] with(byte[] file, String name, byte[] content) {
    Map<String, byte[]> parts = parts(file);
    parts.put(name, content);
    return of(parts);
  }

  /** The workbook in which a text of a part is another. */
  static byte[] replaced(byte[] file, String name, String text, String other) {
    String content = part(file, name);
    if (!content.contains(text)) {
      throw new IllegalArgumentException("no " + text + " in " + content);
    }
    return with(file, name, content.replace(text, other).getBytes(StandardCharsets.UTF_8));
  }
}
