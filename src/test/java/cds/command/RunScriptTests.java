package cds.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operate/run.sh}, with a Java that only writes down how it was called. */
class RunScriptTests {

  private static final Path SCRIPT = Path.of("docs/operate/run.sh").toAbsolutePath();

  /** An archive is good when it was made by this Java; {@code BROKEN} tells what goes wrong. */
  private static final String JAVA =
      """
      #!/bin/sh
      here=$(dirname "$0")
      broken=$(cat "$here/broken" 2>/dev/null)
      case "$*" in
        -version) echo "openjdk version \\"$(cat "$here/release").0.1\\" 2026-01-01" >&2; exit 0;;
      esac
      echo "$* | $(env | grep -c ^CDS_) | $(pwd -P)" >> "$here/calls"
      for word in "$@"; do
        case "$word" in
          -XX:ArchiveClassesAtExit=*|-XX:AOTCacheOutput=*)
            [ "$broken" = crash ] && exit 134
            [ "$broken" = silent ] || echo good > "${word#*=}";;
          -XX:SharedArchiveFile=*|-XX:AOTCache=*) archive=${word#*=};;
          -XX:AOTMode=on|-Xshare:on) must=yes;;
          --destination) next=yes;;
          *) [ "${next:-}" = yes ] && { [ "$broken" = full ] && exit 1; mkdir -p "$word/lib"
             echo x > "$word/dupilumab-cds.jar"; }
             next=;;
        esac
      done
      [ "${must:-}" != yes ] || [ "$broken" != refused -a "$(cat "$archive")" = good ]
      """;

  @TempDir private Path folder;
  private Path java;
  private Path jar;
  private Path cache;

  /** What the script said and how it ended. */
  private record Ended(int code, String said) {}

