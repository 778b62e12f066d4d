package cds.authoring.sheet;

import cds.knowledge.RuleFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A release as a folder that git can hold, in a ZIP: {@code rules/} and {@code fhir-profiles/},
 * under any one folder.
 */
public final class ReleaseFolder {

  /** A ZIP has at most this many bytes. */
  public static final int MAX_BYTES = 10_000_000;

  private static final int MAX_FILES = 2_000;
  private static final int MAX_FILE = 2_000_000;
  private static final int MAX_INFLATED = 20_000_000;
  private static final String PROFILES = "fhir-profiles/";
  private static final Pattern ROOT = Pattern.compile("(|.*/)rules/services\\.yaml");
  private static final Pattern TEXT =
      Pattern.compile(
          "(rules|fhir-profiles)(/[A-Za-z0-9][A-Za-z0-9_.-]{0,63}){1,6}\\.(yaml|csv|md|json)");

  private ReleaseFolder() {}

  /**
   * The ZIP of a release; of the same texts always the same bytes.
   *
   * @param files its texts
   * @param beside further files by name
   */
  public static byte[] zip(RuleFiles files, Map<String, String> beside) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      Map<String, String> all = new TreeMap<>(files.texts());
      all.putAll(beside);
      for (Map.Entry<String, String> file : all.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The texts of a release. What is neither rules nor profiles, and files that are no texts of
   * rules, are passed over. A ZIP without profiles leaves those as they are.
   *
   * @param zip the ZIP
   * @param now the release in force
   * @throws SheetRefused when it is none, holds no rules, or is too large
   */
  public static RuleFiles read(byte[] zip, RuleFiles now) {
    Map<String, byte[]> entries = entries(zip);
    String root =
        entries.keySet().stream()
            .map(ROOT::matcher)
            .filter(Matcher::matches)
            .map(found -> found.group(1))
            .min(Comparator.comparingInt(String::length))
            .orElseThrow(() -> new SheetRefused("the ZIP holds no rules/services.yaml"));
    Map<String, String> texts = new TreeMap<>();
    entries.forEach(
        (name, bytes) -> {
          String path = name.startsWith(root) ? name.substring(root.length()) : "";
          if (TEXT.matcher(path).matches() && !path.contains("..")) {
            texts.put(path, text(path, bytes));
          }
        });
    if (texts.keySet().stream().noneMatch(path -> path.startsWith(PROFILES))) {
      now.under(PROFILES, "").forEach(path -> texts.put(path, now.text(path).orElse("")));
    }
    return new RuleFiles(texts);
  }

  private static Map<String, byte[]> entries(byte[] bytes) {
    Map<String, byte[]> entries = new TreeMap<>();
    int inflated = 0;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        byte[] content = content(zip);
        inflated += content.length;
        if (entries.size() == MAX_FILES || inflated > MAX_INFLATED) {
          throw new SheetRefused("the ZIP holds more than 2,000 files or 20 MB");
        }
        if (entries.put(entry.getName(), content) != null) {
          throw new SheetRefused("the ZIP holds a file twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new SheetRefused("the file is no ZIP that can be read");
    }
    return entries;
  }

  private static byte[] content(InputStream entry) throws IOException {
    byte[] content = entry.readNBytes(MAX_FILE + 1);
    if (content.length > MAX_FILE) {
      throw new SheetRefused("a file in the ZIP has more than 2 MB");
    }
    return content;
  }

  private static String text(String path, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SheetRefused(path, "is not UTF-8 text");
    }
  }
}
