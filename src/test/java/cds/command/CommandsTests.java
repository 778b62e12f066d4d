package cds.command;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Engine;
import cds.acceptance.Flow;
import cds.acceptance.Json;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.fhir.Prefetch;
import cds.knowledge.RuleFiles;
import cds.record.CallFacts;
import cds.record.RecordReader;
import cds.record.RecordSettings;
import cds.record.RecordStore;
import cds.record.Recorder;
import cds.record.Releases;
import cds.rules.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands on a record with one decision. */
class CommandsTests {

  private static final String DATABASE = "jdbc:h2:mem:commands;DB_CLOSE_DELAY=-1";
  private static final RuleFiles FILES = new RuleFiles(Release.texts());

  @TempDir private static Path folder;
  private static String decision;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @BeforeAll
  static void record() throws IOException {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(DATABASE);
    h2.setUser("sa");
    Flyway.configure().dataSource(h2).load().migrate();
    JdbcTemplate database = new JdbcTemplate(h2);
    new Releases(database).keep(FILES, "1.0.0", Engine.NOON);
    RecordSettings settings =
        new RecordSettings(
            RecordSettings.Mode.STRICT,
            folder.resolve("journal"),
            folder.resolve("keys.json"),
            "r1",
            "1.0.0",
            Duration.ofSeconds(20));
    Flow flow = Release.flow("us-label");
    try (Recorder recorder =
        Recorder.open(
            settings,
            new RecordStore(database, new DataSourceTransactionManager(h2)),
            new RecordReader(database),
            Map.of(),
            Clock.systemUTC())) {
      CdsRequest request = request();
      Decision decided = flow.decisions().decide(request, flow.caller(), Engine.NOON);
      decision =
          recorder.keep(
              new CallFacts(
                  request,
                  flow.caller(),
                  null,
                  1,
                  null,
                  CallFacts.Outcome.ANSWERED,
                  new byte[] {1},
                  Engine.NOON,
                  1),
              decided);
    }
  }

  private static CdsRequest request() throws IOException {
    JsonNode json =
        Json.read(
            Files.readString(Path.of("src/test/resources/examples/eligible-adult/request.json")));
    ObjectNode context = (ObjectNode) json.get("context");
    return new CdsRequest(
        "dupilumab-eligibility",
        "patient-view",
        json.get("hookInstance").stringValue(),
        context.get("userId").stringValue(),
        context.get("patientId").stringValue(),
        context,
        Prefetch.of((ObjectNode) json.get("prefetch")),
        null,
        "0".repeat(64));
  }

  @Test
  void aDecisionIsReplayed() {
    assertThat(run("replay", decision)).isZero();
    assertThat(out()).contains("(which decided)", "Same: ");
  }

  @Test
  void aReplayByOtherRulesNamesTheDifference() throws IOException {
    assertThat(run("replay", decision, "--release=" + stricter())).isEqualTo(1);
    assertThat(out()).contains("Different:", "verdict of us-label: ELIGIBLE → NOT_ELIGIBLE");
  }

  @Test
  void releasesAreCompared() throws IOException {
    assertThat(run("compare", "--from=" + FILES.release(), "--to=" + stricter())).isEqualTo(1);
    assertThat(out())
        .contains("Decisions compared: 1, of which with a difference: 1.")
        .contains("| verdict of us-label: ELIGIBLE → NOT_ELIGIBLE | 1 | " + decision + " |");
    out.reset();

    assertThat(run("compare", "--from=" + FILES.release(), "--to=" + FILES.release())).isZero();
    assertThat(run("compare", "--from=" + FILES.release(), "--to=sha256:0")).isEqualTo(2);
    assertThat(errors()).contains("is not kept", FILES.release());
  }

  @Test
  void decisionsOfAnEarlierDayArePassedOver() {
    assertThat(
            run(
                "compare",
                "--from=" + FILES.release(),
                "--to=" + FILES.release(),
                "--since=2025-06-17"))
        .isZero();
    assertThat(out()).contains("Decisions compared: 0");
  }

  @Test
  void aRuleIsExplained() {
    assertThat(run("explain", decision, "--rule=eligibility/us-label")).isZero();
    assertThat(out())
        .contains("eligibility/us-label/age#from-6-months held: met: AGE_OK")
        .contains("#under-6-months did not hold", "mo too much)")
        .doesNotContain("monitoring/");
    assertThat(run("explain", decision)).isZero();
    assertThat(out()).contains("monitoring/ocular");
  }

  @Test
  void mistakesAreSaidWithTheUse() {
    for (List<String> wrong :
        List.of(
            List.of("nothing"),
            List.of("replay"),
            List.of("replay", "a-1", "b-2"),
            List.of("replay", "a-1"),
            List.of("explain", decision, "--rule=no/rule"),
            List.of("compare", "--from=x"),
            List.of("replay", decision, "--relase=sha256:0"),
            List.of("compare", "--from=x", "--to=y", "--since=today"))) {
      errors.reset();
      assertThat(run(wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(2);
      assertThat(errors()).as("%s", wrong).isNotBlank();
    }
  }

  /** A folder of rules in which nobody from 6 months is old enough. */
  private static Path stricter() throws IOException {
    Path rules = folder.resolve("stricter/rules");
    for (Map.Entry<String, String> file : Release.texts().entrySet()) {
      if (file.getKey().startsWith("rules/")) {
        Path path = rules.resolve(file.getKey().substring("rules/".length()));
        Files.createDirectories(path.getParent());
        Files.writeString(
            path,
            file.getKey().equals("rules/eligibility/us-label/age.csv")
                ? file.getValue().replace("met,AGE_OK", "not-met,AGE_BELOW_6_MONTHS")
                : file.getValue());
      }
    }
    return rules;
  }

  @Test
  void aDatabaseOfAnotherReleaseIsLeftAsItIs() {
    String empty = "jdbc:h2:mem:another-release;DB_CLOSE_DELAY=-1";

    assertThat(
            Commands.run(
                new String[] {"verify", "--spring.datasource.url=" + empty},
                print(out),
                print(errors)))
        .isEqualTo(Command.FAILED);

    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(empty);
    h2.setUser("sa");
    assertThat(
            new JdbcTemplate(h2)
                .queryForObject(
                    "select count(*) from information_schema.tables where table_schema = 'PUBLIC'",
                    Long.class))
        .isZero();
  }

  private int run(String... arguments) {
    return Commands.run(
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    "--spring.datasource.url=" + DATABASE,
                    "--cds.record.keys=" + folder.resolve("keys.json")))
            .toArray(String[]::new),
        print(out),
        print(errors));
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }
}
