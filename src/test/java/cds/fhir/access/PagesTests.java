package cds.fhir.access;

import static cds.chart.DataKind.CONDITIONS;
import static cds.chart.DataKind.OBSERVATIONS;
import static cds.fhir.access.Call.bundle;
import static cds.fhir.access.Call.paged;
import static cds.fhir.access.Call.resource;
import static org.assertj.core.api.Assertions.assertThat;

import cds.conformance.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Further pages, of what was fetched and of what was prefetched. */
@Requirement({"PRE-7", "PRE-8"})
class PagesTests {

  private static final String ONE = resource("Condition", "one");
  private static final String TWO = resource("Condition", "two");

  private final ScriptedServer server = new ScriptedServer();
  private final FhirServers fhir = new FhirServers(List.of(), Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    fhir.close();
    server.close();
  }

  @Test
  void pagesArePutTogether() {
    server
        .on("Condition", paged(server.base() + "/Condition?page=2", ONE))
        .on("Condition?page=2", bundle(TWO));

    JsonNode conditions = asked();

    assertThat(ids(conditions)).containsExactly("one", "two");
    assertThat(conditions.has("link")).as("nothing is left").isFalse();
    assertThat(server.asked())
        .allMatch(asked -> asked.authorization().equals("Bearer " + Call.TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?page=2", "/fhir?page=2", "BASE?page=2", "BASE/?page=2"})
  void aPageMayStandAtTheBase(String next) {
    server
        .on("Condition", paged(next.replace("BASE", server.base()), ONE))
        .on("?page=2", bundle(TWO));

    assertThat(ids(asked())).containsExactly("one", "two");
  }

  @Test
  void pagesWithoutEndAreLeftAfterTheThird() {
    server
        .on("Condition", paged("Condition?page=2", ONE))
        .on("Condition?page=2", paged("Condition?page=2", TWO));

    JsonNode conditions = asked();

    assertThat(ids(conditions)).containsExactly("one", "two", "two");
    assertThat(conditions.at("/link/0/relation").asString()).isEqualTo("next");
    assertThat(server.asked()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\":\"OperationOutcome\"}",
        "{\"resourceType\":\"Bundle\",\"entry\":{}}",
        "{\"resourceType\":\"Bundle\",\"implicitRules\":\"urn:x\"}",
        "not JSON"
      })
  void aPageThatCannotBeHadIsStillToCome(String page) {
    server.on("Condition", paged("Condition?page=2", ONE)).on("Condition?page=2", page);

    JsonNode conditions = asked();

    assertThat(ids(conditions)).containsExactly("one");
    assertThat(conditions.at("/link/0/url").asString()).isEqualTo("Condition?page=2");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPrefetchedBundleIsContinued(boolean wrapped) {
    server.on("Condition?page=2", bundle(TWO));
    String first = paged(server.base() + "/Condition?page=2", ONE);
    Wanted wanted =
        Call.to(server)
            .prefetched(CONDITIONS, wrapped ? "{\"resource\":" + first + "}" : first)
            .wanted();
    String before = wanted.prefetch().json().toString();

    JsonNode conditions = fhir.complete(wanted).prefetch().json().path("conditions");

    assertThat(ids(conditions)).containsExactly("one", "two");
    assertThat(conditions.has("link")).isFalse();
    assertThat(wanted.prefetch().json()).as("what was sent stays").hasToString(before);
  }

  @Test
  void aPrefetchedBundleOutsideOfTheScopeIsNot() {
    Call call =
        Call.to(server)
            .scope("patient/Observation.rs")
            .prefetched(CONDITIONS, paged("Condition?page=2", ONE));

    assertThat(fhir.complete(call.wanted()).prefetch().json())
        .isEqualTo(call.wanted().prefetch().json());
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aBundleThatNobodyAsksForIsLeftAlone() {
    server.on("Observation", bundle());
    Wanted asked = Call.to(server).asking(OBSERVATIONS).wanted();
    ObjectNode unasked = Call.read(paged("Condition?page=2", ONE));

    fhir.complete(
        new Wanted(
            asked.patientId(),
            asked.templates(),
            asked.prefetch().with(Map.of(CONDITIONS, unasked)),
            asked.orders(),
            asked.access(),
            asked.terms()));

    assertThat(server.targets()).containsExactly("/fhir/Observation?patient=p&_count=200");
  }

  private JsonNode asked() {
    return fhir.complete(Call.to(server).asking(CONDITIONS).wanted())
        .prefetch()
        .json()
        .path("conditions");
  }

  private static List<String> ids(JsonNode bundle) {
    return bundle
        .path("entry")
        .valueStream()
        .map(entry -> entry.at("/resource/id").asString())
        .toList();
  }
}
