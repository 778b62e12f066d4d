package cds.docs;

import static cds.docs.Markdown.escape;
import static cds.docs.RulePages.text;

import cds.docs.Vocabulary.Concept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The page of all findings: what a clinician reads, when, where, why, and how to say no. */
final class FindingsPage {

  private static final List<String> WHEN = List.of("before", "on-treatment");

  private final RulePages pages;
  private final Vocabulary vocabulary;
  private final Markdown page = new Markdown();
  private final Map<String, List<String>> owners = new LinkedHashMap<>();

  FindingsPage(RulePages pages, Vocabulary vocabulary) {
    this.pages = pages;
    this.vocabulary = vocabulary;
    for (String id : pages.ids()) {
      for (Map.Entry<String, JsonNode> finding : pages.rule(id).path("findings").properties()) {
        owners.computeIfAbsent(finding.getKey(), code -> new ArrayList<>()).add(id);
      }
    }
  }

  /** Codes of the code system that no rule has a text for. */
  List<String> notImplemented() {
    return codes().stream().map(Concept::code).filter(code -> !owners.containsKey(code)).toList();
  }

  String render() {
    page.heading(1, "Findings");
    page.paragraph(
        "Everything the service can tell a clinician, one section for each code. Made from `rules/`"
            + " by `DocsTests`. In a text, ‹…› is filled from the patient's record. Support for a"
            + " clinician's judgement, not medical advice; what is marked `proposal` or"
            + " `unconfirmed` needs a clinician's sign-off.");
    page.heading(2, "Index by code");
    page.marked(
        List.of("Code", "Meaning", "Urgency", "Services", "Rule"),
        codes().stream().filter(code -> owners.containsKey(code.code())).map(this::line).toList());
    page.heading(2, "Index by service");
    services();
    new OverrideReasons(vocabulary).write(page);
    if (!notImplemented().isEmpty()) {
      page.heading(2, "Not implemented");
      page.paragraph("These codes are published, but no rule gives them yet.");
    }
    codes().stream().filter(code -> !owners.containsKey(code.code())).forEach(this::missing);
    codes().stream().filter(code -> owners.containsKey(code.code())).forEach(this::section);
    return page.toString();
  }

  private List<Concept> codes() {
    return vocabulary.codeSystem("finding");
  }

  private List<String> line(Concept code) {
    return List.of(
        link(code.code()),
        escape(code.display()),
        String.join(", ", urgencies(code.code())),
        String.join(", ", shown(code.code())),
        rules(code.code()));
  }

  private String rules(String code) {
    return owners.get(code).stream().map(FindingsPage::rule).collect(Collectors.joining(", "));
  }

  private static String rule(String id) {
    return "[" + id + "](catalogue.md#" + Markdown.anchor(id) + ")";
  }

  private void services() {
    for (Map.Entry<String, JsonNode> service :
        pages.file("services.yaml").path("services").properties()) {
      page.heading(3, service.getKey());
      page.paragraph(
          escape(text(service.getValue(), "title"))
              + " (hook `"
              + text(service.getValue(), "hook")
              + "`). "
              + escape(text(service.getValue(), "description")));
      List<String> items = new ArrayList<>();
      for (String when : WHEN) {
        String codes =
            owners.keySet().stream()
                .filter(code -> services(code, when).contains(service.getKey()))
                .map(FindingsPage::link)
                .collect(Collectors.joining(", "));
        items.add(spoken(when) + ": " + (codes.isEmpty() ? "nothing" : codes));
      }
      page.list(items);
    }
  }

  private void missing(Concept code) {
    page.heading(2, code.code());
    page.paragraph("**" + escape(code.display()) + "**. " + escape(code.definition()));
    page.paragraph("Not implemented: no rule gives it yet.");
  }

