package cds.reliability;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Clinicians at work: each opens charts one after the other and reports what became of the first
 * card. What was acknowledged to them must be on record.
 */
final class Clinic implements AutoCloseable {

  private static final String SERVICE = "/cds-services/dupilumab-eligibility";
  private static final Path EXAMPLE =
      Path.of("src/test/resources/examples/eligible-adult/request.json");
  private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String[] request;
  private final List<Thread> clinicians = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final Set<String> calls = ConcurrentHashMap.newKeySet();
  private final Set<String> brokenOff = ConcurrentHashMap.newKeySet();
  private final Set<String> feedback = ConcurrentHashMap.newKeySet();
  private final Set<String> answers = ConcurrentHashMap.newKeySet();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Duration period;
  private volatile List<URI> servers = List.of();
  private volatile boolean closed;

  /**
   * Opens it.
   *
   * @param clinicians how many work at once
   * @param period how often each opens a chart: when late, at once; zero for one after the other
   */
  Clinic(int clinicians, Duration period) throws IOException {
    this.request = Files.readString(EXAMPLE).split("7d0a4c1e-[0-9a-f-]+", -1);
    this.period = period;
    for (int i = 0; i < clinicians; i++) {
      Thread clinician = new Thread(this::work, "clinician-" + i);
      this.clinicians.add(clinician);
      clinician.start();
    }
  }

  /** From now on these answer, in turn; nobody works while there are none. */
  void ask(List<ServedApplication> applications) {
    servers = applications.stream().map(ServedApplication::base).toList();
  }

  /** Waits until so many more calls were answered. */
  void awaitAnswers(int more) {
    awaitMore(calls::size, more, "answers");
  }

  /** Waits until so many more calls or reports were refused with 503. */
  void awaitRefusals(int more) {
    awaitMore(refused::intValue, more, "refusals");
  }

  private static void awaitMore(IntSupplier count, int more, String what) {
    int enough = count.getAsInt() + more;
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (count.getAsInt() < enough) {
      if (System.nanoTime() > end) {
        throw new AssertionError("too few " + what + ": " + count.getAsInt() + " of " + enough);
      }
      ServedApplication.sleep(5);
    }
  }

  private void work() {
    long due = System.nanoTime();
    while (!closed) {
      long now = System.nanoTime();
      if (servers.isEmpty()) {
        ServedApplication.sleep(5);
        due = now;
      } else if (now < due) {
        ServedApplication.sleep(1 + Duration.ofNanos(due - now).toMillis());
      } else {
        openChart(due);
        due = period.isZero() ? System.nanoTime() : due + period.toNanos();
      }
    }
  }

  /** Who waits for a late answer has waited since this chart was due. */
  private void openChart(long due) {
    String hookInstance = UUID.randomUUID().toString();
    String answer = send(SERVICE, String.join(hookInstance, request), hookInstance);
    if (answer == null) {
      return;
    }
    nanos.add(System.nanoTime() - due);
    calls.add(hookInstance);
    answers.add(answer.replaceAll(UUIDS, "*"));
    JsonNode cards = JSON.readTree(answer).path("cards");
    String card = cards.path(0).path("uuid").asString("");
    String report =
        """
        {"feedback":[{"card":"%s","outcome":"overridden","overrideReason":
        {"reason":{"code":"other"},"userComment":"seen"},"outcomeTimestamp":"2025-06-16T12:00:00Z"}]}
        """
            .formatted(card);
    // Twice: some clients are not sure that the first one came.
    for (int i = 0; i < 2; i++) {
      if (send(SERVICE + "/feedback", report, card) != null) {
        feedback.add(card);
      }
    }
  }

  /** The answer of the server whose turn it is, or of another one; null when none answers. */
  private String send(String path, String body, String about) {
    List<URI> all = servers;
    int first = turn.getAndIncrement();
    for (int i = 0; i < all.size(); i++) {
      URI server = all.get(Math.floorMod(first + i, all.size()));
      try {
        HttpRequest post =
            HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          return response.body();
        }
        refused.incrementAndGet();
        if (response.statusCode() != 503) {
          answers.add("status " + response.statusCode() + ": " + response.body());
        }
      } catch (ConnectException e) {
        // It is not there: the next one is asked.
        continue;
      } catch (IOException e) {
        // It was killed, perhaps after it had written this down: the next one is asked, too.
        brokenOff.add(about);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    if (!all.isEmpty()) {
      unanswered.incrementAndGet();
    }
    return null;
  }

  /** The hook instances of the calls that were answered. */
  Set<String> calls() {
    return calls;
  }

  /** Hook instances and cards that a server may have taken before it died, so that two may have. */
  Set<String> brokenOff() {
    return brokenOff;
  }

  /** The cards whose feedback was acknowledged. */
  Set<String> feedback() {
    return feedback;
  }

  /** All answers that differ in more than their ids; one, when no card was wrong. */
  Set<String> answers() {
    return answers;
  }

  /** Calls and reports that no server took. */
  long unanswered() {
    return unanswered.get();
  }

  /** Times of the answers since this was last asked, sorted, in nanoseconds. */
  List<Long> times() {
    List<Long> times = new ArrayList<>();
    for (Long time = nanos.poll(); time != null; time = nanos.poll()) {
      times.add(time);
    }
    return times.stream().sorted().toList();
  }

  @Override
  public void close() {
    goHome();
  }

  /** Everybody finishes the chart in hand. */
  void goHome() {
    closed = true;
    for (Thread clinician : clinicians) {
      try {
        clinician.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
