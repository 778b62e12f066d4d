package cds.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cds.Application;
import cds.acceptance.Server;
import cds.knowledge.RuleFiles;
import cds.web.start.LiveRules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Releases take each other's place while calls are answered. A few here; {@code -Dreleases=200} for
 * the long run, which prints what it took.
 */
@SpringBootTest(
    classes = Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "cds.evaluation-time=2025-06-16T12:00:00Z",
      "spring.datasource.url=jdbc:h2:mem:swaps;DB_CLOSE_DELAY=-1",
      "cds.record.folder=target/swaps",
      "cds.record.keys=target/swaps/keys.json"
    })
class ReleasesUnderLoadTests {

  private static final int RELEASES = Integer.getInteger("releases", 10);
  private static final long SLACK = 8L << 20;

  @LocalServerPort private int port;
  @Autowired private LiveRules live;

  @Test
  void noCallFailsAndNothingIsLeftBehind() throws IOException {
    String request =
        Files.readString(Path.of("src/test/resources/examples/eligible-adult/request.json"));
    Server server = new Server(port);
    RuleFiles packed = live.now().files();
    AtomicBoolean go = new AtomicBoolean(true);
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Integer> answered =
          CompletableFuture.supplyAsync(() -> call(server, request, go), caller);
      swap(packed, 1, RELEASES / 2);
      long metaspace = metaspace();
      long heap = heap();
      long cpu = cpu();
      swap(packed, RELEASES / 2 + 1, RELEASES);
      cpu = cpu() - cpu;
      metaspace = metaspace() - metaspace;
      heap = heap() - heap;
      go.set(false);
      assertThat(answered.join()).isPositive();
      System.out.printf(
          "%d releases: %.1f ms of a processor each; of the second half %+d KB of metaspace and %+d"
              + " KB of heap are left%n",
          RELEASES, cpu / 1e6 / (RELEASES - RELEASES / 2), metaspace >> 10, heap >> 10);
      assertThat(metaspace).as("classes left behind").isLessThan(SLACK);
      // In the build other tests take heap meanwhile.
      assertThat(heap).as("objects left behind").isLessThan(RELEASES < 100 ? 50 * SLACK : SLACK);
      assertThat(live.now().files().release()).isNotEqualTo(packed.release());
    } finally {
      go.set(false);
      caller.shutdown();
      live.swap(packed, 0);
    }
  }

  /** Each with a number of its own, so that each is another release and is compiled. */
  private void swap(RuleFiles packed, int from, int until) {
    for (int number = from; number <= until; number++) {
      int i = number;
      Map<String, String> texts = new TreeMap<>(packed.texts());
      String easi = "trial_easi: {value: ";
      texts.computeIfPresent(
          "rules/dictionary/parameters.yaml",
          (path, text) -> text.replace(easi + 16, easi + (i % 2 == 0 ? 15 : 17)));
      texts.merge("rules/dictionary/parameters.yaml", "# Release " + i + "\n", String::concat);
      texts.merge("rules/dictionary/elements/severity.yaml", "# " + i + "\n", String::concat);
      RuleFiles files = new RuleFiles(texts);
      live.swap(files, i);
      assertThat(live.release().hash()).isEqualTo(files.release());
    }
  }

  private static int call(Server server, String request, AtomicBoolean go) {
    int answered = 0;
    while (go.get()) {
      Server.Reply answer = server.post("dupilumab-eligibility", request);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("ELIGIBLE");
      answered++;
    }
    return answered;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What is in use once everything that nobody holds is gone. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed())
        .sum();
  }
}
