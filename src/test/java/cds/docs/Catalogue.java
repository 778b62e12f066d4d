package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.docs.RulePages.Sheet;
import cds.proof.Proof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The page of all rules: what each says, in which numbers, from which sources, how sure. */
final class Catalogue {

  private static final String UNCONFIRMED = "unconfirmed";
  private static final List<String> PROSE =
      List.of("recommendation", "when", "then", "not-when", UNCONFIRMED);
  private static final List<String> NUMBERS =
      List.of("Number", "Value", "Unit", "Since", "Source", "Confidence", "Note");

  private final RulePages pages;
  private final Markdown page = new Markdown();

  Catalogue(RulePages pages) {
    this.pages = pages;
  }

  String render() {
    page.heading(1, "Catalogue of rules");
    page.paragraph(
        "Made from the files in `rules/` by `DocsTests`; edit those, not this page, and run `mvn"
            + " test -Dtest=DocsTests -Ddocs.write=true`. Confidence: `confirmed` stands in an"
            + " official text or a cited paper that was read; `proposal` is a choice of this"
            + " project that a clinician must sign off; `unconfirmed` is from memory or a secondary"
            + " source.");
    page.heading(2, "Needs clinical confirmation");
    page.list(unconfirmed());
    page.heading(2, "Rules");
    page.list(
        pages.ids().stream()
            .map(id -> "[" + id + "](#" + anchor(id) + "): " + escape(title(id)))
            .toList());
    page.heading(2, "Numbers used by several rules");
    numbers(pages.parameters());
    pages.ids().forEach(this::rule);
    return page.toString();
  }

  private List<String> unconfirmed() {
    List<String> items = new ArrayList<>();
    pages.parameters().forEach((name, number) -> unconfirmed("all rules", name, number, items));
    for (String id : pages.ids()) {
      String told = text(pages.rule(id), UNCONFIRMED);
      if (!told.isEmpty()) {
        items.add(at(id) + ": " + escape(told));
      }
      own(id).forEach((name, number) -> unconfirmed(at(id), name, number, items));
      for (Sheet sheet : pages.sheets(id)) {
        String rows =
            sheet.rows().stream()
                .filter(row -> UNCONFIRMED.equals(row.get("confidence")))
                .map(row -> "`" + row.get("id") + "`")
                .collect(Collectors.joining(", "));
        if (!rows.isEmpty()) {
          items.add(at(id) + ", table " + sheet.name() + ": " + rows);
        }
      }
    }
    return items;
  }

  private void unconfirmed(String where, String name, JsonNode number, List<String> items) {
    if (text(number, "confidence").equals(UNCONFIRMED)) {
      String value = text(number, "value") + " " + text(number, "unit");
      String source = escape(pages.source(text(number, "source")));
      items.add(where + ", number `" + name + "`: " + escape(value) + " (" + source + ")");
    }
  }

  private void rule(String id) {
    JsonNode rule = pages.rule(id);
    page.heading(2, id);
    page.paragraph(
        "**"
            + escape(text(rule, "title"))
            + "**. Version "
            + text(rule, "version")
            + ", "
            + text(rule, "status")
            + ". Owner: "
            + escape(text(rule, "owner"))
            + ". Review due "
            + text(rule, "review-due")
            + ".");
    for (String part : PROSE) {
      if (rule.has(part)) {
        page.paragraph("*" + capital(part) + ".* " + escape(text(rule, part)));
      }
    }
    Map<String, JsonNode> own = own(id);
    if (!own.isEmpty()) {
      numbers(own);
    }
    page.paragraph(Proof.sentence(id));
    pages.sheets(id).forEach(sheet -> sheet(sheet, rule.path("parameters")));
    findings(rule.path("findings"));
  }

  private void numbers(Map<String, JsonNode> numbers) {
    List<List<String>> rows = new ArrayList<>();
    numbers.forEach(
        (name, number) ->
            rows.add(
                List.of(
                    name,
                    text(number, "value"),
                    text(number, "unit"),
                    text(number, "since"),
                    pages.source(text(number, "source")),
                    text(number, "confidence"),
                    text(number, "note"))));
    page.table(NUMBERS, rows);
  }

  private void sheet(Sheet sheet, JsonNode own) {
    page.heading(3, "Table " + sheet.name());
    page.table(
        sheet.header(),
        sheet.rows().stream()
            .map(row -> sheet.header().stream().map(column -> cell(column, row, own)).toList())
            .toList());
  }

  private String cell(String column, Map<String, String> row, JsonNode own) {
    String cell = row.get(column);
    return column.equals("source") ? pages.source(cell) : pages.resolved(cell, own);
  }

  private void findings(JsonNode findings) {
    if (findings.isEmpty()) {
      return;
    }
    page.heading(3, "Findings");
    page.table(
        List.of("Code", "Topic", "Shown by", "Summary", "Detail", "Action"),
        findings.properties().stream()
            .map(
                finding ->
                    List.of(
                        finding.getKey(),
                        text(finding.getValue(), "topic"),
                        shown(finding.getValue()),
                        limited(finding.getValue()),
                        text(finding.getValue(), "detail"),
                        text(finding.getValue(), "action")))
            .toList());
  }

  private static String limited(JsonNode finding) {
    String limit = text(finding, "limit");
    return (limit.isEmpty() ? "" : limit + ": ") + text(finding, "summary");
  }

  private static String shown(JsonNode finding) {
    List<String> services = new ArrayList<>();
    for (String when : List.of("shown", "before", "on-treatment")) {
      for (JsonNode service : finding.path(when)) {
        String said = service.asString("");
        services.add(when.equals("shown") ? said : said + " (" + when.replace('-', ' ') + ")");
      }
    }
    return String.join(", ", services);
  }

  private Map<String, JsonNode> own(String id) {
    return pages.rule(id).path("parameters").properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private String title(String id) {
    return text(pages.rule(id), "title");
  }

  private static String at(String id) {
    return "[" + id + "](#" + anchor(id) + ")";
  }

  private static String anchor(String id) {
    return id.replace("/", "");
  }

  private static String capital(String part) {
    String words = part.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
