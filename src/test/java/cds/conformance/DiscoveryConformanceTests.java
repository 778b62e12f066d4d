package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** CDS Hooks 2.0.1, "Discovery" and "Prefetch Template", on the wire. */
@RunningService
class DiscoveryConformanceTests {

  private static final Pattern TOKEN = Pattern.compile("\\{\\{(.*?)}}");
  private static final Pattern READ = Pattern.compile("[A-Z][A-Za-z]+/\\{\\{context\\.[a-zA-Z]+}}");
  private static final Pattern SEARCH =
      Pattern.compile("[A-Z][A-Za-z]+\\?[a-z-]+=[^&?\\s]+(&[a-z-]+=[^&?\\s]+)*");
  private static final Set<String> USER_TOKENS =
      Set.of(
          "userPractitionerId", "userPractitionerRoleId", "userPatientId", "userRelatedPersonId");

  /** Types of the data that the services look at, beside the patient. */
  private static final Set<String> TYPES =
      Set.of(
          "Patient",
          "Observation",
          "Condition",
          "MedicationRequest",
          "MedicationStatement",
          "MedicationAdministration",
          "AllergyIntolerance",
          "QuestionnaireResponse",
          "Immunization");

  @LocalServerPort private int port;
  private Wire wire;
  private HttpResponse<String> discovery;

  @BeforeEach
  void discover() {
    wire = new Wire(port);
    discovery = wire.get("/cds-services");
  }

  @Test
  @Requirement({"DISC-1", "DISC-4", "I-4", "I-5", "I-13"})
  void discoveryIsAlwaysThereAndSucceedsWith200() {
    assertThat(discovery.statusCode()).isEqualTo(200);
    assertThat(wire.get("/cds-services").body()).isEqualTo(discovery.body());
  }

  @Test
  @Requirement({"DISC-2", "I-6"})
  void discoveryIsAnObjectWithAListOfServices() {
    assertThat(Json.read(discovery.body()).path("services").isArray()).isTrue();
    assertThat(services()).hasSize(5);
    assertThat(CdsHooksSchema.errors("Discovery", Json.read(discovery.body()))).isEmpty();
    assertThat(CdsHooksSchema.errors("Discovery3", Json.read(discovery.body()))).isEmpty();
  }

  @Test
  @Requirement("I-14")
  void whatDiscoveryCannotAnswerIsRefusedWithAReason() {
    HttpResponse<String> xml = wire.send("GET", "/cds-services", "", "Accept", "text/xml");
    HttpResponse<String> post = wire.send("POST", "/cds-services", "{}");

    assertThat(xml.statusCode()).isEqualTo(406);
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(List.of(xml, post))
        .allSatisfy(
            reply ->
                assertThat(CdsHooksSchema.errors("OperationOutcome", Json.read(reply.body())))
                    .isEmpty());
  }

  @Test
  @Requirement({"DISC-5", "DISC-6", "I-7", "I-8", "I-9", "I-10"})
  void everyServiceHasHookTitleDescriptionAndAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (JsonNode service : services()) {
      for (String member : List.of("hook", "title", "description", "id")) {
        assertThat(service.path(member).asString("")).as(member).isNotBlank();
      }
      assertThat(ids.add(service.path("id").asString())).isTrue();
    }
    assertThat(services())
        .extracting(service -> service.path("hook").asString())
        .containsOnly("patient-view", "order-select", "order-sign", "medication-refill");
  }

  /** A description is plain text in 2.0.1 and Markdown in 3.0: nothing in it may differ. */
  @Test
  @Requirement("DISC-5")
  void descriptionsReadTheSameAsTextAndAsMarkdown() {
    assertThat(services())
        .extracting(service -> service.path("description").asString())
        .allSatisfy(text -> assertThat(text).doesNotContainPattern("[*_`<>\\[\\]#\\n]"));
  }

  @Test
  @Requirement({"DISC-7", "I-11", "I-29", "I-36"})
  void everyServiceListsATemplateForEachKey() {
    assertThat(services())
        .allSatisfy(
            service -> {
              assertThat(service.path("prefetch").propertyNames()).contains("patient");
              assertThat(service.path("prefetch"))
                  .hasSizeGreaterThan(5)
                  .allSatisfy(template -> assertThat(template.asString()).isNotBlank());
            });
  }

  @Test
  @Requirement({"DISC-8", "I-12"})
  void usageRequirementsNameFhirVersionScopesAndIntendedUse() {
    assertThat(services())
        .extracting(service -> service.path("usageRequirements").asString())
        .allSatisfy(text -> assertThat(text).contains("FHIR R4", "scopes", "never to act without"));
  }

  @Test
  @Requirement({"PRE-1", "PRE-11", "I-58"})
  void templatesAreReadsOrSearchesOfTheRecommendedSubset() {
    for (String template : templates()) {
      assertThat(READ.matcher(template).matches() || SEARCH.matcher(template).matches())
          .as(template)
          .isTrue();
      assertThat(template)
          .doesNotContain("_include", "_revinclude", "_has", "$", ":not", ":text", ":contains")
          .doesNotStartWith("http");
    }
    assertThat(parameters()).isSubsetOf("patient", "code");
  }

  @Test
  @Requirement({
    "PRE-9", "PRE-10", "PRE-14", "I-35", "I-55", "I-56", "I-57", "I-59", "HL-8", "HL-16", "HL-81",
    "HL-89", "HL-93"
  })
  void tokensNameOneValueOfTheContext() {
    List<String> tokens = new ArrayList<>();
    for (String template : templates()) {
      Matcher matcher = TOKEN.matcher(template);
      while (matcher.find()) {
        tokens.add(matcher.group(1));
      }
      assertThat(TOKEN.matcher(template).replaceAll("")).doesNotContain("{", "}", "%");
    }

    assertThat(tokens).hasSizeGreaterThan(30);
    assertThat(tokens)
        .allSatisfy(
            token ->
                assertThat(token.equals("context.patientId") || USER_TOKENS.contains(token))
                    .isTrue());
  }

  @Test
  @Requirement("PRE-15")
  void templatesAskForTheDataOfOnePatientAndOnlyForObservationsThatAreUsed() {
    assertThat(templates())
        .allSatisfy(
            template -> {
              assertThat(TYPES).contains(template.split("[/?]")[0]);
              assertThat(template).contains("{{context.patientId}}");
            });
    assertThat(templates())
        .filteredOn(template -> template.startsWith("Observation"))
        .hasSize(5)
        .allSatisfy(template -> assertThat(template).contains("&code="));
  }

  private Set<String> parameters() {
    Set<String> names = new TreeSet<>();
    for (String template : templates()) {
      int query = template.indexOf('?');
      if (query >= 0) {
        for (String parameter : template.substring(query + 1).split("&")) {
          names.add(parameter.split("=")[0]);
        }
      }
    }
    return names;
  }

  private List<String> templates() {
    List<String> templates =
        services().stream()
            .flatMap(service -> service.path("prefetch").properties().stream())
            .map(Map.Entry::getValue)
            .map(JsonNode::asString)
            .toList();
    assertThat(templates).hasSizeGreaterThan(30);
    return templates;
  }

  private List<JsonNode> services() {
    return Json.read(discovery.body()).path("services").valueStream().toList();
  }
}
