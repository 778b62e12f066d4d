package cds.record;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The files of journals: {@code name-00000001.journal} and so on beside {@code name.lock}. Each
 * entry is its length, its checksum (CRC-32C) and its bytes, so that one that was not written whole
 * is recognised.
 */
final class JournalFiles {

  private static final String SUFFIX = ".journal";
  private static final String LOCK = ".lock";

  /** Length and checksum before each entry. */
  private static final int HEAD = Integer.BYTES + Integer.BYTES;

  private JournalFiles() {}

  /** The lock file of a journal. */
  static Path lock(Path folder, String name) {
    return folder.resolve(name + LOCK);
  }

  /** One file of a journal, from 1. */
  static Path segment(Path folder, String name, int number) {
    return folder.resolve("%s-%08d%s".formatted(name, number, SUFFIX));
  }

  /** An entry as it stands in a file. */
  static ByteBuffer framed(byte[] content) {
    return ByteBuffer.allocate(HEAD + content.length)
        .putInt(content.length)
        .putInt(checksum(content))
        .put(content)
        .flip();
  }

  /** What is done with a journal that was left behind. */
  @FunctionalInterface
  interface Taker {

    /** Takes all entries of a journal; they are deleted when this returns. */
    void take(List<byte[]> entries) throws IOException;
  }

  /**
   * Gives away each journal in a folder that no live process holds, and deletes it. What cannot be
   * read of its files is not deleted: they stay as {@code .unread}.
   */
  static void giveAway(Path folder, Taker taker) throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(folder)) {
      locks = files.filter(file -> file.toString().endsWith(LOCK)).sorted().toList();
    }
    for (Path lock : locks) {
      // Held to the end, so that no other process takes the same journal.
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        if (held != null) {
          String file = lock.getFileName().toString();
          giveAway(folder, file.substring(0, file.length() - LOCK.length()), taker);
        }
      } catch (OverlappingFileLockException | NoSuchFileException e) {
        // Held by this process, or taken by another just now.
      }
    }
  }

  private static void giveAway(Path folder, String name, Taker taker) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    List<Path> unread = new ArrayList<>();
    for (Path file : segments(folder, name)) {
      Journal.Batch batch = read(file, 0, 0, Long.MAX_VALUE);
      entries.addAll(batch.entries());
      if (holdsMore(file, batch.next().offset())) {
        unread.add(file);
      }
    }
    taker.take(entries);
    for (Path file : unread) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".unread"));
    }
    delete(folder, name);
  }

  /** Whether a file holds more than zeros from a place on. */
  private static boolean holdsMore(Path file, long from) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(from);
      int next = in.read();
      while (next == 0) {
        next = in.read();
      }
      return next > 0;
    }
  }

  /** Deletes a journal. */
  static void delete(Path folder, String name) throws IOException {
    for (Path file : segments(folder, name)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(folder.resolve(name + LOCK));
  }

  private static List<Path> segments(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name + "-"))
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads entries of one file, up to its end or to one that is not whole.
   *
   * @param most how many bytes at most, one entry at least
   */
  static Journal.Batch read(Path file, int segment, long from, long most) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    long offset = from;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = channel.size();
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      while (offset + HEAD <= end && (entries.isEmpty() || offset - from < most)) {
        fill(channel, head.clear(), offset);
        int length = head.flip().getInt();
        int checksum = head.getInt();
        // A file that grew before a loss of power may end in zeros; no entry is empty.
        if (length <= 0 || length > end - offset - HEAD) {
          break;
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        fill(channel, content, offset + HEAD);
        if (checksum(content.array()) != checksum) {
          break;
        }
        entries.add(content.array());
        offset += HEAD + length;
      }
    }
    return new Journal.Batch(entries, new Journal.Position(segment, offset));
  }

  private static void fill(FileChannel channel, ByteBuffer buffer, long from) throws IOException {
    long at = from;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new IOException("the journal ends before its end");
      }
      at += read;
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
