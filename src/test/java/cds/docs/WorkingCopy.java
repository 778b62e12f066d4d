package cds.docs;

import static org.assertj.core.api.Assertions.assertThat;

import cds.docs.WalkThrough.Promise;
import cds.docs.WalkThrough.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An author's copy of the rules, changed only as a page says. */
final class WorkingCopy {

  private static final int PATIENCE_SECONDS = 120;

  private final Path folder;

  /** Copies the rules and the profiles beside them. */
  WorkingCopy(Path folder) throws IOException {
    this.folder = folder;
    for (String part : List.of("rules", "fhir-profiles")) {
      try (Stream<Path> files = Files.walk(Path.of(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = folder.resolve(file.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  Path rules() {
    return folder.resolve("rules");
  }

  /** Does every step. */
  void follow(WalkThrough walk) throws IOException {
    for (Step step : walk.steps()) {
      apply(step);
    }
  }

  /** Does every step with the mistake that a promise is about. */
  void follow(WalkThrough walk, Promise promise) throws IOException {
    int mistakes = 0;
    for (Step step : walk.steps()) {
      boolean swapped = promise.step() == 0 && step.now().contains(promise.right());
      mistakes += swapped || step.number() == promise.step() ? 1 : 0;
      if (swapped) {
        String wrong = step.now().replace(promise.right(), promise.wrong());
        apply(new Step(step.number(), step.file(), step.old(), wrong));
      } else if (step.number() != promise.step()) {
        apply(step);
      }
    }
    assertThat(mistakes).as("steps that the mistake " + promise + " is about").isEqualTo(1);
  }

  private void apply(Step step) throws IOException {
    Path file = folder.resolve(step.file());
    assertThat(file).as("rules/README.md, step %d names a file", step.number()).isRegularFile();
    String text = Files.readString(file);
    if (step.old().isEmpty()) {
      Files.writeString(file, text + step.now());
      return;
    }
    assertThat(("\n" + text).split(java.util.regex.Pattern.quote("\n" + step.old()), -1))
        .as(
            "rules/README.md, step %d: these lines must stand in %s exactly once; if the rule has"
                + " changed, change the page:%n%s",
            step.number(), step.file(), step.old())
        .hasSize(2);
    Files.writeString(file, text.replace(step.old(), step.now()));
  }

  /** What the tests of the cases of these rules say; nothing when all hold. */
  String cases(List<WalkThrough> walks) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("cds.rules.CasesInFolder");
    walks.stream()
        .flatMap(walk -> walk.steps().stream())
        .map(step -> step.file().replaceFirst("rules/(.*)/[^/]+", "$1"))
        .distinct()
        .forEach(command::add);
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the cases did not end in " + PATIENCE_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isIn(0, 1);
    return process.exitValue() == 0 ? "" : text;
  }
}
