package cds.cohort;

import cds.bulk.Known;
import cds.bulk.NdjsonLines;
import cds.cohort.generate.Population;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The input of a run, grouped by patient, and the note that says that it is, and what it held. */
final class GroupedInput {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GROUPED = "grouped.json";
  private static final int TOLD_LINES = 100_000;

  private final Screen.Plan plan;
  private final Path work;
  private final Consumer<Progress> progress;

  /**
   * Takes what it needs.
   *
   * @param plan what is to be done
   * @param work folder of the buckets
   * @param progress is told how far it is
   */
  GroupedInput(Screen.Plan plan, Path work, Consumer<Progress> progress) {
    this.plan = plan;
    this.work = work;
    this.progress = progress;
  }

  /** Groups the input, unless that was done for the same input on the same terms. */
  JsonNode with(Set<String> codes) throws IOException {
    Path note = work.resolve(GROUPED);
    ObjectNode terms = JSON.createObjectNode();
    plan.terms().forEach(terms::put);
    if (Files.exists(note)) {
      JsonNode before = JSON.readTree(Files.readAllBytes(note));
      if (!before.path("terms").equals(terms)) {
        throw new IllegalArgumentException(
            "the output folder holds the work of another run: other input, rules or terms");
      }
      return before;
    }
    List<Path> files = InputFiles.in(plan.input());
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    ObjectNode told = JSON.createObjectNode();
    try (SetAside aside = new SetAside(work.resolve(SetAside.FILE), names);
        Grouping grouping = new Grouping(work, plan.buckets(), plan.threads(), codes, aside)) {
      long size = 0;
      for (Path file : files) {
        size += Files.size(file);
      }
      long done = 0;
      for (int i = 0; i < files.size(); i++) {
        try {
          read(files.get(i), i, done, size, grouping);
        } catch (ZipException | EOFException e) {
          grouping.damaged(i);
        }
        done += Files.size(files.get(i));
        tell(done, size, grouping);
      }
      grouping.settle();
      told.set("terms", terms);
      Known known = grouping.known();
      told.putArray("kinds");
      known.uploaded().forEach(kind -> told.withArray("kinds").add(kind.name()));
      told.putArray("lost");
      known.lost().forEach(kind -> told.withArray("lost").add(kind.name()));
      told.put("synthetic", Files.exists(plan.input().resolve(Population.NOTE)));
      told.putArray("notRead");
      besides().forEach(name -> told.withArray("notRead").add(name));
      told.put("lines", grouping.lines());
      told.put("unread", grouping.unread());
      told.put("aside", aside.count());
    }
    Results.write(note, told);
    return told;
  }

  /** Files of the input folder that may hold something, and are not read. */
  private List<String> besides() throws IOException {
    return InputFiles.besides(plan.input()).stream()
        .filter(name -> !name.equals(Population.NOTE))
        .toList();
  }

  /** Reads a file, and tells on its way how far it is. */
  private void read(Path file, int index, long before, long size, Grouping grouping)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      NdjsonLines.read(
          Channels.newInputStream(channel),
          InputFiles.LONGEST_LINE,
          (number, line) -> {
            grouping.take(index, number, line);
            if (number % TOLD_LINES == 0) {
              tell(before + channel.position(), size, grouping);
            }
          });
    }
  }

  private void tell(long done, long size, Grouping grouping) {
    progress.accept(new Progress(Progress.Step.GROUPED, done, size, grouping.lines()));
  }
}
