package cds.fhir.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.client.apache.ApacheRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.IHttpResponse;
import ca.uhn.fhir.rest.client.api.IRestfulClientFactory;
import cds.fhir.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.HttpResponse;
import org.apache.http.HttpResponseInterceptor;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one call asks of one server. Whatever is sent passes {@link #check}, whatever comes back
 * passes {@link #take}: no other address is reached, and no answer costs more than it may. The
 * token is forgotten with the call.
 */
final class Conversation {

  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final int MOST_BYTES = 5_000_000;
  private static final long MOST_BYTES_OF_CALL = 20_000_000;
  private static final String FHIR_JSON = "application/fhir+json";
  private static final Set<String> JSON = Set.of(FHIR_JSON, "application/json");

  private final ServerAddress server;
  private final String token;
  private final Connections connections;
  private final Set<HttpRequestBase> requests = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(MOST_BYTES_OF_CALL);
  private volatile boolean over;
  private @Nullable IRestfulClientFactory client;

  /**
   * Begins.
   *
   * @param connections over which it is held
   * @param server the only server that is asked
   * @param token bearer token, or empty
   */
  Conversation(Connections connections, ServerAddress server, String token) {
    this.server = server;
    this.token = token;
    this.connections = connections;
  }

  /**
   * Gets a resource. It is read as a request would be, and never parsed whole by HAPI: one bad
   * entry would lose a whole Bundle.
   *
   * @throws Unanswered when it could not be had
   */
  ObjectNode get(URI url) throws Unanswered {
    try {
      IHttpResponse response =
          client()
              .getHttpClient(
                  new StringBuilder(url.toString()), null, null, RequestTypeEnum.GET, List.of())
              .createGetRequest(FHIR, EncodingEnum.JSON)
              .execute();
      try (InputStream body = response.readEntity()) {
        return StrictJson.read(body.readAllBytes());
      } finally {
        response.close();
      }
    } catch (IOException | RuntimeException e) {
      // Messages of libraries quote addresses and answers, so they end here.
      throw new Unanswered(over ? Lack.TOO_LATE : Unanswered.of(e));
    }
  }

  /** Ends it: what is under way is broken off, and nothing more is sent. */
  void end() {
    over = true;
    requests.forEach(HttpRequestBase::abort);
  }

  /**
   * Made for the first request: most calls need none. HAPI's generic client is not used: it sends
   * raw requests over the client of its context, not over the one it was made with.
   */
  private synchronized IRestfulClientFactory client() {
    if (client == null) {
      client = new ApacheRestfulClientFactory(FHIR);
      client.setHttpClient(
          connections
              .client()
              .addInterceptorLast((HttpRequestInterceptor) this::check)
              .addInterceptorLast((HttpResponseInterceptor) this::take)
              .build());
    }
    return client;
  }

  private void check(HttpRequest request, HttpContext context) throws Unanswered {
    if (!(request instanceof HttpRequestWrapper wrapper)
        || !(wrapper.getOriginal() instanceof HttpGet get)
        || !server.holds(get.getURI())) {
      throw new Unanswered(Lack.SERVER_NOT_ALLOWED);
    }
    requests.add(get);
    if (over) {
      get.abort();
    }
    request.setHeader(HttpHeaders.ACCEPT, FHIR_JSON);
    request.removeHeaders(HttpHeaders.AUTHORIZATION);
    if (!token.isEmpty()) {
      request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }
  }

  private void take(HttpResponse response, HttpContext context) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    if (status != 200) {
      throw new Unanswered(
          switch (status) {
            case 401, 403 -> Lack.REFUSED;
            case 404, 410 -> Lack.NOT_FOUND;
            default -> Lack.FAILED;
          });
    }
    HttpEntity entity = response.getEntity();
    if (entity == null || !isJson(ContentType.getLenient(entity))) {
      throw new Unanswered(Lack.FAILED);
    }
    // Not closed here when it is too long: closing would read on to its end.
    byte[] body = entity.getContent().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES || left.addAndGet(-body.length) < 0) {
      throw new Unanswered(Lack.FAILED);
    }
    ByteArrayEntity read = new ByteArrayEntity(body, ContentType.create(FHIR_JSON));
    response.setEntity(read);
  }

  private static boolean isJson(@Nullable ContentType type) {
    return type != null
        && JSON.contains(String.valueOf(type.getMimeType()).toLowerCase(Locale.ROOT));
  }
}
