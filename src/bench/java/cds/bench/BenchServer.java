package cds.bench;

import cds.Application;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service with the {@link Variants} beside it, as a process of its own. */
final class BenchServer implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** In a second, on every Linux. */
  private static final long TICKS = 100;

  private final Process process;
  private final int port;

  private BenchServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it on an H2 file of its own, in the default mode of recording, without limits of rate.
   *
   * @param folder where it works
   * @param java options of the virtual machine
   * @param settings {@code --name=value}
   */
  static BenchServer start(Path folder, List<String> java, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(List.of("-cp", classPath(), Application.class.getName(), "--server.port=0"));
    // Not the settings of tests, which lie beside these classes.
    command.add("--spring.config.location=classpath:/application.yaml");
    command.add("--cds.evaluation-time=" + Bodies.AT.toInstant());
    command.addAll(List.of(settings));
    Path log = Files.createTempFile(folder, "server-", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(Files.createTempDirectory(folder, "work-").toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new BenchServer(process, awaitPort(process, log));
  }

  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      Matcher port = PORT.matcher(Files.readString(log));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
      sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("it does not start:\n" + Files.readString(log));
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** CPU time of the process since its start. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** CPU time of its compilers since its start, as Linux counts it. */
  Duration compiling() {
    long ticks = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid()), "task"))) {
      for (Path thread : threads) {
        ticks += compiling(thread.resolve("stat"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("only on Linux", e);
    }
    return Duration.ofMillis(ticks * 1000 / TICKS);
  }

  private static long compiling(Path stat) {
    String text;
    try {
      text = Files.readString(stat);
    } catch (IOException e) {
      // The thread has just ended; the compilers' own come and go too.
      return 0;
    }
    // pid (name) state ppid …: the name may hold anything; user and system time are 14th and 15th.
    int name = text.lastIndexOf(')');
    if (!text.substring(0, name).contains("CompilerThre")) {
      return 0;
    }
    String[] fields = text.substring(name + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
