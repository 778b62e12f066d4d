package cds.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a disk that fails, or that lost power. */
class JournalTroubleTests {

  private static final byte[] ENTRY = "an entry".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void whatCannotBeWrittenIsSaidAndTheNextThatCanIsTaken() throws IOException {
    Path gone = folder.resolve("journals");
    try (Journal journal = new Journal(gone, "one", 1, Clock.systemUTC())) {
      assertThat(journal.append(ENTRY)).isEqualTo(1);
      Path aside = Files.move(gone, folder.resolve("aside"));

      assertThatThrownBy(() -> journal.append(ENTRY)).isInstanceOf(IOException.class);
      assertThat(journal.failedAt()).isNotNull();
      assertThat(journal.entries()).isEqualTo(1);

      Files.move(aside, gone);
      assertThat(journal.append(ENTRY)).isEqualTo(2);
      assertThat(journal.failedAt()).isNull();
    }
    assertThat(entries(gone, "one")).hasSize(2);
  }

  @Test
  void anEntryThatWasNotWrittenWholeAndZerosAfterItAreNoEntries() throws IOException {
    try (Journal journal = new Journal(folder, "one", 10_000, Clock.systemUTC())) {
      journal.append(ENTRY);
      journal.append(ENTRY);
    }
    Path file = JournalFiles.segment(folder, "one", 1);
    byte[] whole = Files.readAllBytes(file);
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(entries(folder, "one")).hasSize(1);
      Files.write(file, new byte[4096], StandardOpenOption.APPEND);
      assertThat(entries(folder, "one")).hasSize(1);
    }
    Files.write(file, whole);
    Files.write(file, new byte[4096], StandardOpenOption.APPEND);
    assertThat(entries(folder, "one")).hasSize(2);
  }

  @Test
  void whatCannotBeReadOfAJournalThatWasLeftBehindStays() throws IOException {
    try (Journal journal = new Journal(folder, "one", 10_000, Clock.systemUTC())) {
      journal.append(ENTRY);
      journal.append(ENTRY);
      journal.append(ENTRY);
    }
    Path file = JournalFiles.segment(folder, "one", 1);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    List<byte[]> given = new ArrayList<>();

    JournalFiles.giveAway(folder, given::addAll);

    assertThat(given).as("up to the damage").containsExactly(ENTRY);
    assertThat(folder.toFile().list()).containsExactly(file.getFileName() + ".unread");
    assertThat(file.resolveSibling(file.getFileName() + ".unread")).hasBinaryContent(damaged);
  }

  @Test
  void aJournalThatWasReadWholeAndOneThatIsInUseLeaveNothingToKeep() throws IOException {
    try (Journal journal = new Journal(folder, "one", 10_000, Clock.systemUTC())) {
      journal.append(ENTRY);
    }
    Files.write(JournalFiles.segment(folder, "one", 1), new byte[4096], StandardOpenOption.APPEND);
    List<byte[]> given = new ArrayList<>();
    try (Journal alive = new Journal(folder, "two", 10_000, Clock.systemUTC())) {
      alive.append(ENTRY);

      JournalFiles.giveAway(folder, given::addAll);

      assertThat(given).containsExactly(ENTRY);
      assertThat(folder.toFile().list())
          .containsExactlyInAnyOrder("two.lock", "two-00000001.journal");
    }
  }

  private static List<byte[]> entries(Path folder, String name) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    Path file = JournalFiles.segment(folder, name, 1);
    for (int next = 2; Files.exists(file); next++) {
      entries.addAll(JournalFiles.read(file, 0, 0, Long.MAX_VALUE).entries());
      file = JournalFiles.segment(folder, name, next);
    }
    return entries;
  }
}
