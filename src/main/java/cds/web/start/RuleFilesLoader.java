package cds.web.start;

import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Reads the texts of a rule release from a folder or from the class path (classes or jar), under
 * the same relative paths.
 */
public final class RuleFilesLoader {

  private static final String RULES = "rules/";
  private static final String PROFILES = "fhir-profiles/";
  private static final List<String> TEXTS = List.of(".yaml", ".csv", ".md", ".json");

  private final PathMatchingResourcePatternResolver classPath;

  /** Takes the class loader that knows the packed rules. */
  public RuleFilesLoader(ClassLoader classLoader) {
    this.classPath = new PathMatchingResourcePatternResolver(classLoader);
  }

  /**
   * Reads a release.
   *
   * @param rules folder of rules, with {@code fhir-profiles} beside it if that is to be replaced
   *     too; null for everything from the class path
   * @throws StartRefused when there is nothing to read, or a file is not text
   */
  public RuleFiles load(@Nullable Path rules) {
    Map<String, String> texts = new TreeMap<>();
    try {
      if (rules == null) {
        readClassPath(RULES, texts);
        readClassPath(PROFILES, texts);
      } else {
        Path folder = rules.toAbsolutePath().normalize();
        readFolder(folder, RULES, texts);
        Path profiles = folder.resolveSibling("fhir-profiles");
        if (Files.isDirectory(profiles)) {
          readFolder(profiles, PROFILES, texts);
        } else {
          readClassPath(PROFILES, texts);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the rules cannot be read", e);
    }
    if (texts.keySet().stream().noneMatch(path -> path.startsWith(RULES))) {
      throw new StartRefused(
          rules == null
              ? "No rules are packed with the service. Set cds.rules to a folder of rules."
              : "cds.rules names a folder without rules (.yaml, .csv, .md or .json): " + rules);
    }
    return new RuleFiles(texts);
  }

  private static void readFolder(Path folder, String prefix, Map<String, String> texts)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new StartRefused("cds.rules is not a folder: " + folder);
    }
    // The real path, because a walk does not step into a folder that is a link itself.
    Path root = folder.toRealPath();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = prefix + root.relativize(file).toString().replace('\\', '/');
        if (isText(path)) {
          texts.put(path, decode(path, Files.readAllBytes(file)));
        }
      }
    }
  }

  private void readClassPath(String prefix, Map<String, String> texts) throws IOException {
    for (Resource root : classPath.getResources("classpath*:" + prefix)) {
      String base = root.getURL().toString();
      for (Resource file : classPath.getResources("classpath*:" + prefix + "**/*.*")) {
        String url = file.getURL().toString();
        if (!url.startsWith(base)) {
          continue;
        }
        String relative =
            StringUtils.uriDecode(url.substring(base.length()), StandardCharsets.UTF_8);
        String path = prefix + relative;
        if (!isText(path)) {
          continue;
        }
        // Which of two would win depends on the order of the class path: refuse instead.
        if (texts.put(path, decode(path, file.getContentAsByteArray())) != null) {
          throw new StartRefused(path + " is on the class path twice. Remove one of the two.");
        }
      }
    }
  }

  /** Hidden files are an editor's or a file manager's, not an author's. */
  private static boolean isText(String path) {
    return TEXTS.stream().anyMatch(path::endsWith) && !path.contains("/.");
  }

  private static String decode(String path, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new StartRefused(path + " is not UTF-8 text. Save it as UTF-8.");
    }
  }
}
