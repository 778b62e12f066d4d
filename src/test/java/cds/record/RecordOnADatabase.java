package cds.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.acceptance.Calls;
import cds.acceptance.Engine;
import cds.acceptance.Fhir;
import cds.acceptance.Person;
import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.rules.Release;
import cds.web.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a safety officer may rely on, whatever database is behind the record. */
abstract class RecordOnADatabase {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Instant TODAY = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir private Path folder;
  private JdbcTemplate database;
  private RecordStore store;
  private RecordReader reader;
  private final List<byte[]> delivered = new ArrayList<>();
  private final List<Recorder> open = new ArrayList<>();

  /** An empty database, or one that is emptied. */
  abstract DataSource database();

  @BeforeEach
  void prepare() {
    DataSource source = database();
    Flyway.configure().dataSource(source).load().migrate();
    database = new JdbcTemplate(source);
    for (String table : List.of("shown", "decision", "kept_request", "link", "chain")) {
      database.update("delete from " + table);
    }
    store = new RecordStore(database, new DataSourceTransactionManager(source));
    reader = new RecordReader(database);
  }

  @AfterEach
  void close() throws Exception {
    for (Recorder recorder : open) {
      recorder.close();
    }
  }

  @Test
  void aDecisionIsThereWithAllThatItRestsOn() throws Exception {
    String id = keep(recorder("a", TODAY), "one");

    JsonNode record = JsonMapper.shared().readTree(reader.link(id).orElseThrow().content());
    assertThat(record.path("id").asString()).isEqualTo(id);
    assertThat(record.path("client").asString()).isEqualTo("loopback");
    assertThat(record.path("at").asString()).isEqualTo("2026-11-22T08:00:00Z");
    assertThat(record.path("release").asString()).isEqualTo(Release.rules().release());
    assertThat(record.path("completeness").path("observations").asString()).isEqualTo("complete");
    assertThat(record.at("/elements").valueStream())
        .anySatisfy(
            element -> {
              assertThat(element.path("element").asString()).isEqualTo("easi_recent");
              assertThat(element.path("value").asString()).isEqualTo("24.6");
              assertThat(element.at("/from/0").asString()).startsWith("Observation/");
            });
    assertThat(record.at("/findings/0/code").asString()).isEqualTo("ELIGIBLE");
    assertThat(record.at("/cards/0/findings/0/leads").asBoolean()).isTrue();
    assertThat(record.toString()).doesNotContain(Person.ID, "Practitioner/derm");
    assertThat(
            database.queryForMap("select outcome, cards, service from decision where id = ?", id))
        .containsEntry("outcome", "answered")
        .containsEntry("cards", 1)
        .containsEntry("service", "dupilumab-eligibility");
  }

  @Test
  void whatAnEarlierRunLeftBehindIsBroughtOver() throws Exception {
    Journal journal = new Journal(folder, "dead00000000", 1000, Clock.systemUTC());
    Chain chain = new Chain("dead00000000", journal);
    chain.add(Link.Kind.START, TODAY, bytes("\"replica\":\"dead\""));
    for (int i = 0; i < 20; i++) {
      chain.add(Link.Kind.UNDELIVERED, TODAY, bytes("\"decision\":\"none-" + i + "\""));
    }
    journal.append(new Entry.OfOwner("feedback", bytes("kept")).encoded());
    journal.close();

    recorder("b", TODAY);

    assertThat(reader.links("dead00000000", 0, 100)).hasSize(21);
    assertThat(delivered).containsExactly(bytes("kept"));
    assertThat(folder.toFile().list((dir, name) -> name.startsWith("dead"))).isEmpty();
    // The start of this invented run was never signed; that is all there is to say.
    assertThat(verify())
        .containsExactly("Link dead00000000-1 is not signed by a key of the key file.");
  }

  @Test
  void whatIsBroughtOverTwiceIsThereOnce() throws Exception {
    Recorder recorder = recorder("a", TODAY);
    String id = keep(recorder, "one");
    Link link = reader.link(id).orElseThrow();

    store.add(List.of(new Entry.OfChain(link)), Map.of());

    assertThat(database.queryForObject("select count(*) from decision", Long.class)).isEqualTo(1);
    assertThat(verify()).isEmpty();
  }

