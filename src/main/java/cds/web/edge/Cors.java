package cds.web.edge;

import cds.clients.Client;
import cds.clients.Clients;
import cds.web.call.CallFilter;
import cds.web.wire.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Which browser pages may call the services (CDS Hooks 2.0.1, "Cross-Origin Resource Sharing"): a
 * list, never everybody, and never with cookies. Nobody has signed a preflight, so it is answered
 * for the pages of all clients; {@link AdmissionFilter} holds each to its own.
 */
final class Cors {

  private static final Duration PREFLIGHT_HOLDS = Duration.ofMinutes(10);

  private Cors() {}

  /** Pages on this machine, such as a CDS Hooks sandbox. */
  static CorsFilter ofThisMachine() {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOriginPatterns(List.of("http://localhost:[*]", "http://127.0.0.1:[*]"));
    return filter(allowed, "pages on this machine");
  }

  /** The pages that the registry names; none when it names none. */
  static CorsFilter of(Clients clients) {
    CorsConfiguration allowed = new CorsConfiguration();
    allowed.setAllowedOrigins(
        clients.all().stream().map(Client::origins).flatMap(List::stream).distinct().toList());
    return filter(allowed, "pages named in the client registry");
  }

  private static CorsFilter filter(CorsConfiguration allowed, String whose) {
    allowed.setAllowedMethods(List.of("GET", "POST"));
    allowed.setAllowedHeaders(List.of("content-type", "authorization"));
    allowed.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
    allowed.setMaxAge(PREFLIGHT_HOLDS);
    UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration(CallFilter.ROOT, allowed);
    source.registerCorsConfiguration(CallFilter.ROOT + "/**", allowed);
    CorsFilter filter = new CorsFilter(source);
    filter.setCorsProcessor(new OutcomeCorsProcessor(whose));
    return filter;
  }

  private static final class OutcomeCorsProcessor extends DefaultCorsProcessor {

    private final String whose;

    OutcomeCorsProcessor(String whose) {
      this.whose = whose;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
      response.setStatusCode(HttpStatus.FORBIDDEN);
      response.getHeaders().setContentType(Outcome.FHIR_JSON);
      response
          .getBody()
          .write(
              Outcome.of(
                      "forbidden",
                      "CORS: only "
                          + whose
                          + " may call the services, with GET or POST and the headers Content-Type"
                          + " and Authorization.")
                  .bytes());
      response.flush();
    }
  }
}
