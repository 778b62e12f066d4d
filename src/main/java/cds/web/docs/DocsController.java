package cds.web.docs;

import cds.cdshooks.CdsService;
import cds.decide.Decisions;
import cds.web.call.CurrentClient;
import cds.web.wire.WireJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The description of the API: for programs as OpenAPI and JSON Schema, for people as a page. */
@Controller
class DocsController {

  private static final String SCHEMA_JSON = "application/schema+json";

  private final Decisions decisions;
  private final ApiDescription description;

  DocsController(Decisions decisions, ApiDescription description) {
    this.decisions = decisions;
    this.description = description;
  }

  @GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> openApi() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(WireJson.write(description.openApi()));
  }

  @GetMapping(path = "/v3/cds-hooks.schema.json")
  ResponseEntity<byte[]> schema() {
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf(SCHEMA_JSON))
        .body(description.schema());
  }

  @GetMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(HttpServletRequest request) {
    return new ModelAndView(
        "docs", Map.of("page", DocsPage.of(description.openApi(), services(request))));
  }

  /** Templates may hold a site's own codes, so they are shown to the client itself only. */
  private List<CdsService> services(HttpServletRequest request) {
    return CurrentClient.find(request)
        .map(
            client ->
                decisions.services(client.caller()).stream()
                    .filter(service -> client.mayCall(service.id()))
                    .toList())
        .orElse(List.of());
  }
}
