package cds.fhir.access;

import static cds.chart.DataKind.ALLERGIES;
import static cds.chart.DataKind.CONDITIONS;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.chart.DataKind.PATIENT;
import static cds.fhir.access.Call.bundle;
import static cds.fhir.access.Call.resource;
import static cds.fhir.access.ScriptedServer.body;
import static cds.fhir.access.ScriptedServer.gzipped;
import static cds.fhir.access.ScriptedServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.DataKind;
import cds.conformance.Requirement;
import cds.fhir.access.ScriptedServer.Answer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that refuse, break, flood or hang: the call goes on without what they did not give. */
@Timeout(120)
@Requirement({"PRE-4", "I-54", "PRE-8"})
class FaultyServerTests {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ScriptedServer server = new ScriptedServer();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void stop() {
    released.countDown();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSED",
    "403, REFUSED",
    "404, NOT_FOUND",
    "410, NOT_FOUND",
    "204, FAILED",
    "206, FAILED",
    "302, FAILED",
    "400, FAILED",
    "429, FAILED",
    "500, FAILED",
    "503, FAILED"
  })
  void aStatusOtherThan200IsNoAnswer(int status, Lack lack) {
    server.on(
        "Condition",
        status == 204
            ? exchange -> exchange.sendResponseHeaders(204, -1)
            : body(status, "application/fhir+json", bundle().getBytes(UTF_8)));

    assertThat(lacking(CONDITIONS)).isEqualTo(Map.of(CONDITIONS, lack));
    assertThat(server.asked()).as("and it is asked once").hasSize(1);
  }

  static Stream<Arguments> wrongAnswers() {
    String wide = "{\"resourceType\":\"Bundle\",\"x\":\"" + " ".repeat(6_000_000) + "\"}";
    String deep = "{\"a\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}";
    return Stream.of(
        Arguments.of("a page for people", body(200, "text/html", "<html></html>".getBytes(UTF_8))),
        Arguments.of("JSON that says it is HTML", body(200, "text/html", bundle().getBytes(UTF_8))),
        Arguments.of("XML", body(200, "application/fhir+xml", "<Bundle/>".getBytes(UTF_8))),
        Arguments.of("nothing", body(200, "application/fhir+json", new byte[] {' '})),
        Arguments.of("half of it", ScriptedServer.json(bundle().substring(0, 30))),
        Arguments.of("a list", ScriptedServer.json("[" + bundle() + "]")),
        Arguments.of(
            "the same member twice",
            ScriptedServer.json("{\"resourceType\":\"X\",\"resourceType\":\"Bundle\"}")),
        Arguments.of(
            "a number without end",
            ScriptedServer.json("{\"resourceType\":\"Bundle\",\"total\":1e20000000}")),
        Arguments.of("another resource", ScriptedServer.json(resource("Condition", "c"))),
        Arguments.of("a body of 6 MB", ScriptedServer.json(wide)),
        Arguments.of("50 MB in a small parcel", gzipped((wide.repeat(8)).getBytes(UTF_8))),
        Arguments.of("a parcel that is none", gzipHeaderOnly()),
        Arguments.of("a deep nest", ScriptedServer.json(deep)));
  }

  private static Answer gzipHeaderOnly() {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, 4);
      exchange.getResponseBody().write("none".getBytes(UTF_8));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongAnswers")
  void whatIsNoBundleIsNoAnswer(String name, Answer answer) {
    server.on("Condition", answer).on("Observation", bundle());

    Obtained obtained = complete(LONG, CONDITIONS, OBSERVATIONS);

    assertThat(obtained.lacking()).isEqualTo(Map.of(CONDITIONS, Lack.FAILED));
    assertThat(obtained.prefetch().json().has("observations")).isTrue();
  }

  @Test
  void aZippedAnswerIsRead() {
    server.on("Condition", gzipped(bundle(resource("Condition", "c")).getBytes(UTF_8)));

    assertThat(complete(LONG, CONDITIONS).prefetch().json().at("/conditions/entry")).hasSize(1);
  }

  @Test
  void aServerThatDoesNotAnswerIsNotWaitedFor() {
    CountDownLatch others = new CountDownLatch(2);
    server.on("Condition", exchange -> await(released));
    for (String path : List.of("Observation", "AllergyIntolerance")) {
      server.on(
          path,
          exchange -> {
            ScriptedServer.json(bundle()).to(exchange);
            others.countDown();
          });
    }

    Obtained obtained = complete(Duration.ofSeconds(3), CONDITIONS, OBSERVATIONS, ALLERGIES);

    assertThat(released.getCount()).as("it still hangs").isEqualTo(1);
    assertThat(others.getCount()).isZero();
    assertThat(obtained.lacking()).isEqualTo(Map.of(CONDITIONS, Lack.TOO_LATE));
    assertThat(obtained.prefetch().json().has("observations")).isTrue();
    assertThat(obtained.prefetch().json().has("allergies")).isTrue();
  }

  /** A time limit between two bytes would never pass. */
  @Test
  void aServerThatDripsIsCutOff() throws InterruptedException {
    CountDownLatch cut = new CountDownLatch(1);
    server.on(
        "Condition",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              Thread.sleep(10);
            }
          } catch (IOException e) {
            cut.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    Obtained obtained = complete(Duration.ofMillis(500), CONDITIONS);

    assertThat(obtained.lacking()).isEqualTo(Map.of(CONDITIONS, Lack.TOO_LATE));
    assertThat(cut.await(60, TimeUnit.SECONDS)).as("the connection was broken off").isTrue();
  }

  @Test
  void headersWithoutEndAreCutOff() throws IOException, InterruptedException {
    CountDownLatch cut = new CountDownLatch(1);
    try (ServerSocket socket = new ServerSocket(0)) {
      Thread thread = new Thread(() -> pourHeaders(socket, cut), "headers");
      thread.setDaemon(true);
      thread.start();
      try (FhirServers fhir = new FhirServers(List.of(), LONG)) {
        String base = "http://127.0.0.1:" + socket.getLocalPort() + "/fhir";

        assertThat(fhir.complete(Call.to(base).asking(CONDITIONS).wanted()).lacking())
            .isEqualTo(Map.of(CONDITIONS, Lack.FAILED));
        assertThat(cut.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static void pourHeaders(ServerSocket socket, CountDownLatch cut) {
    try (Socket connection = socket.accept()) {
      connection.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
      while (true) {
        connection.getOutputStream().write("X-More: and more\r\n".getBytes(UTF_8));
      }
    } catch (IOException e) {
      cut.countDown();
    }
  }

  @Test
  void fiveRequestsAtOnceAndNoMore() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch five = new CountDownLatch(5);
    Answer counted =
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          five.countDown();
          await(five);
          now.decrementAndGet();
          ScriptedServer.json(bundle()).to(exchange);
        };
    for (DataKind kind : DataKind.values()) {
      server.on(kind.resourceType(), counted);
    }
    server.on("Patient/p", resource("Patient", "p"));

    assertThat(complete(LONG, DataKind.values()).lacking()).isEmpty();
    assertThat(most).hasValue(5);
  }

  @Test
  void whatOneServerOwesIsNotTakenFromTheNextCall() {
    server.on("Patient/p", status(500));
    assertThat(lacking(PATIENT)).isEqualTo(Map.of(PATIENT, Lack.FAILED));

    server.on("Patient/p", resource("Patient", "p"));
    assertThat(lacking(PATIENT)).isEmpty();
  }

  @Test
  void aServerThatIsNotThereGivesNothing() {
    server.close();

    assertThat(lacking(PATIENT)).isEqualTo(Map.of(PATIENT, Lack.FAILED));
  }

  @Test
  void afterTheEndNobodyIsAskedAndNoThreadIsLeft() throws InterruptedException {
    FhirServers fhir = new FhirServers(List.of(), Duration.ofSeconds(2));
    CountDownLatch came = new CountDownLatch(1);
    server.on(
        "Condition",
        exchange -> {
          came.countDown();
          await(released);
        });
    Thread call =
        new Thread(() -> fhir.complete(Call.to(server).asking(CONDITIONS).wanted()), "call");
    call.start();
    assertThat(came.await(60, TimeUnit.SECONDS)).isTrue();
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("fhir-access-"))
            .toList();
    assertThat(threads).isNotEmpty();

    fhir.close();
    call.join(60_000);
    for (Thread thread : threads) {
      thread.join(60_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
    assertThat(fhir.complete(Call.to(server).asking(CONDITIONS).wanted()).lacking())
        .isEqualTo(Map.of(CONDITIONS, Lack.TOO_LATE));
  }

  private Map<DataKind, Lack> lacking(DataKind kind) {
    return complete(LONG, kind).lacking();
  }

  private Obtained complete(Duration budget, DataKind... kinds) {
    try (FhirServers fhir = new FhirServers(List.of(), budget)) {
      return fhir.complete(Call.to(server).asking(kinds).wanted());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
