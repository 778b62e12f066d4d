package cds.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Engine;
import cds.acceptance.Json;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.web.services.DirectCalls;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same claims under coverage-guided fuzzing: {@code JAZZER_FUZZ=1 mvn test -Djazzer.hooks=true
 * -Dtest='RequestFuzzTests#aRequestBody'} searches, a usual build replays the inputs that are kept
 * in {@code RequestFuzzTestsInputs}.
 */
class RequestFuzzTests {

  private static final Caller CALLER = Caller.of("loopback", "us-label", List.of(), ZoneOffset.UTC);
  private static final List<Seed> SEEDS = Seed.all();

  private static DirectCalls calls;

  @FuzzTest(maxDuration = "10m")
  void aRequestBody(byte[] body) {
    for (String service : List.of("dupilumab-eligibility", "dupilumab-order-sign")) {
      assertThat(Complaints.about(calls().call(service, body))).isEmpty();
    }
    assertThat(Complaints.about(DirectCalls.feedback(body))).isEmpty();
  }

  /** Members of a draft order that are whatever the fuzzer makes of them. */
  @FuzzTest(maxDuration = "10m")
  void aFhirResource(FuzzedDataProvider data) {
    ObjectNode request =
        (ObjectNode)
            SEEDS.stream()
                .filter(seed -> seed.path().equals("dupilumab-order-sign"))
                .findFirst()
                .orElseThrow()
                .body()
                .deepCopy();
    ObjectNode order = (ObjectNode) request.at("/context/draftOrders/entry/0/resource");
    ObjectNode condition = (ObjectNode) request.at("/prefetch/conditions/entry/0/resource");
    List<String> members = List.copyOf(order.propertyNames());
    order.set(data.pickValue(members), json(data.consumeString(400)));
    condition.set(data.consumeString(20), json(data.consumeRemainingAsString()));

    byte[] body = Json.line(request).getBytes(StandardCharsets.UTF_8);
    assertThat(Complaints.about(calls().call("dupilumab-order-sign", body))).isEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return Json.read(text);
    } catch (JacksonException | NumberFormatException e) {
      return Json.object().stringNode(text);
    }
  }

  private static synchronized DirectCalls calls() {
    if (calls == null) {
      calls =
          new DirectCalls(DecisionFlow.load(Engine.files(), List.of(CALLER)), CALLER, Engine.NOON);
    }
    return calls;
  }
}
