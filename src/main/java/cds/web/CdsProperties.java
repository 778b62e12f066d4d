package cds.web;

import cds.fhir.access.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Our own settings. A name that is not among them stops the start: a mistyped setting must not be
 * ignored silently.
 *
 * @param evaluationTime replaces "now" for clinical evaluation (replay, demo, tests), or null
 * @param zone where dates and ages are taken
 * @param auth who may call: {@code loopback} means callers on this machine, without signing in;
 *     {@code jwt} means the clients of the registry, with signed requests
 * @param clients the client registry (YAML), or null
 * @param fhirServers FHIR servers that may be asked for callers on this machine
 * @param fhirBudget longest time that one call may spend on a FHIR server
 * @param label the label that doses follow
 * @param policies policies evaluated beside the label
 * @param maxBody the largest request body
 * @param rules folder of rules to read instead of the packed one, or null
 */
@ConfigurationProperties(prefix = "cds", ignoreUnknownFields = false)
public record CdsProperties(
    @Nullable Instant evaluationTime,
    @DefaultValue("UTC") ZoneId zone,
    @DefaultValue("loopback") String auth,
    @Nullable Path clients,
    @DefaultValue List<URI> fhirServers,
    @DefaultValue("350ms") Duration fhirBudget,
    @DefaultValue("us-label") String label,
    @DefaultValue List<String> policies,
    @DefaultValue("4MB") DataSize maxBody,
    @Nullable Path rules) {

  private static final DataSize LEAST_BODY = DataSize.ofKilobytes(1);
  private static final DataSize MOST_BODY = DataSize.ofMegabytes(256);
  private static final Duration LEAST_BUDGET = Duration.ofMillis(50);
  private static final Duration MOST_BUDGET = Duration.ofSeconds(30);

  /**
   * Checks what can be judged without knowing the rest of the configuration.
   *
   * @throws StartRefused with a sentence that names the property
   */
  public CdsProperties {
    if (auth.equals("jwt")) {
      throw new StartRefused(
          "cds.auth is jwt, but signed requests (JWT) are not built yet. Use cds.auth=loopback: "
              + "the service then answers callers on this machine only.");
    }
    if (!auth.equals("loopback")) {
      throw new StartRefused(
          "cds.auth is '" + auth + "', which is not a known mode. Use cds.auth=loopback.");
    }
    fhirServers = List.copyOf(fhirServers);
    for (URI server : fhirServers) {
      if (ServerAddress.of(server.toString()).filter(ServerAddress::isSafe).isEmpty()) {
        throw new StartRefused(
            "cds.fhir-servers holds an address that cannot be asked. Give base addresses of FHIR"
                + " servers such as https://ehr.example/fhir; http is for servers on this machine"
                + " only.");
      }
    }
    if (fhirBudget.compareTo(LEAST_BUDGET) < 0 || fhirBudget.compareTo(MOST_BUDGET) > 0) {
      throw new StartRefused(
          "cds.fhir-budget is " + fhirBudget + ". Choose a time from 50ms to 30s, such as 350ms.");
    }
    if (label.isBlank()) {
      throw new StartRefused("cds.label is empty. Name the label that doses follow.");
    }
    if (maxBody.compareTo(LEAST_BODY) < 0 || maxBody.compareTo(MOST_BODY) > 0) {
      throw new StartRefused(
          "cds.max-body is " + maxBody + ". Choose a size from 1KB to 256MB, for example 4MB.");
    }
    policies = List.copyOf(policies);
  }

  /** Whether callers on this machine are served without signing in. */
  boolean isLoopback() {
    return auth.equals("loopback");
  }
}
