package cds.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.insight.Comments;
import cds.insight.Exports;
import cds.insight.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Export, and deletion of comments, as an operator calls them. */
class InsightCommandTests {

  private final SingleConnectionDataSource connection =
      new SingleConnectionDataSource("jdbc:h2:mem:insight-commands", true);
  private final JdbcTemplate database = new JdbcTemplate(connection);
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    Flyway.configure().dataSource(connection).load().migrate();
    new Recorded(3, 1_200).write(database);
    database.update(
        "insert into feedback_comment (feedback, comment_text, shortened)"
            + " select id, 'Jane Roe did not want it', false from feedback");
  }

  @AfterEach
  void close() {
    connection.destroy();
  }

  private int run(Command command, String... arguments) {
    return command.run(Arguments.of(List.of(arguments)), new PrintStream(said));
  }

  private ExportCommand export() {
    return new ExportCommand(new Exports(JdbcClient.create(connection)));
  }

  private DeleteCommentsCommand delete() {
    return new DeleteCommentsCommand(new Comments(JdbcClient.create(connection)));
  }

  private long count(String what) {
    return database.queryForObject("select count(*) from " + what, Long.class);
  }

  @ParameterizedTest
  @CsvSource({"fhir, 0", "csv, 1"})
  void everyDecisionOfTheDaysIsWrittenOnceInOrderWithoutComments(String format, int header)
      throws IOException {
    Path file = folder.resolve("decisions");

    assertThat(
            run(
                export(),
                "--format=" + format,
                "--from=2025-03-01",
                "--to=2025-03-31",
                "--out=" + file))
        .isEqualTo(Command.FINE);

    List<String> ids =
        database.queryForList(
            """
            select id from decision where decided_at >= timestamp with time zone
              '2025-03-01 00:00:00+00' and decided_at < timestamp with time zone
              '2025-04-01 00:00:00+00' order by decided_at, id
            """,
            String.class);
    List<String> lines = Files.readAllLines(file);
    assertThat(ids).as("more than a page").hasSizeGreaterThan(500);
    assertThat(said).hasToString(ids.size() + " decisions written to " + file + "\n");
    assertThat(lines.stream().skip(header).map(InsightCommandTests::id)).isEqualTo(ids);
    assertThat(Files.readString(file)).doesNotContain("Jane");
  }

  private static String id(String line) {
    return Pattern.compile("c-\\d+").matcher(line).results().findFirst().orElseThrow().group();
  }

  @ParameterizedTest
  @CsvSource({
    "--format=xml --from=2025-03-01 --to=2025-03-31 --out=x, --format must be fhir or csv.",
    "--format=csv --to=2025-03-31 --out=x, --from must be a day such as 2026-11-22.",
    "--format=csv --from=2025-03-01 --to=today --out=x, --to must be a day such as 2026-11-22.",
    "--format=csv --from=2025-03-02 --to=2025-03-01 --out=x, --to is before --from.",
    "--format=csv --from=2025-03-01 --to=2025-03-31, --out is missing.",
    "--format=csv --from=2025-03-01 --to=2025-03-31 --out=/no/such/file, it must be a new file"
  })
  void whatCannotBeExportedIsSaid(String arguments, String sentence) {
    assertThatThrownBy(() -> run(export(), arguments.split(" ")))
        .isInstanceOf(Misused.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aFileThatIsThereIsNotWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "1");

    assertThatThrownBy(
            () ->
                run(
                    export(),
                    "--format=csv",
                    "--from=2025-03-01",
                    "--to=2025-03-31",
                    "--out=" + file))
        .hasMessageContaining("must be a new file");
    assertThat(file).hasContent("1");
  }

  @Test
  void commentsAreDeletedByDayAndTheFeedbackStays() {
    long feedback = count("feedback");
    long before =
        count("feedback where received_at < timestamp with time zone '2025-03-20 00:00:00+00'");

    assertThat(run(delete(), "--before=2025-03-20")).isEqualTo(Command.FINE);

    assertThat(said).hasToString(before + " comments deleted\n");
    assertThat(before).isPositive();
    assertThat(count("feedback_comment")).isEqualTo(feedback - before);
    assertThat(count("feedback")).isEqualTo(feedback);
  }

  @Test
  void oneCommentIsDeleted() {
    long comments = count("feedback_comment");
    String id = "%064d".formatted(0);

    assertThat(run(delete(), "--feedback=" + id)).isEqualTo(Command.FINE);
    assertThat(run(delete(), "--feedback=" + id)).isEqualTo(Command.FOUND);

    assertThat(said).hasToString("1 comments deleted\n0 comments deleted\n");
    assertThat(count("feedback_comment")).isEqualTo(comments - 1);
  }

  @Test
  void nothingIsDeletedByChance() {
    assertThatThrownBy(() -> run(delete())).isInstanceOf(Misused.class);
    assertThatThrownBy(() -> run(delete(), "--before=2025-03-20", "--feedback=x"))
        .isInstanceOf(Misused.class)
        .hasMessage("Give either --before or --feedback.");
    assertThatThrownBy(() -> run(delete(), "--before=x")).isInstanceOf(Misused.class);
    assertThat(count("feedback_comment")).isEqualTo(count("feedback"));
  }
}
