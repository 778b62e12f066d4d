package cds.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the start and the footprint of the service as it is shipped, on Linux, from the root of
 * the repository and after {@code mvn package}:
 *
 * <pre>java src/bench/java/cds/bench/StartBench.java /usr/lib/jvm/java-17 target/dupilumab-cds.jar
 * </pre>
 *
 * <p>The plain start ({@code java -jar}) and the one of {@code docs/operate/run.sh} take turns, so
 * that whatever else the machine does falls on both. Ends with 1 when a bar is missed.
 */
final class StartBench {

  private static final int CALLS = 1_500;
  private static final int STEADY = 500;
  private static final double MOST_CPU_17 = 0.75;
  private static final double MOST_CPU_25 = 0.65;
  private static final double MOST_FIRST = 3;
  private static final double MOST_LIVE_MB = 150;

  private static final Path EXAMPLES = Path.of("src/test/resources/examples");

  private final Path java;
  private final Path jar;
  private final Path cache;
  private final int starts;
  private final List<Call> calls =
      List.of(
          new Call("dupilumab-eligibility", "eligible-adult"),
          new Call("dupilumab-monitoring", "weight-crossed-15-kg-on-treatment"));

  private StartBench(Path java, Path jar, Path cache, int starts) {
    this.java = java;
    this.jar = jar;
    this.cache = cache;
    this.starts = starts;
  }

  /** A service and the example that it is sent. */
  private record Call(String service, String example) {

    byte[] request() throws IOException {
      byte[] body = Files.readAllBytes(EXAMPLES.resolve(example).resolve("request.json"));
      String head =
          "POST /cds-services/%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Content-Length: %d\r\nConnection: close\r\n\r\n";
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.formatted(service, body.length).getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(body);
      return all.toByteArray();
    }
  }

  /**
   * One start.
   *
   * @param cpu seconds of processor time until ready, of the script too
   * @param wall seconds until ready
   * @param firsts milliseconds of the first call of each service
   * @param steady median milliseconds of calls of the warm server, by service
   * @param residentMb resident memory after the calls
   * @param liveMb live heap after the calls
   */
  private record Start(
      double cpu,
      double wall,
      double[] firsts,
      double[] steady,
      double residentMb,
      double liveMb) {}

  /**
   * Measures.
   *
   * @param args the home of a JDK, the jar, and how many starts of each kind; 3 unless given
   */
  public static void main(String[] args) throws Exception {
    Path java = Path.of(args[0], "bin", "java");
    Path cache = Files.createTempDirectory("start-bench");
    int starts = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    StartBench bench = new StartBench(java, Path.of(args[1]).toAbsolutePath(), cache, starts);
    boolean met = bench.measure();
    deleteAll(cache);
    System.exit(met ? 0 : 1);
  }

