package cds.reliability;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The service as a process of its own, which can be killed as the operating system does it. */
final class ServedApplication implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final Path log;
  private final int port;

  private ServedApplication(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.port = awaitPort();
  }

  /**
   * Starts it and waits until it is well.
   *
   * @param folder where it works and logs
   * @param java options of the virtual machine
   * @param settings {@code --name=value}
   */
  static ServedApplication start(Path folder, List<String> java, List<String> settings)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(List.of("-cp", classPath(), "cds.Application", "--server.port=0"));
    command.add("--cds.evaluation-time=2025-06-16T12:00:00Z");
    command.add("--cds.warm-up=0");
    command.addAll(settings);
    Path log = Files.createTempFile(Files.createDirectories(folder), "log-", ".txt");
    ServedApplication application =
        new ServedApplication(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(),
            log);
    application.awaitHealth("UP");
    return application;
  }

  /** Without the settings that tests share. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private int awaitPort() {
    await(() -> portInLog().isPresent(), "it listens");
    return portInLog().orElseThrow();
  }

  private Optional<Integer> portInLog() {
    Matcher port = PORT.matcher(log());
    return port.find() ? Optional.of(Integer.valueOf(port.group(1))) : Optional.empty();
  }

  /** Everything it said. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until its health says UP or DOWN. */
  void awaitHealth(String status) {
    await(() -> get("/actuator/health").contains("\"status\":\"" + status), "health is " + status);
  }

  private void await(BooleanSupplier there, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("in vain until " + what + ":\n" + log());
      }
      sleep(50);
    }
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A page, or nothing when there is no answer. */
  String get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(base().resolve(path)).timeout(Duration.ofSeconds(20)).build();
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** As a service manager does. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