  private void section(Concept code) {
    page.heading(2, code.code());
    page.paragraph("**" + escape(code.display()) + "**. " + escape(code.definition()));
    for (String id : owners.get(code.code())) {
      JsonNode finding = finding(id, code.code());
      CardWords words = new CardWords(pages.dictionary(id));
      List<String> read = new ArrayList<>();
      read.add("> **" + words.shown(limited(finding)) + "**");
      for (String part : List.of("detail", "action")) {
        if (finding.has(part)) {
          String begins = part.equals("action") ? "> **Do:** " : "> ";
          read.add(begins + words.shown(text(finding, part)));
        }
      }
      page.paragraph(String.join("\n>\n", read));
    }
    page.list(facts(code.code()));
    Raised raised = new Raised(pages, code.code());
    if (!raised.rows().isEmpty()) {
      page.paragraph("It is given when:");
      page.list(raised.rows());
    }
  }

  private List<String> facts(String code) {
    Raised raised = new Raised(pages, code);
    List<String> facts = new ArrayList<>();
    facts.add("Urgency: " + String.join(", ", urgencies(code)));
    for (String when : WHEN) {
      List<String> services = services(code, when);
      facts.add(
          "Shown "
              + spoken(when)
              + " by: "
              + (services.isEmpty() ? "no service" : String.join(", ", services)));
    }
    if (owners.get(code).stream()
        .anyMatch(id -> finding(id, code).path("rides").asBoolean(false))) {
      facts.add("Never a card of its own: it stands on another card");
    }
    facts.add("Override reasons: [those of every card](#override-reasons)");
    Set<String> sources = new LinkedHashSet<>(raised.sources());
    Set<String> confidence = new LinkedHashSet<>(raised.confidence());
    for (String id : owners.get(code)) {
      String source = text(pages.rule(id), "source");
      if (!source.isEmpty()) {
        sources.add(pages.cited(source));
      }
      facts.add("Rule " + rule(id) + ". " + about(pages.rule(id)));
      String unconfirmed = text(pages.rule(id), "unconfirmed");
      if (!unconfirmed.isEmpty()) {
        facts.add("Needs clinical confirmation (" + id + "): " + escape(unconfirmed));
      }
    }
    facts.add("Sources: " + (sources.isEmpty() ? "none" : String.join("; ", sources)));
    if (!confidence.isEmpty()) {
      facts.add("Confidence: " + String.join(", ", confidence));
    }
    return facts;
  }

  private JsonNode finding(String id, String code) {
    return pages.rule(id).path("findings").path(code);
  }

  /** A finding that no row gives is a verdict: information, or as urgent as the service says. */
  private Set<String> urgencies(String code) {
    Set<String> urgencies = new LinkedHashSet<>(new Raised(pages, code).urgencies());
    if (urgencies.isEmpty()) {
      urgencies.add("info");
      boolean verdict = owners.get(code).stream().anyMatch(id -> pages.rule(id).has("criteria"));
      if (verdict && !code.equals("ELIGIBLE")) {
        for (JsonNode service : pages.file("services.yaml").path("services")) {
          urgencies.add(service.path("verdict-urgency").asString("info"));
        }
      }
    }
    return urgencies;
  }

  private Set<String> shown(String code) {
    Set<String> services = new LinkedHashSet<>();
    WHEN.forEach(when -> services.addAll(services(code, when)));
    return services;
  }

  private List<String> services(String code, String when) {
    Set<String> services = new LinkedHashSet<>();
    for (String id : owners.get(code)) {
      JsonNode finding = finding(id, code);
      (finding.has(when) ? finding.path(when) : finding.path("shown"))
          .forEach(service -> services.add(service.asString("")));
    }
    return List.copyOf(services);
  }

  private static String spoken(String when) {
    return when.equals("before") ? "before the first dose" : "on treatment";
  }

  /** A link to the section of a code, from this page or another one. */
  static String link(String code) {
    return "[**" + escape(code) + "**](findings.md#" + Markdown.anchor(code) + ")";
  }

  /** The summary as it begins: with the time limit of an emergency. */
  static String limited(JsonNode finding) {
    String limit = text(finding, "limit");
    return (limit.isEmpty() ? "" : limit + ": ") + text(finding, "summary");
  }

  /** Who answers for a rule, and until when it holds without a review. */
  static String about(JsonNode rule) {
    return "Version "
        + text(rule, "version")
        + ", "
        + text(rule, "status")
        + ". Owner: "
        + escape(text(rule, "owner"))
        + ". Review due "
        + text(rule, "review-due")
        + ".";
  }
}
