package cds.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
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

  /** Names of the journals in a folder that no live process holds. */
  static List<String> leftBehind(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path lock : files.filter(file -> file.toString().endsWith(LOCK)).sorted().toList()) {
        if (isFree(lock)) {
          String file = lock.getFileName().toString();
          names.add(file.substring(0, file.length() - LOCK.length()));
        }
      }
    }
    return names;
  }

  private static boolean isFree(Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      // Held by this process.
      return false;
    }
  }

  /** All entries of a journal that was left behind, up to one that was never written whole. */
  static List<byte[]> entries(Path folder, String name) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (Path file : segments(folder, name)) {
      entries.addAll(read(file, 0, 0, Long.MAX_VALUE).entries());
    }
    return entries;
  }

  /** Deletes a journal that was left behind. */
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
