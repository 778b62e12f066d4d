package cds.web.start;

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
 * @param publicBase the address under which clients know this server: what stands before {@code
 *     /cds-services}; null in loopback mode. Tokens must be made out to it
 * @param behindProxy whether a proxy before this server ends TLS
 * @param openDiscovery whether discovery is answered without a token
 * @param fhirServers FHIR servers that may be asked for callers on this machine
 * @param fhirBudget longest time that one call may spend on a FHIR server
 * @param label the label that doses follow
 * @param policies policies evaluated beside the label
 * @param maxBody the largest request body
 * @param largeBodies how many requests over 256 KB are answered at once; the number of processors,
 *     at least 2, unless set
 * @param timeLimit the longest time for one decision
 * @param warmUp how often the shipped examples are answered before the server listens; 0 for never
 * @param recordRequests whether requests are kept, encrypted, to be answered again
 * @param record how decisions are recorded
 * @param reader how resources are read
 * @param readerShadow share of the charts that HAPI reads once more, to compare; 0 to 1
 * @param people how people sign in
 * @param populations folder of populations that people of the workbench may screen, or null
 * @param rules folder of rules to read instead of the packed one, or null
 */
@ConfigurationProperties(prefix = "cds", ignoreUnknownFields = false)
public record CdsProperties(
    @Nullable Instant evaluationTime,
    @DefaultValue("UTC") ZoneId zone,
    @DefaultValue("loopback") String auth,
    @Nullable Path clients,
    @Nullable URI publicBase,
    @DefaultValue("false") boolean behindProxy,
    @DefaultValue("false") boolean openDiscovery,
    @DefaultValue List<URI> fhirServers,
    @DefaultValue("350ms") Duration fhirBudget,
    @DefaultValue("us-label") String label,
    @DefaultValue List<String> policies,
    @DefaultValue("4MB") DataSize maxBody,
    @Nullable Integer largeBodies,
    @DefaultValue("10s") Duration timeLimit,
    @DefaultValue("20") int warmUp,
    @DefaultValue("false") boolean recordRequests,
    @DefaultValue RecordProperties record,
    @DefaultValue("one-pass") Reader reader,
    @DefaultValue("0") double readerShadow,
    @DefaultValue PeopleProperties people,
    @Nullable Path populations,
    @Nullable Path rules) {

  /** How resources are read. */
  public enum Reader {
    /** In one pass; what is not plain R4, by HAPI. */
    ONE_PASS,
    /** By HAPI alone. */
    HAPI
  }

  private static final DataSize LEAST_BODY = DataSize.ofKilobytes(1);
  private static final DataSize MOST_BODY = DataSize.ofMegabytes(256);
  private static final Duration LEAST_TIME = Duration.ofMillis(100);
  private static final Duration MOST_TIME = Duration.ofMinutes(1);
  private static final Duration LEAST_BUDGET = Duration.ofMillis(50);
  private static final Duration MOST_BUDGET = Duration.ofSeconds(30);
  private static final int MOST_ROUNDS = 1_000;

  /**
   * Checks what can be judged without knowing the rest of the configuration.
   *
   * @throws StartRefused with a sentence that names the property
   */
  public CdsProperties {
    if (!auth.equals("loopback") && !auth.equals("jwt")) {
      throw new StartRefused(
          "cds.auth is '"
              + auth
              + "', which is not a known mode. Use cds.auth=loopback or cds.auth=jwt.");
    }
    publicBase = publicBase == null ? null : base(publicBase);
    if (auth.equals("jwt")) {
      requireForTokens(clients, "cds.clients", "the client registry, for example clients.yaml");
      requireForTokens(
          publicBase,
          "cds.public-base",
          "the address under which clients know this server, for example https://cds.example.org");
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
    if (largeBodies != null && largeBodies < 1) {
      throw new StartRefused(
          "cds.large-bodies is " + largeBodies + ". At least 1 large request must be let in.");
    }
    if (timeLimit.compareTo(LEAST_TIME) < 0 || timeLimit.compareTo(MOST_TIME) > 0) {
      throw new StartRefused(
          "cds.time-limit is "
              + timeLimit.toMillis()
              + "ms. Choose a time from 100ms to 1m, for example 10s.");
    }
    if (!(readerShadow >= 0 && readerShadow <= 1)) {
      throw new StartRefused(
          "cds.reader-shadow is " + readerShadow + ". Choose a share from 0 to 1, such as 0.01.");
    }
    if (warmUp < 0 || warmUp > MOST_ROUNDS) {
      throw new StartRefused(
          "cds.warm-up is " + warmUp + ". Choose a number of rounds from 0 to 1000, such as 20.");
    }
    policies = List.copyOf(policies);
  }

  private static void requireForTokens(@Nullable Object setting, String property, String meaning) {
    if (setting == null) {
      throw new StartRefused(property + " is not set, but cds.auth=jwt needs it: " + meaning + ".");
    }
  }

  private static URI base(URI read) {
    boolean address =
        read.getHost() != null
            && List.of("http", "https").contains(String.valueOf(read.getScheme()))
            && read.getRawUserInfo() == null
            && read.getRawQuery() == null
            && read.getRawFragment() == null;
    if (!address) {
      throw new StartRefused(
          "cds.public-base is no address of a server. Write what stands before /cds-services, for"
              + " example https://cds.example.org.");
    }
    String text = read.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : read;
  }

  /** How many large requests are answered at once. */
  public int largeBodiesAtOnce() {
    return largeBodies == null
        ? Math.max(2, Runtime.getRuntime().availableProcessors())
        : largeBodies;
  }

  /** Whether releases made in the workbench decide; not where a folder of rules is named. */
  public boolean followsReleases() {
    return rules == null;
  }

  /** Whether callers on this machine are served without signing in. */
  public boolean isLoopback() {
    return auth.equals("loopback");
  }
}
