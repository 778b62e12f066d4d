package cds.web.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesLoaderTests {

  private static final Path PROJECT_RULES = Path.of("rules");

  @TempDir private Path temp;

  @Test
  void folderClassesAndJarAreTheSameRelease() throws IOException {
    RuleFiles folder = load(PROJECT_RULES);
    RuleFiles classes = load(null);
    RuleFiles jar = loadJar(Path.of("rules"), Path.of("fhir-profiles"));

    assertThat(folder.under("rules/", ".yaml")).isNotEmpty();
    assertThat(folder.under("fhir-profiles/valuesets/", ".json")).isNotEmpty();
    for (String suffix : List.of(".yaml", ".csv", ".md", ".json")) {
      assertThat(classes.under("", suffix)).isEqualTo(folder.under("", suffix));
      assertThat(jar.under("", suffix)).isEqualTo(folder.under("", suffix));
    }
    assertThat(classes.release()).isEqualTo(folder.release()).startsWith("sha256:");
    assertThat(jar.release()).isEqualTo(folder.release());
  }

  @Test
  void onlyTextsAreReadUnderTheirPathBelowRules() throws IOException {
    write("my rules/topic ä/one.yaml", "a: ü");
    write("my rules/topic ä/table.csv", "id,b\n");
    write("my rules/README.md", "# Rules");
    write("my rules/picture.png", "png");
    write("my rules/.hidden.yaml", "h: 1");
    write("my rules/.git/config.yaml", "g: 1");

    RuleFiles files = load(temp.resolve("my rules"));

    assertThat(files.under("rules/", ""))
        .containsExactly("rules/README.md", "rules/topic ä/one.yaml", "rules/topic ä/table.csv");
    assertThat(files.text("rules/topic ä/one.yaml")).contains("a: ü");
  }

  @Test
  void profilesComeFromTheSiblingFolderOrElseFromTheClassPath() throws IOException {
    write("a/rules/one.yaml", "a: 1");
    write("b/rules/one.yaml", "a: 1");
    write("b/fhir-profiles/valuesets/own.json", "{}");

    assertThat(load(temp.resolve("a/rules")).under("fhir-profiles/", ""))
        .isEqualTo(load(null).under("fhir-profiles/", ""))
        .isNotEmpty();
    assertThat(load(temp.resolve("b/rules")).under("fhir-profiles/", ""))
        .containsExactly("fhir-profiles/valuesets/own.json");
  }

  @Test
  void spacesAndUmlautsInAJarAreRead() throws IOException {
    write("rules/topic ä/one+two.yaml", "a: 1");
    write("fhir-profiles/valuesets/own.json", "{}");

    RuleFiles jar = loadJar(temp.resolve("rules"), temp.resolve("fhir-profiles"));

    assertThat(jar.under("rules/topic ä/", "")).containsExactly("rules/topic ä/one+two.yaml");
  }

  @Test
  void aLinkToAFolderIsFollowed() throws IOException {
    write("real/one.yaml", "a: 1");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("real"));

    assertThat(load(link).text("rules/one.yaml")).contains("a: 1");
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheName() throws IOException {
    write("empty/picture.png", "png");
    Path broken = temp.resolve("broken/one.yaml");
    Files.createDirectories(broken.getParent());
    Files.write(broken, new byte[] {'a', ':', (byte) 0xe9});

    assertThatThrownBy(() -> load(temp.resolve("nowhere")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("cds.rules is not a folder");
    assertThatThrownBy(() -> load(temp.resolve("empty")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("without rules");
    assertThatThrownBy(() -> load(temp.resolve("broken")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("rules/one.yaml is not UTF-8");
  }

  @Test
  void theSamePathTwiceOnTheClassPathIsRefused() throws IOException {
    write("one/rules/a.yaml", "a: 1");
    write("two/rules/a.yaml", "a: 2");
    URL[] urls = {temp.resolve("one").toUri().toURL(), temp.resolve("two").toUri().toURL()};

    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      assertThatThrownBy(() -> new RuleFilesLoader(loader).load(null))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("rules/a.yaml is on the class path twice");
    }
  }

  @Test
  void anEmptyClassPathIsRefused() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
      assertThatThrownBy(() -> new RuleFilesLoader(loader).load(null))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("No rules are packed");
    }
  }

  private static RuleFiles load(Path rules) {
    return new RuleFilesLoader(RuleFilesLoaderTests.class.getClassLoader()).load(rules);
  }

  private RuleFiles loadJar(Path... folders) throws IOException {
    Path jar = temp.resolve("packed.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path folder : folders) {
        pack(folder, packed);
      }
    }
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return new RuleFilesLoader(loader).load(null);
    }
  }

  private static void pack(Path folder, JarOutputStream packed) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    try (Stream<Path> walk = Files.walk(folder.toAbsolutePath())) {
      for (Path path : walk.toList()) {
        boolean directory = Files.isDirectory(path);
        String name = parent.relativize(path).toString().replace('\\', '/');
        packed.putNextEntry(new JarEntry(directory ? name + "/" : name));
        if (!directory) {
          Files.copy(path, packed);
        }
        packed.closeEntry();
      }
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
