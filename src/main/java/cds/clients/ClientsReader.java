package cds.clients;

import cds.decide.Caller;
import cds.fhir.FhirTerms;
import cds.fhir.access.ServerAddress;
import cds.knowledge.CodeMap;
import cds.knowledge.CodeMapReader;
import cds.knowledge.Problems;
import cds.knowledge.Yaml;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads the client registry: YAML with a list {@code clients}. Everything that is wrong is reported
 * at once, with file, client, key, what was read and what is allowed.
 */
public final class ClientsReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  private static final int USUAL_REQUESTS = 600;
  private static final List<String> KEYS =
      List.of(
          "name",
          "issuer",
          "audiences",
          "algorithms",
          "keys",
          "tenant",
          "skew",
          "longest-life",
          "services",
          "origins",
          "requests-per-minute",
          "fhir",
          "label",
          "policies",
          "zone",
          "languages",
          "other-subjects",
          "code-map",
          "mutes");

  private final String file;
  private final RelatedFiles related;
  private final Caller defaults;
  private final Problems problems;

  /** Reads files that the registry names, relative to it. */
  @FunctionalInterface
  public interface RelatedFiles {
    /**
     * The text of a file, or nothing when it cannot be read.
     *
     * @param path path relative to the registry
     */
    java.util.Optional<String> text(String path);
  }

  /**
   * Prepares reading.
   *
   * @param file name of the registry, for messages
   * @param related reads the files it names
   * @param defaults what a client has unless its entry says otherwise
   * @param problems collects what is wrong
   */
  public ClientsReader(String file, RelatedFiles related, Caller defaults, Problems problems) {
    this.file = file;
    this.related = related;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** Reads the registry's text. */
  public Clients read(String text) {
    JsonNode root = Yaml.of(file, text, problems).root();
    problems.refuseUnknown(file, "", root, List.of("clients"));
    List<Client> clients = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> issuers = new HashSet<>();
    for (JsonNode node : root.path("clients")) {
      Client client = client(new Entry(file, node, problems));
      if (!names.add(client.name())) {
        problems.add(file, client.name(), "name", "two clients have this name");
      }
      if (client.trust() != null && !issuers.add(client.trust().issuer())) {
        problems.add(file, client.name(), "issuer", "two clients have this issuer");
      }
      clients.add(client);
    }
    if (clients.isEmpty()) {
      problems.add(file, "", "clients", "must list at least one client");
    }
    return new Clients(clients);
  }

  private Client client(Entry entry) {
    entry.refuseUnknown(KEYS);
    String name = entry.text("name", "");
    if (!NAME.matcher(name).matches()) {
      entry.problem("name", name, "small letters, digits and hyphens, at most 64");
    }
    boolean local = name.equals(Clients.LOOPBACK);
    List<String> origins = entry.texts("origins");
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        entry.problem("origins", origin, "an origin such as https://ehr.example, without a path");
      }
    }
    return new Client(
        caller(name, entry),
        local ? null : new TrustReader(related).read(entry),
        Set.copyOf(entry.texts("services")),
        origins,
        entry.number("requests-per-minute", USUAL_REQUESTS, 1, 1_000_000));
  }

  private Caller caller(String name, Entry entry) {
    return new Caller(
        name,
        entry.text("label", defaults.label()),
        entry.has("policies") ? entry.texts("policies") : defaults.policies(),
        zone(entry),
        entry.texts("languages"),
        fhir(entry),
        entry.oneOf("other-subjects", List.of("ignored", "refused")).equals("refused"),
        codeMap(entry),
        MutesReader.read(entry));
  }

  private CodeMap codeMap(Entry entry) {
    String path = entry.text("code-map", "");
    if (path.isEmpty()) {
      return CodeMap.NONE;
    }
    return related
        .text(path)
        .map(text -> CodeMapReader.read(path, text, problems))
        .orElseGet(
            () -> {
              entry.problem("code-map", path, "a code map (YAML) beside the registry");
              return CodeMap.NONE;
            });
  }

  private ZoneId zone(Entry entry) {
    String zone = entry.text("zone", defaults.zone().getId());
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      entry.problem("zone", zone, "a time zone such as UTC or Europe/Berlin");
      return defaults.zone();
    }
  }

  private FhirTerms fhir(Entry entry) {
    Entry fhir = entry.under("fhir");
    fhir.refuseUnknown(List.of("servers", "subject", "network"));
    List<URI> servers = new ArrayList<>();
    for (String server : fhir.texts("servers")) {
      if (ServerAddress.of(server).filter(ServerAddress::isSafe).isPresent()) {
        servers.add(URI.create(server));
      } else {
        fhir.problem(
            "servers",
            server,
            "the base address of a FHIR server, such as https://h/fhir; http on this machine only");
      }
    }
    boolean isPrivate = fhir.oneOf("network", List.of("public", "private")).equals("private");
    return entry.has("fhir")
        ? new FhirTerms(servers, fhir.text("subject", ""), isPrivate)
        : defaults.fhir();
  }
}
