package cds.web.insight;

import cds.clients.Clients;
import cds.insight.Comments;
import cds.insight.Insight;
import cds.insight.Insights;
import cds.insight.Selection;
import cds.insight.Table;
import cds.insight.Tables;
import cds.web.people.Readers;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page at {@code /insight} and its tables as CSV, for {@link Readers}. */
@Controller
class InsightController {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final Insights insights;
  private final Comments comments;
  private final Clients clients;
  private final CdsProperties properties;
  private final Readers readers;

  InsightController(
      Insights insights,
      Comments comments,
      Clients clients,
      CdsProperties properties,
      Readers readers) {
    this.readers = readers;
    this.insights = insights;
    this.comments = comments;
    this.clients = clients;
    this.properties = properties;
  }

  @GetMapping(path = "/insight", produces = MediaType.TEXT_HTML_VALUE)
  String page(
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String client,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String release,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    readers.require(request);
    Asked asked = asked(from, until, client, service, release);
    if (asked.fault() != null) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
    Selection selection = asked.selection();
    Insight insight = insights.of(selection);
    model.addAttribute("fault", asked.fault());
    model.addAttribute("selection", selection);
    model.addAttribute("choices", insights.choices());
    model.addAttribute("insight", insight);
    model.addAttribute("tables", Tables.of(insight));
    model.addAttribute("columns", Columns.of(insight.trend()));
    model.addAttribute("shares", Shares.of(insight.findings()));
    model.addAttribute("comments", comments.of(selection));
    model.addAttribute("mutes", MutedRow.of(clients, now()));
    return "insight";
  }

  /**
   * One table of the page.
   *
   * @throws Refusal 404 when there is no such table, 400 when the selection cannot be read
   */
  @GetMapping("/insight/{table}.csv")
  ResponseEntity<byte[]> csv(
      @PathVariable("table") String name,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "") String client,
      @RequestParam(defaultValue = "") String service,
      @RequestParam(defaultValue = "") String release,
      HttpServletRequest request)
      throws IOException {
    readers.require(request);
    Asked asked = asked(from, until, client, service, release);
    if (asked.fault() != null) {
      throw new Refusal(400, "value", asked.fault());
    }
    Table table =
        Tables.of(insights.of(asked.selection())).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "not-found", "There is no such table."));
    StringBuilder text = new StringBuilder();
    table.write(text);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name + ".csv").build().toString())
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Asked asked(String from, String until, String client, String service, String release) {
    LocalDate today = LocalDate.ofInstant(Instant.now(), properties.zone());
    return Asked.of(from, until, client, service, release, today, properties.zone());
  }

  private Instant now() {
    Instant fixed = properties.evaluationTime();
    return fixed == null ? Instant.now() : fixed;
  }
}
