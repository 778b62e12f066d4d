package cds.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written down and is not yet in the database: an append-only file, a new one every few
 * megabytes. An entry that was appended survives the end of this process, however it ends; one that
 * was forced survives a loss of power too. A lock file tells the journals of live processes from
 * those that a dead one left behind.
 *
 * <p>Safe for use by several threads; one of them reads.
 */
final class Journal implements AutoCloseable {

  private final Path folder;
  private final String name;
  private final long segmentBytes;
  private final Clock clock;
  private final FileChannel lockFile;
  private @Nullable FileChannel file;
  private int segment;
  private long size;
  private long entries;
  private volatile @Nullable Instant failedAt;

  /**
   * Opens a journal of its own.
   *
   * @param folder where; made when it is not there
   * @param name unlike that of any other journal
   * @param segmentBytes when to begin a new file
   * @throws RecordsUnusable when nothing can be written there
   */
  Journal(Path folder, String name, long segmentBytes, Clock clock) {
    this.folder = folder;
    this.name = name;
    this.segmentBytes = segmentBytes;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
      lockFile =
          FileChannel.open(
              JournalFiles.lock(folder, name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lockFile.tryLock() == null) {
        throw new IOException("locked");
      }
      next();
    } catch (IOException e) {
      throw new RecordsUnusable("No journal can be written in " + folder + ".", e);
    }
  }

  /** A place in the journal. */
  record Position(int segment, long offset) {

    static final Position START = new Position(1, 0);
  }

  /**
   * Entries that were read.
   *
   * @param entries their contents
   * @param next where to go on
   */
  record Batch(List<byte[]> entries, Position next) {}

  /**
   * Appends one entry.
   *
   * @return the number of the entry, from 1
   * @throws IOException when it cannot be written; the journal is then as it was
   */
  synchronized long append(byte[] content) throws IOException {
    try {
      long entry = write(content);
      failedAt = null;
      return entry;
    } catch (IOException e) {
      failedAt = clock.instant();
      throw e;
    }
  }

  private long write(byte[] content) throws IOException {
    if (file == null || size >= segmentBytes) {
      next();
    }
    ByteBuffer buffer = JournalFiles.framed(content);
    int length = buffer.remaining();
    FileChannel to = file();
    try {
      while (buffer.hasRemaining()) {
        to.write(buffer, size + buffer.position());
      }
    } catch (IOException e) {
      abandon(to);
      throw e;
    }
    size += length;
    return ++entries;
  }

  /** What was written of an entry in vain is cut off; if even that fails, a new file begins. */
  private void abandon(FileChannel to) {
    try {
      to.truncate(size);
    } catch (IOException e) {
      file = null;
    }
  }

  private FileChannel file() throws IOException {
    if (file == null) {
      throw new IOException("closed");
    }
    return file;
  }

  private void next() throws IOException {
    FileChannel full = file;
    FileChannel fresh =
        FileChannel.open(
            segment(segment + 1), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    segment++;
    size = 0;
    file = fresh;
    if (full != null) {
      full.force(false);
      full.close();
    }
  }

  private Path segment(int number) {
    return JournalFiles.segment(folder, name, number);
  }

  /** Makes what was appended survive a loss of power. */
  void force() throws IOException {
    FileChannel current;
    synchronized (this) {
      current = file();
    }
    try {
      current.force(false);
    } catch (ClosedChannelException e) {
      // It became full meanwhile, and was forced then.
    }
  }

  /** How many entries were appended. */
  synchronized long entries() {
    return entries;
  }

  /** When it last took nothing; null while it does. */
  @Nullable Instant failedAt() {
    return failedAt;
  }

  /** Where the next entry will stand. */
  synchronized Position end() {
    return new Position(segment, size);
  }

  /** Bytes that are kept on disk from a position on. */
  long bytesFrom(Position position) {
    Position end = end();
    return position.segment() == end.segment()
        ? end.offset() - position.offset()
        : (end.segment() - position.segment()) * segmentBytes + end.offset() - position.offset();
  }

  /**
   * Reads on from a position.
   *
   * @param from where; a position that was given by this journal
   * @param most how many bytes at most, one entry at least
   */
  Batch read(Position from, long most) throws IOException {
    Position end = end();
    Batch batch = JournalFiles.read(segment(from.segment()), from.segment(), from.offset(), most);
    boolean over = batch.entries().isEmpty() && from.segment() < end.segment();
    return over ? new Batch(List.of(), new Position(from.segment() + 1, 0)) : batch;
  }

  /** Deletes the files before a position: all their entries are in the database. */
  void forgetBefore(Position position) throws IOException {
    for (int number = position.segment() - 1; Files.deleteIfExists(segment(number)); number--) {
      // Down to the first that is gone already.
    }
  }

  /** Closes it; when everything is in the database its files go. */
  void close(boolean everythingMoved) throws IOException {
    synchronized (this) {
      if (file != null) {
        file.force(false);
        file.close();
        file = null;
      }
    }
    if (everythingMoved) {
      JournalFiles.delete(folder, name);
    }
    lockFile.close();
  }

  @Override
  public void close() throws IOException {
    close(false);
  }
}