  private boolean measure() throws Exception {
    List<String> plain = List.of(java.toString(), "-jar", jar.toString());
    List<String> script =
        List.of(Path.of("docs/operate/run.sh").toAbsolutePath().toString(), jar.toString());
    long begin = System.nanoTime();
    if (run(List.of(script.get(0), "--prepare", jar.toString()), cache).waitFor() != 0) {
      throw new IllegalStateException(Files.readString(cache.resolve("log")));
    }
    System.out.printf(Locale.ROOT, "prepared in %.1f s%n", (System.nanoTime() - begin) / 1e9);
    List<Start> plains = new ArrayList<>();
    List<Start> archives = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      plains.add(start("plain", plain, false));
      archives.add(start("run.sh", script, true));
    }
    double ratio = median(archives) / median(plains);
    double first = archives.stream().mapToDouble(StartBench::worst).sorted().toArray()[starts / 2];
    double live = archives.stream().mapToDouble(Start::liveMb).max().orElseThrow();
    double most = release() >= 25 ? MOST_CPU_25 : MOST_CPU_17;
    boolean met = told("CPU until ready, run.sh / plain", ratio, most);
    met &= told("first call / steady median", first, MOST_FIRST);
    met &= told("live heap, MB", live, MOST_LIVE_MB);
    return met;
  }

  private static boolean told(String what, double value, double most) {
    boolean met = value <= most;
    System.out.printf(
        Locale.ROOT, "%-34s %7.2f  (at most %.2f) %s%n", what, value, most, met ? "" : "MISSED");
    return met;
  }

  private static double median(List<Start> starts) {
    return starts.stream().mapToDouble(Start::cpu).sorted().toArray()[starts.size() / 2];
  }

  private static double worst(Start start) {
    double worst = 0;
    for (int i = 0; i < start.firsts().length; i++) {
      worst = Math.max(worst, start.firsts()[i] / start.steady()[i]);
    }
    return worst;
  }

  private Start start(String name, List<String> command, boolean loaded) throws Exception {
    int port = freePort();
    Path folder = Files.createDirectory(cache.resolve("run-" + System.nanoTime()));
    List<String> words = new ArrayList<>(command);
    words.add("--server.port=" + port);
    words.add("--cds.evaluation-time=2025-06-16T12:00:00Z");
    long begin = System.nanoTime();
    Process process = run(words, folder);
    try {
      byte[] ready =
          "GET /actuator/health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII);
      while (!answers(port, ready)) {
        if (!process.isAlive()) {
          throw new IllegalStateException(Files.readString(folder.resolve("log")));
        }
        Thread.sleep(20);
      }
      double wall = (System.nanoTime() - begin) / 1e9;
      double cpu = cpu(process.pid());
      double[] firsts = new double[calls.size()];
      double[] steady = new double[calls.size()];
      for (int i = 0; i < firsts.length; i++) {
        firsts[i] = millis(port, calls.get(i).request());
      }
      double resident = memory(process.pid());
      double live = 0;
      if (loaded) {
        steady = load(port);
        live = live(process.pid());
      }
      Start start = new Start(cpu, wall, firsts, steady, memory(process.pid()), live);
      System.out.printf(
          Locale.ROOT,
          "%-7s %s; ready after %.2f s CPU, %.2f s; first calls %s ms, steady %s ms;"
              + " resident %.0f MB when ready, %.0f MB after load; live heap %.0f MB%n",
          name,
          warmUp(Files.readString(folder.resolve("log"))),
          cpu,
          wall,
          words(firsts),
          words(steady),
          resident,
          start.residentMb(),
          live);
      return start;
    } finally {
      process.destroy();
      process.waitFor(60, TimeUnit.SECONDS);
      deleteAll(folder);
    }
  }

  /** Starts can be compared when they warmed up alike. */
  private static String warmUp(String log) {
    Matcher matcher = Pattern.compile("Warmed up with \\d+ calls").matcher(log);
    return matcher.find() ? matcher.group() : "not warmed up";
  }

  private static String words(double[] values) {
    return Arrays.stream(values).mapToObj(v -> "%.1f".formatted(v)).toList().toString();
  }

  private double[] load(int port) throws IOException {
    double[] steady = new double[calls.size()];
    for (int i = 0; i < steady.length; i++) {
      byte[] request = calls.get(i).request();
      double[] took = new double[CALLS];
      for (int n = 0; n < CALLS; n++) {
        took[n] = millis(port, request);
      }
      double[] last = Arrays.copyOfRange(took, CALLS - STEADY, CALLS);
      Arrays.sort(last);
      steady[i] = last[STEADY / 2];
    }
    return steady;
  }

  private Process run(List<String> command, Path folder) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", java.getParent().getParent().toString());
    builder.environment().put("RUN_CACHE", cache.resolve("cache").toString());
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static boolean answers(int port, byte[] request) {
    try {
      return answer(port, request).startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }

  /** One call on a connection of its own, from connecting to its end. */
  private static double millis(int port, byte[] request) throws IOException {
    long begin = System.nanoTime();
    String answer = answer(port, request);
    double millis = (System.nanoTime() - begin) / 1e6;
    if (!answer.startsWith("HTTP/1.1 200") || !answer.contains("\"cards\":[{")) {
      throw new IllegalStateException(answer);
    }
    return millis;
  }

  private static String answer(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Of the process and of children it waited for. */
  private static double cpu(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = 11; i < 15; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / 100.0;
  }

  private static double memory(long pid) throws IOException {
    return number(Files.readString(Path.of("/proc/" + pid + "/status")), "VmRSS:\\s+(\\d+)") / 1024;
  }

  private double live(long pid) throws Exception {
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info").replaceAll("(?s) Metaspace.*", "");
    return Pattern.compile("(?:total|committed) \\d+K, used (\\d+)K")
            .matcher(heap)
            .results()
            .mapToLong(used -> Long.parseLong(used.group(1)))
            .sum()
        / 1024.0;
  }

  private String jcmd(long pid, String command) throws Exception {
    Process process =
        new ProcessBuilder(java.resolveSibling("jcmd").toString(), String.valueOf(pid), command)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  private int release() throws IOException {
    Path file = java.getParent().resolveSibling("release");
    return (int) number(Files.readString(file), "JAVA_VERSION=\"(\\d+)");
  }

  private static double number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(pattern + " is not in: " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void deleteAll(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