  /**
   * A process that died had brought all of it over: its journal comes once more, batch by batch.
   */
  @Test
  void aJournalThatIsThereAlreadyIsNotRefusedFromItsSecondBatchOn() throws Exception {
    Journal journal = new Journal(folder, "dead00000000", 1_000_000, Clock.systemUTC());
    Chain chain = new Chain("dead00000000", journal);
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry.OfChain(chain.add(Link.Kind.START, TODAY, bytes("\"replica\":\"dead\"")).link()));
    for (int i = 0; i < 300; i++) {
      byte[] content = bytes("\"decision\":\"none-" + i + "\"");
      entries.add(new Entry.OfChain(chain.add(Link.Kind.UNDELIVERED, TODAY, content).link()));
    }
    journal.close();
    new RecordStore(database, new DataSourceTransactionManager(database())).add(entries, Map.of());

    recorder("b", TODAY);

    assertThat(reader.links("dead00000000", 0, 1000)).hasSize(301);
    assertThat(folder.toFile().list((dir, name) -> name.startsWith("refused"))).isEmpty();
  }

  /** The connection may break while the database answers that it has committed. */
  @Test
  void whatWasCommittedAlthoughItIsToldToHaveFailedIsThereOnce() throws Exception {
    Recorder recorder = recorder("a", TODAY);
    Link first = reader.link(keep(recorder, "one")).orElseThrow();
    Link second = reader.link(keep(recorder, "two")).orElseThrow();
    database.update("delete from link where seq > ?", first.seq() - 1);
    database.update("delete from decision");
    AtomicBoolean breaks = new AtomicBoolean();
    RecordStore breaking = new RecordStore(database, committing(breaks));

    breaking.add(List.of(new Entry.OfChain(first)), Map.of());
    breaks.set(true);
    assertThatThrownBy(() -> breaking.add(List.of(new Entry.OfChain(second)), Map.of()))
        .isInstanceOf(TransactionSystemException.class);
    breaks.set(false);
    breaking.add(List.of(new Entry.OfChain(first), new Entry.OfChain(second)), Map.of());

    assertThat(reader.links(first.chain(), first.seq() - 1, 100)).hasSize(2);
    assertThat(database.queryForObject("select count(*) from decision", Long.class)).isEqualTo(2);
  }

  /** Commits, and then says that it failed, when it is told to. */
  private PlatformTransactionManager committing(AtomicBoolean breaks) {
    return new DataSourceTransactionManager(Objects.requireNonNull(database.getDataSource())) {
      @Override
      protected void doCommit(DefaultTransactionStatus status) {
        super.doCommit(status);
        if (breaks.get()) {
          throw new TransactionSystemException("the connection broke");
        }
      }
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delete from link where seq = 3 | Links %s-3 to 3 are missing
          delete from link where seq > 3 | are missing at the end
          update link set content_hash = hash where seq = 3 | The content of link %s-3 was changed
          update link set hash = content_hash where seq = 3 | Link %s-3 does not follow
          update link set content = (select content from link where seq = 4) where seq = 3 | The content of link %s-3 was changed
          update link set content = null where seq = 3 | not because its time was over
          update decision set client = 'other' where seq = 3 | does not say what its link says
          delete from decision where seq = 3 | The row of decision %s-3 is missing
          update shown set urgency = 'emergency' | does not say what its link says
          """)
  void aTraceIsLeftByEveryChange(String change, String fault) throws Exception {
    Recorder recorder = recorder("a", TODAY);
    for (String call : List.of("one", "two", "three", "four")) {
      keep(recorder, call);
    }
    keep(recorder, "five");
    // Another replica tells of this chain, so that its end cannot be cut off either.
    Recorder other = recorder("b", TODAY);
    other.signHeads();
    other.keep("feedback", bytes("to wait for the database"));
    assertThat(verify()).isEmpty();

    if (change.startsWith("delete from link")) {
      database.update("delete from decision where " + change.split("where")[1]);
    }
    database.update(change);

    assertThat(verify()).anyMatch(said -> said.contains(fault.formatted(recorder.chain())));
  }

  @Test
  void aLinkThatWasPutInIsFound() throws Exception {
    Recorder recorder = recorder("a", TODAY);
    keep(recorder, "one");
    database.update(
        """
        insert into link select chain, seq + 1, kind, recorded_at, content_hash, hash, content
        from link where seq = 2
        """);

    assertThat(verify()).anyMatch(said -> said.contains("-3 does not follow the link before it"));
  }

  @Test
  void aWholeChainThatIsGoneIsMissed() throws Exception {
    Recorder first = recorder("a", TODAY);
    keep(first, "one");
    first.close();
    open.remove(first);
    recorder("b", TODAY).signHeads();
    assertThat(verify()).isEmpty();

    database.update("delete from decision where chain = ?", first.chain());
    database.update("delete from link where chain = ?", first.chain());
    database.update("delete from chain where id = ?", first.chain());

    assertThat(verify())
        .anyMatch(said -> said.startsWith("Chain " + first.chain() + " is missing"));
  }

  @Test
  void retentionDeletesContentsAndTheRecordStaysWhole() throws Exception {
    Recorder old = recorder("a", TODAY);
    String over = keep(old, "old", TODAY.minus(Duration.ofDays(40)));
    Recorder now = recorder("b", TODAY);
    String recent = keep(now, "new");

    assertThat(now.forget(Duration.ofDays(30), LONG)).isEqualTo(1);

    assertThat(reader.link(over).orElseThrow().content()).isNull();
    assertThat(reader.link(recent).orElseThrow().content()).isNotNull();
    assertThat(database.queryForList("select id from decision", String.class))
        .containsExactly(recent);
    assertThat(verify()).isEmpty();
  }

  @Test
  void aClockThatJumpedDeletesTwoDaysAtMost() throws Exception {
    for (int days = 10; days > 0; days--) {
      keep(recorder("a" + days, TODAY), "day " + days, TODAY.minus(Duration.ofDays(days)));
    }
    Recorder jumped = recorder("b", TODAY.plus(Duration.ofDays(4000)));
    keep(jumped, "jumped", TODAY.plus(Duration.ofDays(4000)));

    jumped.forget(Duration.ofDays(30), LONG);

    assertThat(database.queryForObject("select count(*) from decision", Long.class))
        .as("of eleven decisions, those of the two oldest days are gone")
        .isEqualTo(9);
    assertThat(verify()).isEmpty();
  }

  @Test
  void aKeptRequestComesBackAsItWasAndForNobodyWithoutTheKey() throws Exception {
    Recorder recorder = recorder("a", TODAY);
    byte[] body = bytes("{\"hook\":\"patient-view\"}");
    String id = recorder.keep(facts("kept", body, TODAY), decision());
    KeyRing keys = KeyRing.at(folder.resolve("keys.json"), Clock.systemUTC());
    KeptRequest kept = Eventually.get(() -> reader.keptRequest(id));

    assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("hook");
    KeyRing rotated = keys.rotated(TODAY.plusSeconds(1));
    KeptCall call = KeptCall.decoded(rotated.decrypt(kept.key(), kept.content(), id));
    assertThat(call.body()).isEqualTo(body);
    assertThat(call.data()).isNotNull();
    assertThat(call.data().prefetch().json()).isEqualTo(decision().data().prefetch().json());
  }

  private Recorder recorder(String replica, Instant at) {
    RecordSettings settings =
        new RecordSettings(
            RecordSettings.Mode.STRICT, folder, folder.resolve("keys.json"), replica, "test", LONG);
    Recorder recorder =
        Recorder.open(
            settings,
            store,
            reader,
            Map.of("feedback", delivered::add),
            Clock.fixed(at, ZoneOffset.UTC));
    open.add(recorder);
    return recorder;
  }

  private static String keep(Recorder recorder, String call) {
    return keep(recorder, call, TODAY);
  }

  private static String keep(Recorder recorder, String call, Instant at) {
    return recorder.keep(facts(call, null, at), decision());
  }

  private List<String> verify() {
    return Verification.of(reader, KeyRing.at(folder.resolve("keys.json"), Clock.systemUTC()))
        .faults();
  }

  private static CallFacts facts(String call, byte @Nullable [] body, Instant at) {
    return new CallFacts(
        request(),
        Caller.of("loopback", "us-label", List.of(), ZoneOffset.UTC),
        null,
        call.length(),
        body,
        CallFacts.Outcome.ANSWERED,
        bytes(call),
        at,
        1234);
  }

  private static CdsRequest request() {
    return Calls.of(
        "dupilumab-eligibility", Person.adult().scored(Fhir.easi("24.6")).patientView());
  }

  private static Decision decision() {
    return Release.flow("us-label")
        .decisions()
        .decide(
            request(), Caller.of("loopback", "us-label", List.of(), ZoneOffset.UTC), Engine.NOON);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
