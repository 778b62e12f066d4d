package cds.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Brings entries of a journal to the database. One that the database can never take must not hold
 * up those behind it: it is set aside in a file of its own.
 */
final class Deliveries {

  private static final Logger LOG = LoggerFactory.getLogger("cds.record");
  private static final int BATCH = 200;

  private final RecordStore store;
  private final Path folder;
  private final Map<String, Consumer<byte[]>> owners;

  /**
   * Takes what it needs.
   *
   * @param folder folder of the journals
   * @param owners what keeps the entries of others, by owner
   */
  Deliveries(RecordStore store, Path folder, Map<String, Consumer<byte[]>> owners) {
    this.store = store;
    this.folder = folder;
    this.owners = Map.copyOf(owners);
  }

  /**
   * Adds entries, in order.
   *
   * @return how many were set aside
   * @throws org.springframework.dao.DataAccessException when the database takes none
   * @throws org.springframework.transaction.TransactionException when the database takes none
   */
  long add(List<byte[]> entries) throws IOException {
    if (entries.isEmpty()) {
      return 0;
    }
    try {
      store.add(entries.stream().map(Entry::decoded).toList(), owners);
      return 0;
    } catch (DataIntegrityViolationException | RecordsUnusable e) {
      LOG.warn("A batch of records was refused and is brought over one by one");
    }
    long aside = 0;
    for (byte[] entry : entries) {
      try {
        store.add(List.of(Entry.decoded(entry)), owners);
      } catch (DataIntegrityViolationException | RecordsUnusable e) {
        Files.write(Files.createTempFile(folder, "refused-", ".entry"), entry);
        LOG.error(
            "The database refuses an entry of the record, which is set aside in the folder of the"
                + " journal: {}",
            cause(e));
        aside++;
      }
    }
    return aside;
  }

  /** What was wrong, without what stands in the entry. */
  private static String cause(RuntimeException e) {
    return e instanceof DataIntegrityViolationException refused
            && refused.getMostSpecificCause() instanceof SQLException sql
        ? "SQL state " + sql.getSQLState() + ", error " + sql.getErrorCode()
        : e.getClass().getSimpleName();
  }

  /**
   * Brings over what dead processes left behind.
   *
   * @throws RecordsUnusable when it cannot be read
   */
  void recover() {
    try {
      Files.createDirectories(folder);
      JournalFiles.giveAway(folder, this::bringOver);
    } catch (IOException e) {
      throw new RecordsUnusable("The journal in " + folder + " cannot be read.", e);
    }
  }

  private void bringOver(List<byte[]> entries) throws IOException {
    for (int from = 0; from < entries.size(); from += BATCH) {
      add(entries.subList(from, Math.min(entries.size(), from + BATCH)));
    }
    store.sync();
    LOG.info("{} entries of the record that an earlier run left behind are there", entries.size());
  }
}
