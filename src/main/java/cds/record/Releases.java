package cds.record;

import cds.knowledge.RuleFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The texts of every release that was in force, so that its decisions can be explained and replayed
 * however long ago it was.
 */
public final class Releases {

  private final JdbcTemplate database;

  /** Takes the database. */
  public Releases(JdbcTemplate database) {
    this.database = database;
  }

  /**
   * A release that was in force.
   *
   * @param hash its hash, as cards name it
   * @param engine version of the software that first ran it
   * @param firstSeen when that was
   */
  public record Kept(String hash, String engine, Instant firstSeen) {}

  /**
   * Keeps the texts of a release, unless they are kept already.
   *
   * @param files its texts
   * @param engine version of the software that runs it
   * @param at now
   * @throws org.springframework.dao.DataAccessException when they cannot be kept
   */
  public void keep(RuleFiles files, String engine, Instant at) {
    String hash = files.release();
    if (isKept(hash)) {
      return;
    }
    try {
      database.update(
          "insert into release (hash, engine, first_seen, files) values (?, ?, ?, ?)",
          hash,
          engine,
          RecordStore.utc(at),
          zipped(files));
    } catch (DuplicateKeyException e) {
      // Another replica with the same release was faster.
      if (!isKept(hash)) {
        throw e;
      }
    }
  }

  private boolean isKept(String hash) {
    Long there =
        database.queryForObject("select count(*) from release where hash = ?", Long.class, hash);
    return there != null && there > 0;
  }

  /**
   * The texts of a release.
   *
   * @throws RecordsUnusable when they are not what the hash was made of
   */
  public Optional<RuleFiles> load(String hash) {
    Optional<RuleFiles> files =
        database
            .query("select files from release where hash = ?", (row, n) -> row.getBytes(1), hash)
            .stream()
            .findFirst()
            .map(Releases::unzipped);
    if (files.isPresent() && !files.get().release().equals(hash)) {
      throw new RecordsUnusable("The texts kept of release " + hash + " were changed.", null);
    }
    return files;
  }

  /** All releases that are kept, the newest first. */
  public List<Kept> list() {
    return database.query(
        "select hash, engine, first_seen from release order by first_seen desc, hash",
        (row, n) ->
            new Kept(
                row.getString(1),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant()));
  }

  private static byte[] zipped(RuleFiles files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> file : files.texts().entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static RuleFiles unzipped(byte[] bytes) {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        texts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new RecordsUnusable("The texts kept of a release are damaged.", e);
    }
    return new RuleFiles(texts);
  }
}
