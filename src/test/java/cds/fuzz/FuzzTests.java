package cds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cds.Application;
import cds.acceptance.Engine;
import cds.clients.Clients;
import cds.conformance.Requirement;
import cds.decide.Decisions;
import cds.web.services.DirectCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whatever is sent: no failure, no hang, no patient's name or token in a refusal or in the log, and
 * a heap that does not grow.
 *
 * <p>Every case has a number. {@code mvn test -Dtest=FuzzTests -Dfuzz.seconds=600} tries for ten
 * minutes of CPU; {@code -Dfuzz.seed=n} begins at case n, and a failure names its case. A found
 * case is kept among the inputs of {@link RequestFuzzTests}.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "cds.policies=eu-label,nice-ta534,japan-2018,payer-bsa10-tcs28d"
    })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Requirement({"JSON-6", "REQ-10"})
class FuzzTests {

  /** A call takes milliseconds; what takes this long does not end. */
  private static final Duration HANG = Duration.ofSeconds(60);

  /** More than what caches and pools may still gain after the first third. */
  private static final long MOST_GROWTH = 64L << 20;

  private static final List<Seed> SEEDS = Seed.all();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static long next = Budget.firstCase();

  @LocalServerPort private int port;
  @Autowired private Decisions decisions;
  @Autowired private Clients clients;

  @Test
  @Order(1)
  void theReaderAndTheFlowSurviveWhateverIsSent() {
    DirectCalls calls =
        new DirectCalls(
            decisions, clients.named(Clients.LOOPBACK).orElseThrow().caller(), Engine.NOON);
    assertSurvives(
        60,
        fuzzed -> {
          String service = fuzzed.path().replace("/feedback", "");
          return Complaints.about(
              service.equals(fuzzed.path())
                  ? calls.call(service, fuzzed.body())
                  : DirectCalls.feedback(fuzzed.body()));
        });
  }

  @Test
  @Order(2)
  void theServerSurvivesWhateverIsSent() {
    assertSurvives(30, this::send);
  }

  private String send(FuzzCase fuzzed) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/cds-services/" + fuzzed.path()))
                .header("Content-Type", "application/json")
                .timeout(HANG)
                .POST(BodyPublishers.ofByteArray(fuzzed.body()))
                .build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8));
    return Complaints.about(response.statusCode(), response.body());
  }

  @FunctionalInterface
  private interface Trial {
    String complaint(FuzzCase fuzzed) throws Exception;
  }

  private static void assertSurvives(int percent, Trial trial) {
    ExecutorService worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "fuzz");
              thread.setDaemon(true);
              return thread;
            });
    try (LogWatch log = new LogWatch()) {
      long first = next;
      run(Budget.percent(percent / 3), worker, trial, log);
      long before = liveBytes();
      run(Budget.percent(percent - percent / 3), worker, trial, log);
      long growth = liveBytes() - before;
      assertThat(next - first).as("cases tried").isPositive();
      assertThat(growth).as("growth of the live heap in bytes").isLessThan(MOST_GROWTH);
    } finally {
      worker.shutdownNow();
    }
  }

  private static void run(Budget budget, ExecutorService worker, Trial trial, LogWatch log) {
    do {
      FuzzCase fuzzed = FuzzCase.of(next, SEEDS);
      String complaint = complaint(worker, trial, fuzzed);
      if (complaint.isEmpty() && !log.found().isEmpty()) {
        complaint = "a line in the log: " + log.found().get(0);
      }
      if (!complaint.isEmpty()) {
        report(
            complaint, fuzzed, body -> complaint(worker, trial, new FuzzCase(fuzzed.path(), body)));
      }
      next++;
    } while (budget.isLeft());
  }

  private static String complaint(ExecutorService worker, Trial trial, FuzzCase fuzzed) {
    Callable<String> call = () -> trial.complaint(fuzzed);
    try {
      return worker.submit(call).get(HANG.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "no answer within " + HANG;
    } catch (ExecutionException e) {
      StackTraceElement[] frames = e.getCause().getStackTrace();
      return e.getCause() + (frames.length == 0 ? "" : " at " + frames[0]);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static void report(
      String complaint, FuzzCase fuzzed, java.util.function.Function<byte[], String> again) {
    byte[] smallest =
        complaint.startsWith("no answer")
            ? fuzzed.body()
            : Shrinker.shrink(fuzzed.body(), body -> again.apply(body).equals(complaint));
    fail(
        "%s%ncase %d (-Dfuzz.seed=%d), service %s, smallest body:%n%s",
        complaint, next, next, fuzzed.path(), new String(smallest, StandardCharsets.UTF_8));
  }

  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
