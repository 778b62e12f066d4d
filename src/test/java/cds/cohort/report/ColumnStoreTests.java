package cds.cohort.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded database reaches one folder and nothing else, and nothing can undo that. */
class ColumnStoreTests {

  @TempDir private Path folder;
  private Path mine;
  private Path others;

  @BeforeEach
  void folders() throws IOException {
    mine = Files.createDirectories(folder.resolve("it's \"mine\""));
    others = Files.createDirectories(folder.resolve("others"));
    Files.writeString(mine.resolve("a.txt"), "mine");
    Files.writeString(others.resolve("b.txt"), "not mine");
  }

  private ColumnStore store() throws IOException {
    return ColumnStore.open(mine, mine.resolve("spill"));
  }

  private static String text(Path file) {
    return "SELECT content FROM read_text(" + ColumnStore.literal(file) + ")";
  }

  @Test
  void itsOwnFolderIsReadAndWritten() throws Exception {
    try (ColumnStore store = store()) {
      assertThat(store.list(text(mine.resolve("a.txt")), row -> row.getString(1)))
          .containsExactly("mine");
      store.run("COPY (SELECT 7 AS n) TO " + ColumnStore.literal(mine.resolve("c.parquet")));
      assertThat(store.number("SELECT n FROM " + TypedFile.parquetOf(mine.resolve("c.parquet"))))
          .isEqualTo(7);
    }
  }

  @Test
  void otherFilesAreNeitherReadNorWritten() throws Exception {
    Path written = others.resolve("c.csv");
    try (ColumnStore store = store()) {
      assertThatThrownBy(() -> store.run(text(others.resolve("b.txt"))))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("disabled by configuration");
      assertThatThrownBy(
              () ->
                  store.run(
                      "SELECT * FROM read_text("
                          + ColumnStore.literal(mine + "/../others/b.txt")
                          + ")"))
          .hasMessageContaining("disabled by configuration");
      assertThatThrownBy(() -> store.run("COPY (SELECT 1) TO " + ColumnStore.literal(written)))
          .hasMessageContaining("disabled by configuration");
      assertThatThrownBy(() -> store.run("ATTACH " + ColumnStore.literal(others.resolve("x.db"))))
          .hasMessageContaining("disabled by configuration");
    }
    assertThat(written).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "SET autoload_known_extensions = true",
        "SET memory_limit = '100GB'"
      })
  void theNetworkExtensionsAndSettingsAreOutOfReach(String sql) throws Exception {
    try (ColumnStore store = store()) {
      assertThatThrownBy(() -> store.run(sql))
          .isInstanceOf(SQLException.class)
          .message()
          .containsAnyOf("disabled", "locked");
      assertThat(store.number("SELECT 1")).as("it still works").isEqualTo(1);
    }
  }

  @Test
  void memoryIsLimited() throws Exception {
    try (ColumnStore store = store()) {
      assertThat(
              store.list("SELECT current_setting('memory_limit')", row -> row.getString(1)).get(0))
          .startsWith("953");
    }
  }

  @Test
  void quotesInPathsAndNamesEndNoLiteral() {
    assertThat(ColumnStore.literal(mine.resolve("x")))
        .startsWith("'")
        .endsWith("'")
        .contains("it''s");
    assertThat(ColumnStore.name("a\"b")).isEqualTo("\"a\"\"b\"");
  }
}
