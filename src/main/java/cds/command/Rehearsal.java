package cds.command;

import cds.web.services.ExampleCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Starts the service as for a first visitor, calls everything that clients call, and stops. {@code
 * run.sh} has Java write down in the meantime which classes that takes. The database is in memory
 * and the record in a folder that is deleted: nothing of a service that is installed is touched.
 */
public final class Rehearsal {

  private static final String WORD = "rehearse";
  private static final int ROUNDS = 5;

  private final String base;

  private Rehearsal(String base) {
    this.base = base;
  }

  /** Whether the arguments ask for it. */
  public static boolean isNamedIn(String[] args) {
    return args.length > 0 && args[0].equals(WORD);
  }

  /**
   * Rehearses.
   *
   * @param application the service
   * @throws IllegalStateException when a call is not answered as it should be
   */
  public static void run(Class<?> application) {
    try {
      Path folder = Files.createTempDirectory("rehearsal");
      try {
        run(application, folder);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the rehearsal cannot read or write", e);
    }
  }

  private static void run(Class<?> application, Path folder) throws IOException {
    try (ConfigurableApplicationContext service =
        SpringApplication.run(
            application,
            "--spring.profiles.active=",
            "--spring.datasource.url=jdbc:h2:mem:rehearsal",
            "--spring.datasource.username=",
            "--spring.datasource.password=",
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--management.server.port=",
            "--cds.auth=loopback",
            "--cds.evaluation-time=" + ExampleCall.all().get(0).at(),
            "--cds.record.folder=" + folder.resolve("journal"),
            "--cds.record.keys=" + folder.resolve("keys.json"))) {
      String port = service.getEnvironment().getProperty("local.server.port");
      Rehearsal rehearsal = new Rehearsal("http://127.0.0.1:" + port);
      for (int round = 0; round < ROUNDS; round++) {
        rehearsal.callAll();
      }
    }
  }

  private void callAll() throws IOException {
    expectAnswer(open("/actuator/health/readiness"));
    expectAnswer(open("/actuator/prometheus"));
    expectAnswer(open("/cds-services"));
    for (ExampleCall example : ExampleCall.all()) {
      HttpURLConnection call = open("/cds-services/" + example.service());
      call.setDoOutput(true);
      call.setRequestProperty("Content-Type", "application/json");
      call.getOutputStream().write(example.body());
      expectAnswer(call);
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(base + path).toURL().openConnection();
  }

  private static void expectAnswer(HttpURLConnection call) throws IOException {
    if (call.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IllegalStateException(call.getURL() + " answered " + call.getResponseCode());
    }
    try (InputStream in = call.getInputStream()) {
      in.readAllBytes();
    }
  }
}
