package cds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import cds.acceptance.Json;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
import tools.jackson.databind.node.ObjectNode;

/** The description of the API is complete, true and readable without a network. */
@RunningService
class ApiDescriptionTests {

  private static final Path SOURCE = Path.of("src/main/resources/api/openapi.json");
  private static final String CALL = "/paths/~1cds-services~1{id}/post";
  private static final String EXAMPLE = "/content/application~1json/examples/history-missing";
  private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"");

  @LocalServerPort private int port;
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(port);
  }

  @Test
  void theDocumentIsOpenApiWithEveryAddressAndStatus() {
    HttpResponse<String> response = wire.get("/v3/api-docs");
    JsonNode document = Json.read(response.body());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Wire.contentType(response)).isEqualTo("application/json");
    assertThat(document.path("openapi").asString()).startsWith("3.1.");
    assertThat(document.path("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/cds-services",
            "/cds-services/{id}",
            "/cds-services/{id}/feedback",
            "/actuator/health");
    assertThat(document.at(CALL + "/responses").propertyNames())
        .containsExactlyInAnyOrder(
            "200", "400", "401", "403", "404", "405", "406", "412", "413", "415", "422", "429",
            "500", "503");
    assertThat(document.at("/components/securitySchemes/token/bearerFormat").asString())
        .isEqualTo("JWT");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    String text = wire.get("/v3/api-docs").body();
    JsonNode document = Json.read(text);
    Set<String> references = new TreeSet<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      references.add(matcher.group(1));
    }

    assertThat(references).hasSizeGreaterThan(30);
    assertThat(references)
        .allSatisfy(place -> assertThat(document.at(place).isObject()).as(place).isTrue());
  }

  @Test
  void everythingButASuccessIsAnOperationOutcome() {
    JsonNode document = Json.read(wire.get("/v3/api-docs").body());
    int seen = 0;
    for (String path : List.of("/cds-services", "/cds-services/{id}")) {
      for (JsonNode operation : document.path("paths").path(path)) {
        for (Map.Entry<String, JsonNode> entry : operation.path("responses").properties()) {
          if (!entry.getKey().equals("200")) {
            JsonNode reply = entry.getValue();
            JsonNode resolved =
                reply.has("$ref") ? document.at(reply.path("$ref").asString().substring(1)) : reply;
            assertThat(resolved.at("/content/application~1fhir+json/schema/$ref").asString())
                .isEqualTo("#/components/schemas/OperationOutcome");
            seen++;
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(15);
  }

  @Test
  void schemasOfTheDocumentAreSchemas() {
    JsonNode schemas = Json.read(wire.get("/v3/api-docs").body()).at("/components/schemas");
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    assertThat(schemas.propertyNames()).contains("Discovery", "Request", "Response", "Feedback");
    assertThat(schemas.propertyNames()).noneMatch(name -> name.endsWith("3"));
    assertThat(schemas).allSatisfy(schema -> assertThat(registry.getSchema(schema)).isNotNull());
  }

  @Test
  void theSchemaIsServedAsWritten() {
    HttpResponse<String> response = wire.get("/v3/cds-hooks.schema.json");

    assertThat(Wire.contentType(response)).isEqualTo("application/schema+json");
    assertThat(response.body()).isEqualTo(CdsHooksSchema.text());
  }

  /** After a change that is meant, {@code -Ddocs.write=true} writes the answer anew. */
  @Test
  void theExampleIsARealCallAndItsAnswer() throws IOException {
    ObjectNode source = (ObjectNode) Json.read(Files.readString(SOURCE));
    JsonNode request = source.at(CALL + "/requestBody" + EXAMPLE + "/value");
    ObjectNode answer = (ObjectNode) Json.read(wire.call("dupilumab-eligibility", request).body());
    ((ObjectNode) answer.at("/cards/0/extension/io.github.dupilumab-cds"))
        .put("release", "sha256:(of the release)");
    if (Boolean.getBoolean("docs.write")) {
      ((ObjectNode) source.at(CALL + "/responses/200" + EXAMPLE)).set("value", answer);
      Files.writeString(SOURCE, Json.pretty(source));
    }

    assertThat(Json.read(Files.readString(SOURCE)).at(CALL + "/responses/200" + EXAMPLE + "/value"))
        .isEqualTo(answer);
    assertThat(CdsHooksSchema.errors("Request", request)).isEmpty();
    assertThat(CdsHooksSchema.errors("Response", answer)).isEmpty();
  }

  @Test
  void otherExamplesAreValid() throws IOException {
    JsonNode source = Json.read(Files.readString(SOURCE));
    JsonNode feedback =
        source.at(
            "/paths/~1cds-services~1{id}~1feedback/post/requestBody"
                + "/content/application~1json/examples");
    JsonNode outcome =
        source.at("/components/responses/Malformed/content/application~1fhir+json/examples");

    assertThat(feedback).hasSize(2);
    assertThat(feedback)
        .allSatisfy(
            example ->
                assertThat(CdsHooksSchema.errors("Feedback", example.path("value"))).isEmpty());
    assertThat(outcome)
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(CdsHooksSchema.errors("OperationOutcome", example.path("value")))
                    .isEmpty());
  }

  @Test
  @Requirement("SEC-15")
  void thePageNamesEveryServiceAddressAndDefinition() {
    String page = wire.get("/docs").body();

    for (JsonNode service : Json.read(wire.get("/cds-services").body()).path("services")) {
      assertThat(page)
          .contains(
              "/cds-services/" + service.path("id").asString(),
              "<code>" + service.path("hook").asString() + "</code>",
              "FHIR R4");
      assertThat(service.path("prefetch"))
          .allSatisfy(
              template -> assertThat(page).contains(template.asString().replace("&", "&amp;")));
    }
    assertThat(page)
        .contains(
            "POST /cds-services/{id}/feedback", "id=\"definition-Card\"", "href=\"/v3/api-docs\"");
  }

  @Test
  void thePageNeedsNoScriptNoInlineStyleAndNoNetwork() {
    HttpResponse<String> response = wire.get("/docs");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Wire.contentType(response)).isEqualTo("text/html;charset=UTF-8");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "style-src 'self'", "img-src 'self'", "script-src 'self'")
        .doesNotContain("unsafe", "http:");
    assertThat(response.body())
        .contains("<html lang=\"en\"", "<main", "href=\"/docs.css\"", "href=\"/cds.css\"")
        .doesNotContain("<script", "<style", "style=", "onclick", "src=", "href=\"http", "th:");
    assertThat(wire.get("/docs.css").statusCode()).isEqualTo(200);
  }

  /** Every link within the page leads to a place on it. */
  @Test
  void linksOnThePageLeadSomewhere() {
    String page = wire.get("/docs").body();
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    int seen = 0;
    while (links.find()) {
      assertThat(page).contains("id=\"" + links.group(1) + "\"");
      seen++;
    }
    assertThat(seen).isGreaterThan(50);
  }
}
