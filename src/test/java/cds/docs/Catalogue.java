package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.authoring.mutation.Proofs;
import cds.authoring.words.CellWords;
import cds.authoring.words.RowWords;
import cds.docs.RulePages.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The page of all rules: what each row says in words, from which source, how sure. */
final class Catalogue {

  private static final String UNCONFIRMED = "unconfirmed";
  private static final List<String> PROSE =
      List.of("recommendation", "when", "then", "not-when", UNCONFIRMED);
  private static final List<String> NUMBERS =
      List.of("Number", "Value", "Unit", "Since", "Source", "Confidence", "Note");
  private static final List<String> ROWS = List.of("Row", "When", "Then", "Source", "Confidence");
  private static final Map<String, String> HITS =
      Map.of(
          "unique", "Exactly one row holds for every patient.",
          "collect", "Every row that holds counts.",
          "highest", "Of the rows that hold, the most urgent counts.");

  private final RulePages pages;
  private final Vocabulary vocabulary;
  private final Markdown page = new Markdown();

  Catalogue(RulePages pages, Vocabulary vocabulary) {
    this.pages = pages;
    this.vocabulary = vocabulary;
  }

  String render() {
    page.heading(1, "Catalogue of rules");
    page.paragraph(
        "Made from the files in `rules/` by `DocsTests`; edit those, not this page, and run `mvn"
            + " test -Dtest=DocsTests -Ddocs.write=true`. Confidence: `confirmed` stands in an"
            + " official text or a cited paper that was read; `proposal` is a choice of this"
            + " project that a clinician must sign off; `unconfirmed` is from memory or a secondary"
            + " source.");
    page.paragraph(
        "[Findings](findings.md) shows what a clinician reads, code by code."
            + " [Data elements](data-elements.md) shows how each input is read from the record.");
    page.heading(2, "Needs clinical confirmation");
    page.list(unconfirmed());
    page.heading(2, "Rules");
    page.list(pages.ids().stream().map(id -> at(id) + ": " + escape(title(id))).toList());
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
    page.paragraph("**" + escape(text(rule, "title")) + "**. " + FindingsPage.about(rule));
    for (String part : PROSE) {
      if (rule.has(part)) {
        page.paragraph("*" + capital(part) + ".* " + escape(text(rule, part)));
      }
    }
    Map<String, JsonNode> own = own(id);
    if (!own.isEmpty()) {
      numbers(own);
    }
    page.paragraph(Proofs.sentence(id));
    Dictionary dictionary = pages.dictionary(id);
    RowWords words = new RowWords(dictionary, Dictionary.MARKS);
    pages.sheets(id).forEach(sheet -> sheet(id, sheet, words));
    inputs(id, dictionary);
    findings(rule.path("findings"), dictionary);
  }

  private void numbers(Map<String, JsonNode> numbers) {
    List<List<String>> rows = new ArrayList<>();
    numbers.forEach(
        (name, number) ->
            rows.add(
                List.of(
                    "`" + name + "`",
                    text(number, "value"),
                    escape(CellWords.spoken(text(number, "unit"))),
                    text(number, "since"),
                    pages.cited(text(number, "source")),
                    text(number, "confidence"),
                    escape(text(number, "note")))));
    page.marked(NUMBERS, rows);
  }

  private void sheet(String id, Sheet sheet, RowWords words) {
    page.heading(3, "Table " + sheet.name());
    JsonNode spec = pages.rule(id).path("tables").path(sheet.name());
    String hit = spec.path("hit").asString("unique");
    String each = text(spec, "scope").equals("order") ? " Asked once for each draft order." : "";
    page.paragraph(
        HITS.getOrDefault(hit, "Hit policy `" + hit + "`.")
            + each
            + " As a grid: ["
            + sheet.name()
            + ".csv](../rules/"
            + id
            + "/"
            + sheet.name()
            + ".csv).");
    page.marked(
        ROWS,
        sheet.rows().stream()
            .map(
                row ->
                    List.of(
                        "`" + row.get("id") + "`",
                        words.when(row),
                        words.then(row),
                        pages.cited(row.getOrDefault("source", "")),
                        escape(row.getOrDefault("confidence", ""))))
            .toList());
  }

  /** What each word in the tables of a rule means. */
  private void inputs(String id, Dictionary dictionary) {
    Set<String> names = new LinkedHashSet<>();
    for (Sheet sheet : pages.sheets(id)) {
      sheet.inputs().forEach(column -> names.add(Sheet.element(column)));
    }
    if (names.isEmpty()) {
      return;
    }
    ElementWords words = new ElementWords(dictionary, vocabulary, pages::givenBy);
    page.heading(3, "What the words mean");
    page.list(
        names.stream()
            .map(name -> ElementsPage.link(dictionary, name) + ": " + words.derived(name))
            .toList());
  }

  private void findings(JsonNode findings, Dictionary dictionary) {
    if (findings.isEmpty()) {
      return;
    }
    CardWords words = new CardWords(dictionary);
    page.heading(3, "What a clinician reads");
    page.list(
        findings.properties().stream()
            .map(
                finding ->
                    FindingsPage.link(finding.getKey())
                        + ": "
                        + words.shown(FindingsPage.limited(finding.getValue())))
            .toList());
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
    return "[" + id + "](#" + Markdown.anchor(id) + ")";
  }

  private static String capital(String part) {
    String words = part.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
