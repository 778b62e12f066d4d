package cds.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where replicas work: their database, their keys, a folder for each. */
final class Place implements AutoCloseable {

  /** A quick start matters more here than speed later. */
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m");

  private final Path folder;
  private final String url;
  private final String user;
  private EmbeddedPostgres postgres;

  private Place(Path folder, String url, String user, EmbeddedPostgres postgres) {
    this.folder = folder;
    this.url = url;
    this.user = user;
    this.postgres = postgres;
  }

  static Place onH2(Path folder) {
    return new Place(
        folder,
        "jdbc:h2:file:" + folder.resolve("records") + ";DB_CLOSE_ON_EXIT=FALSE",
        "sa",
        null);
  }

  static Place onPostgres(Path folder) throws IOException {
    EmbeddedPostgres postgres = start(folder, 0);
    String url = postgres.getJdbcUrl("postgres", "postgres");
    return new Place(folder, url, "postgres", postgres);
  }

  private static EmbeddedPostgres start(Path folder, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setCleanDataDirectory(false);
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** The database goes away. */
  void stopPostgres() throws IOException {
    postgres.close();
  }

  /** The database comes back, with what it held. */
  void startPostgres() throws IOException {
    postgres = start(folder, postgres.getPort());
  }

  /** Address of the database. */
  String url() {
    return url;
  }

  /** Starts a replica. */
  ServedApplication start(String replica, String mode, String... settings) throws IOException {
    return start(QUICK, replica, mode, settings);
  }

  ServedApplication start(List<String> java, String replica, String mode, String... settings)
      throws IOException {
    List<String> all = new ArrayList<>();
    all.add("--spring.datasource.url=" + url);
    all.add("--spring.datasource.username=" + user);
    all.add("--cds.record.mode=" + mode);
    all.add("--cds.record.replica=" + replica);
    all.add("--cds.record.folder=" + journal(replica));
    all.add("--cds.record.keys=" + keys());
    all.addAll(List.of(settings));
    return ServedApplication.start(folder.resolve("work"), java, all);
  }

  private Path journal(String replica) {
    return folder.resolve("journal-" + replica);
  }

  /** Files of the journal; none once everything is in the database and the replica was stopped. */
  List<Path> journals(String replica) throws IOException {
    try (Stream<Path> files = Files.list(journal(replica))) {
      return files.filter(file -> !file.toString().endsWith(".unread")).toList();
    }
  }

  private Path keys() {
    return folder.resolve("keys.json");
  }

  /** What was acknowledged in a clinic, against what is on record here. */
  Balance balance(Clinic clinic) {
    return Balance.of(clinic, url, user, keys());
  }

  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
