package cds.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java sources of the product, by path. */
final class SourceFiles {

  private SourceFiles() {}

  static Map<String, String> main() {
    return under(Path.of("src/main/java"), ".java");
  }

  static Map<String, String> under(Path folder, String suffix) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(path -> path.toString().endsWith(suffix)).toList()) {
        texts.put(file.toString().replace('\\', '/'), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
