package cds.web.workbench;

import cds.authoring.Draft;
import cds.authoring.mutation.Score;
import cds.authoring.mutation.ScoresInForce;
import cds.insight.RuleCards;
import cds.knowledge.Rule;
import cds.web.people.CurrentPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of the workbench: drafts on their way, and every rule by topic. */
@Controller
class CatalogueController {

  private final Workbench workbench;
  private final RulePages pages;
  private final ScoresInForce scores;
  private final CardsLately cards;

  CatalogueController(
      Workbench workbench, RulePages pages, ScoresInForce scores, CardsLately cards) {
    this.workbench = workbench;
    this.pages = pages;
    this.scores = scores;
    this.cards = cards;
  }

  /**
   * The catalogue.
   *
   * @param search words that a rule must have; blank for all
   */
  @GetMapping("/workbench")
  String catalogue(
      @RequestParam(name = "search", defaultValue = "") String search,
      HttpServletRequest http,
      Model model) {
    Workbench.Texts texts = workbench.inForce();
    Map<String, Score> known = scores.of(texts.files(), texts.rules());
    Map<String, RuleCards> counted = cards.known();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Map<String, List<RuleEntry>> topics =
        texts.rules().rules().stream()
            .filter(rule -> found(rule, search))
            .map(
                rule ->
                    RuleEntry.of(
                        rule,
                        texts,
                        known.get(rule.id()),
                        counted == null ? null : counted.getOrDefault(rule.id(), RuleCards.none()),
                        today))
            .collect(Collectors.groupingBy(RuleEntry::topic, TreeMap::new, Collectors.toList()));
    model.addAttribute("person", CurrentPerson.of(http));
    model.addAttribute("search", search);
    model.addAttribute("topics", topics);
    model.addAttribute("texts", texts);
    model.addAttribute("release", workbench.live().release());
    model.addAttribute(
        "drafts",
        workbench.drafts().all().stream()
            .filter(
                draft ->
                    draft.state() != Draft.State.RELEASED && draft.state() != Draft.State.DISCARDED)
            .toList());
    return "workbench/home";
  }

  private static boolean found(Rule rule, String search) {
    String text =
        String.join(
                " ", rule.id(), rule.title(), rule.owner(), String.join(" ", rule.prose().values()))
            + String.join(" ", rule.findings().keySet());
    String lower = text.toLowerCase(Locale.ROOT);
    return List.of(search.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(lower::contains);
  }

  /** A rule as it is in force. */
  @GetMapping("/workbench/rules/{topic}/{name}")
  String rule(
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    pages.fill(model, workbench.inForce(), topic, name);
    return "workbench/rule";
  }

  /** A rule as a draft has it. */
  @GetMapping("/workbench/drafts/{draft}/rules/{topic}/{name}")
  String rule(
      @PathVariable("draft") String draft,
      @PathVariable("topic") String topic,
      @PathVariable("name") String name,
      HttpServletRequest http,
      Model model) {
    CurrentPerson.of(http);
    pages.fill(model, workbench.of(workbench.draft(draft)), topic, name);
    return "workbench/rule";
  }
}
