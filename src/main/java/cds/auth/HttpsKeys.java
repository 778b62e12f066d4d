package cds.auth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Fetches key sets: https only, no redirects, at most 64 kB, all within two seconds. */
public final class HttpsKeys implements KeyFetcher {

  private static final int MOST_BYTES = 64 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private final HttpClient client;

  /**
   * Prepares fetching.
   *
   * @param trust which servers are trusted
   */
  public HttpsKeys(SSLContext trust) {
    this.client =
        HttpClient.newBuilder()
            .sslContext(trust)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();
  }

  @Override
  public String fetch(URI address) throws IOException {
    if (!"https".equals(address.getScheme())) {
      throw new IOException("not https");
    }
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/jwk-set+json, application/json")
            .timeout(LONGEST)
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, ignored -> limited());
    try {
      HttpResponse<byte[]> response = answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      byte[] body = response.body();
      if (response.statusCode() != 200 || body.length > MOST_BYTES) {
        throw new IOException("no key set");
      }
      return new String(body, StandardCharsets.UTF_8);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      // Ends what still runs; the whole fetch, not only its first byte, has its time.
      answer.cancel(true);
    }
  }

  /** Keeps one byte more than is allowed; what follows is read until time is up, and not kept. */
  private static BodySubscriber<byte[]> limited() {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    return BodySubscribers.mapping(
        BodySubscribers.ofByteArrayConsumer(
            chunk ->
                chunk.ifPresent(
                    bytes ->
                        kept.write(
                            bytes, 0, Math.min(bytes.length, MOST_BYTES + 1 - kept.size())))),
        ignored -> kept.toByteArray());
  }
}
