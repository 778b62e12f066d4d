package cds.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.conformance.Requirement;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets over TLS, from a server whose certificate was made for this test. */
@Requirement("SEC-8")
class HttpsKeysTests {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String KEYS = "{\"keys\":[]}";

  @TempDir private static Path folder;

  private static final CountDownLatch OVER = new CountDownLatch(1);
  private static final ExecutorService WORKERS = Executors.newCachedThreadPool();
  private static HttpsServer server;
  private static HttpsKeys keys;

  @BeforeAll
  static void start() throws Exception {
    KeyStore store = certificate("localhost");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store, store)));
    server.setExecutor(WORKERS);
    server.createContext("/", HttpsKeysTests::answer);
    server.start();
    keys = new HttpsKeys(context(store, store));
  }

  @AfterAll
  static void stop() {
    OVER.countDown();
    server.stop(0);
    WORKERS.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body =
        (path.equals("/long") ? "x".repeat(64 * 1024 + 1) : KEYS).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", "/keys");
    exchange.sendResponseHeaders(
        path.equals("/moved") ? 302 : path.equals("/gone") ? 404 : 200, body.length);
    if (path.equals("/slow")) {
      exchange.getResponseBody().write(body, 0, 1);
      exchange.getResponseBody().flush();
      await();
    } else {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static void await() {
    try {
      OVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aKeySetIsFetchedFromAServerThatIsTrusted() throws IOException {
    assertThat(keys.fetch(address("localhost", "/keys"))).isEqualTo(KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/moved", "/gone", "/long", "/slow"})
  void whatIsMovedOrGoneOrTooLongOrTooSlowIsNoKeySet(String path) {
    assertRefused(keys, address("localhost", path));
  }

  /** Its certificate is for the name, not for the address. */
  @Test
  void aServerThatIsNotWhoItSaysIsNotAsked() {
    assertRefused(keys, address("127.0.0.1", "/keys"));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
    assertRefused(new HttpsKeys(SSLContext.getDefault()), address("localhost", "/keys"));
    KeyStore other = certificate("elsewhere");
    assertRefused(new HttpsKeys(context(other, other)), address("localhost", "/keys"));
  }

  @Test
  void withoutTlsNothingIsAsked() {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/keys");

    assertThatThrownBy(() -> keys.fetch(address))
        .isInstanceOf(IOException.class)
        .hasMessage("not https");
  }

  private static void assertRefused(HttpsKeys fetcher, URI address) {
    assertThatThrownBy(() -> fetcher.fetch(address)).isInstanceOf(IOException.class);
  }

  private static URI address(String host, String path) {
    return URI.create("https://" + host + ":" + server.getAddress().getPort() + path);
  }

  /** A new key with a certificate that it has signed itself. */
  private static KeyStore certificate(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertThat(keytool.waitFor()).as("keytool").isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
    KeyManagerFactory ownKeys =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    ownKeys.init(own, PASSWORD);
    KeyStore others = KeyStore.getInstance("PKCS12");
    others.load(null, null);
    others.setCertificateEntry("server", trusted.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(others);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ownKeys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
