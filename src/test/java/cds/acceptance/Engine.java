package cds.acceptance;

import cds.knowledge.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The real rules behind the flow of a decision, evaluated at noon of 2025-06-16 (UTC). */
public final class Engine {

  /** The time of every evaluation. */
  public static final Instant NOON = Instant.parse("2025-06-16T12:00:00Z");

  private static final Map<String, Engine> LOADED = new ConcurrentHashMap<>();
  private static final Map<String, String> SERVICES =
      Map.of(
          "patient-view", "dupilumab-eligibility",
          "order-select", "dupilumab-order-select",
          "order-sign", "dupilumab-order-sign",
          "medication-refill", "dupilumab-refill");

  private final Flow flow;

  private Engine(Flow flow) {
    this.flow = flow;
  }

  /** Under the US label. */
  public static Engine us() {
    return of("us-label");
  }

  /** Under the EU label. */
  public static Engine eu() {
    return of("eu-label");
  }

  /** Under a label, with policies beside it. */
  public static Engine of(String label, String... policies) {
    return LOADED.computeIfAbsent(
        label + List.of(policies),
        name -> new Engine(Flow.load(files(), label, List.of(policies))));
  }

  /** The texts of the release in the working tree. */
  public static RuleFiles files() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String folder : List.of("rules", "fhir-profiles")) {
      try (Stream<Path> walk = Files.walk(Path.of(folder))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          texts.put(file.toString().replace('\\', '/'), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new RuleFiles(texts);
  }

  /** Asks the service that answers the request's hook; a chart that is opened asks eligibility. */
  public Answer ask(ObjectNode request) {
    return ask(SERVICES.get(request.get("hook").stringValue()), request);
  }

  /** Asks a service. */
  public Answer ask(String service, ObjectNode request) {
    return ask(service, request, NOON);
  }

  /** Asks a service at another time. */
  public Answer ask(String service, ObjectNode request, Instant at) {
    return new Answer(Json.tree(flow.decide(Calls.of(service, request), at)));
  }
}
