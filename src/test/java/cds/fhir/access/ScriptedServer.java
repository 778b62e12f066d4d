package cds.fhir.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A FHIR server that answers what a test tells it to, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What is written in answer to a request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /**
   * A request that came.
   *
   * @param target path and query
   * @param authorization the header, or null
   * @param accept the header
   */
  record Asked(String method, String target, String authorization, String accept) {}

  ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Its base address. */
  String base() {
    return "http://127.0.0.1:" + port() + "/fhir";
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI uri() {
    return URI.create(base());
  }

  /** Answers requests for a path below the base; for its page {@code ?page=2}, say so. */
  ScriptedServer on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  ScriptedServer on(String path, String json) {
    return on(path, json(json));
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> targets() {
    return asked.stream().map(Asked::target).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            uri.toString(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Accept")));
    String path = uri.getRawPath().replaceFirst("^/fhir/?", "");
    String page = "" + uri.getRawQuery();
    Answer answer = answers.get(page.startsWith("page=") ? path + "?" + page : path);
    try (exchange) {
      (answer == null ? status(404) : answer).to(exchange);
    }
  }

  static Answer json(String body) {
    return body(200, "application/fhir+json;charset=UTF-8", body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer status(int status) {
    return body(
        status,
        "application/fhir+json",
        "{\"resourceType\":\"OperationOutcome\"}".getBytes(StandardCharsets.UTF_8));
  }

  static Answer body(int status, String type, byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  static Answer redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  static Answer gzipped(byte[] body) {
    return exchange -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, packed.size());
      exchange.getResponseBody().write(packed.toByteArray());
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
