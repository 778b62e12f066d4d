package cds.web.workbench;

import cds.web.wire.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of populations on the server: each folder in it that holds NDJSON is one. Results
 * stand in a folder beside them. Nobody names a path: names are those that are found.
 */
final class Populations {

  private static final String RESULTS = "results";

  private final Path folder;

  Populations(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Their names. */
  List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Populations::isPopulation)
          .map(one -> one.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of populations cannot be read", e);
    }
  }

  private static boolean isPopulation(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().matches(".*\\.ndjson(\\.gz)?"));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The folder of a population.
   *
   * @throws Refusal 400 when there is none of this name
   */
  Path find(String name) {
    if (!names().contains(name)) {
      throw new Refusal(400, "value", "Choose a population.");
    }
    return folder.resolve(name);
  }

  /** The folder of a made-up population, whether it is there or not. */
  Path madeUp(int patients, long seed, LocalDate day) {
    return folder.resolve("made-up-" + patients + "-" + seed + "-" + day);
  }

  /** The folder of results. */
  Path results(String run) {
    return folder.resolve(RESULTS).resolve(run);
  }
}