  @BeforeEach
  void installs() throws IOException {
    java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, JAVA);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    java(17);
    jar = Files.writeString(folder.resolve("app.jar"), "one release");
    cache = folder.resolve("cache");
  }

  @Test
  void theFirstStartMakesTheArchiveAndLaterOnesUseIt() throws Exception {
    assertThat(start("--server.port=1", "two words")).isEqualTo(new Ended(0, ""));
    assertThat(calls()).hasSize(5);
    assertThat(calls().get(0)).contains("-Djarmode=tools -jar " + jar + " extract");
    assertThat(calls().get(1)).contains("-XX:ArchiveClassesAtExit=").contains(" rehearse ");
    assertStartsFromAnArchive("-XX:SharedArchiveFile=", ".jsa");

    Files.delete(folder.resolve("jdk/bin/calls"));
    assertThat(start("--server.port=1", "two words")).isEqualTo(new Ended(0, ""));
    assertThat(calls()).as("a check and the start").hasSize(2);
    assertStartsFromAnArchive("-XX:SharedArchiveFile=", ".jsa");
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void java25KeepsItsArchiveInItsOwnForm() throws Exception {
    java(25);

    assertThat(start("--server.port=1", "two words")).isEqualTo(new Ended(0, ""));

    assertThat(calls().get(1)).contains("-XX:AOTCacheOutput=").contains(" rehearse ");
    assertStartsFromAnArchive("-XX:AOTCache=", ".aot");
  }

  @Test
  void anotherJarOrAnotherJavaGetsAnArchiveOfItsOwn() throws Exception {
    start();
    Files.writeString(jar, "two release");
    start();
    java(21);
    start();

    assertThat(rehearsals()).isEqualTo(3);
    try (Stream<Path> folders = Files.list(cache)) {
      assertThat(folders).hasSize(3);
    }
  }

  @Test
  void theRehearsalKnowsNothingOfTheService() throws Exception {
    start();

    String rehearsal = calls().get(1);
    String service = calls().get(calls().size() - 1);
    assertThat(service).endsWith(" | 1 | " + folder.toRealPath());
    assertThat(rehearsal).contains(" | 0 | " + cache.toRealPath());
  }

  @Test
  void aRehearsalThatCrashesOrLeavesNoArchiveIsSaidAndNotRepeated() throws Exception {
    for (String failure : List.of("crash", "silent")) {
      Files.writeString(jar, "release for " + failure);
      broken(failure);

      for (int i = 0; i < 2; i++) {
        Ended ended = start("--server.port=1");
        assertThat(ended.code()).isZero();
        assertThat(ended.said()).contains("an archive could not be made").contains(".log");
        assertStartsPlainly();
      }
    }
    assertThat(rehearsals()).isEqualTo(2);
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void anArchiveThatJavaRefusesIsSaid() throws Exception {
    start();
    broken("refused");

    Ended ended = start("--server.port=1");

    assertThat(ended.code()).isZero();
    assertThat(ended.said()).contains("Java refuses " + cache);
    assertStartsPlainly();
  }

  @Test
  void aFolderThatTakesNothingIsSaid() throws Exception {
    broken("full");
    assertThat(start("--server.port=1").said()).contains(cache + " takes no unpacked jar");
    assertStartsPlainly();
    assertThat(leftOver()).isEmpty();

    cache = Files.writeString(folder.resolve("file"), "").resolve("cache");
    assertThat(start("--server.port=1").said()).contains(cache + " takes no unpacked jar");
    assertStartsPlainly();
  }

  @Test
  void startsAtTheSameTimeDoNotHinderEachOther() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(run(jar.toString()));
    }
    for (Process start : starts) {
      assertThat(ended(start)).isEqualTo(new Ended(0, ""));
    }

    assertThat(calls().stream().filter(call -> call.contains("-XX:SharedArchiveFile")).toList())
        .hasSizeGreaterThanOrEqualTo(8);
    assertThat(calls()).noneMatch(call -> call.startsWith("-Xmx64m -jar " + jar));
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void toPrepareStartsNothing() throws Exception {
    assertThat(ended(run("--prepare", jar.toString()))).isEqualTo(new Ended(0, ""));
    assertThat(calls()).hasSize(4).noneMatch(call -> call.startsWith("-Xmx64m -jar"));

    broken("refused");
    Ended refused = ended(run("--prepare", jar.toString()));
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.said()).contains("Java refuses");
  }

  @Test
  void aJarOrAJavaThatIsNotThereIsSaid() throws Exception {
    Ended noJar = ended(run(folder.resolve("none.jar").toString()));
    assertThat(noJar.code()).isEqualTo(2);
    assertThat(noJar.said()).contains("none.jar cannot be read");

    Files.delete(java);
    Ended noJava = ended(run(jar.toString()));
    assertThat(noJava.code()).isEqualTo(2);
    assertThat(noJava.said()).contains("does not run");
    assertThatThrownBy(this::calls).isInstanceOf(IOException.class);
  }

  private void assertStartsFromAnArchive(String flag, String ending) throws IOException {
    assertThat(calls().get(calls().size() - 1))
        .startsWith("-Xmx64m " + flag + cache)
        .contains(ending + " -jar " + cache)
        .contains("/dupilumab-cds.jar --server.port=1 two words |");
  }

  private void assertStartsPlainly() throws IOException {
    assertThat(calls().get(calls().size() - 1))
        .startsWith("-Xmx64m -jar " + jar + " --server.port=1 |");
  }

  private long rehearsals() throws IOException {
    return calls().stream().filter(call -> call.contains(" rehearse ")).count();
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("jdk/bin/calls"));
  }

  private List<Path> leftOver() throws IOException {
    try (Stream<Path> folders = Files.list(cache)) {
      return folders.filter(path -> path.getFileName().toString().startsWith("new.")).toList();
    }
  }

  private void java(int release) throws IOException {
    Files.writeString(folder.resolve("jdk/bin/release"), String.valueOf(release));
  }

  private void broken(String how) throws IOException {
    Files.writeString(folder.resolve("jdk/bin/broken"), how);
  }

  private Ended start(String... settings) throws Exception {
    List<String> words = new ArrayList<>(List.of(jar.toString()));
    words.addAll(List.of(settings));
    return ended(run(words.toArray(String[]::new)));
  }

  private Process run(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CDS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                folder.resolve("jdk").toString(),
                "JAVA_OPTS",
                "-Xmx64m",
                "RUN_CACHE",
                cache.toString(),
                "CDS_LABEL",
                "us-label"));
    return builder.redirectErrorStream(true).start();
  }

  private static Ended ended(Process process) throws Exception {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }
}
