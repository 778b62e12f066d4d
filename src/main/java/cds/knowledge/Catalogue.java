package cds.knowledge;

import cds.language.Language;
import cds.language.Placeholders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every English text that a card or the discovery of services can show, each once. */
public final class Catalogue {

  private final RuleSet rules;
  private final Language.Wording wording;
  private final Map<String, Text> texts = new LinkedHashMap<>();

  /**
   * A text.
   *
   * @param english the text, with its placeholders
   * @param where where it stands first
   * @param summary whether it is the summary of a card, whose length is limited
   */
  public record Text(String english, String where, boolean summary) {}

  private Catalogue(RuleSet rules, Language.Wording wording) {
    this.rules = rules;
    this.wording = wording;
  }

  /** The texts of a release by their English, in the order of the rules. */
  public static Map<String, Text> of(RuleSet rules) {
    Catalogue catalogue = new Catalogue(rules, rules.languages().english().wording());
    catalogue.addFindings();
    catalogue.addReasons();
    catalogue.addOrders();
    catalogue.addDictionary();
    catalogue.addTerminology();
    catalogue.addServices();
    catalogue.addWording();
    return catalogue.texts;
  }

  private void add(String english, String where, boolean summary) {
    if (!english.isBlank()) {
      texts.merge(
          english,
          new Text(english, where, summary),
          (a, b) -> new Text(english, a.where(), a.summary() || b.summary()));
    }
  }

  private void add(String english, String where) {
    add(english, where, false);
  }

  private void addFindings() {
    for (Rule rule : rules.rules()) {
      for (FindingText text : rule.findings().values()) {
        String where = "rules/" + rule.id() + "/rule.yaml, " + text.code() + ", ";
        add(text.summary(), where + "summary", true);
        add(text.detail(), where + "detail");
        add(text.action(), where + "action");
        add(text.limit(), where + "limit");
      }
    }
  }

  private void addReasons() {
    for (RuleSet.ReasonText reason : rules.reasons().values()) {
      String where = RuleSetReader.REASONS + ", " + reason.code() + ", ";
      add(reason.shorter(), where + "short");
      add(reason.says(), where + "says");
      add(reason.ask(), where + "ask");
    }
  }

  private void addOrders() {
    for (Rule rule : rules.rules()) {
      String where = "rules/" + rule.id() + "/rule.yaml, order, ";
      JsonNode order = rule.extra().path("order");
      order
          .path("texts")
          .properties()
          .forEach(text -> add(text.getValue().asString(""), where + text.getKey()));
      addTitles(order.path("products"), where + "product");
    }
  }

  private void addDictionary() {
    Set<DataElement> shown = shownCodes();
    for (DataElement element : rules.elements().values()) {
      String where = element.file() + ", " + element.name();
      add(element.label(), where);
      add(element.args().path("weaker-says").asString(""), where + ", weaker-says");
      addTitles(element.args(), where);
      if (shown.contains(element)) {
        element.values().forEach(value -> add(word(value), where + ", value"));
      }
    }
    rules
        .instruments()
        .values()
        .forEach(i -> add(i.title(), "rules/dictionary/instruments.yaml, " + i.code()));
  }

  /** Coded elements whose value a sentence can name: undecided criteria, and placeholders. */
  private Set<DataElement> shownCodes() {
    Set<DataElement> shown = new LinkedHashSet<>();
    for (Rule rule : rules.rules()) {
      rule.tables().stream()
          .filter(table -> rule.criteriaTables().contains(table.id()))
          .forEach(table -> shown.addAll(table.inputs()));
    }
    texts
        .keySet()
        .forEach(
            text ->
                Placeholders.of(text).stream()
                    .map(rules.elements()::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(shown::add));
    shown.removeIf(element -> element.type() != DataElement.Type.CODE);
    return shown;
  }

  /** Titles of the value sets that some settings name: sentences call conditions by them. */
  private void addTitles(JsonNode settings, String where) {
    if (settings.isString()) {
      rules
          .terminology()
          .valueSet(settings.asString())
          .ifPresent(set -> add(set.title(), where + ", title of value set " + set.id()));
    }
    settings.forEach(setting -> addTitles(setting, where));
  }

  private void addTerminology() {
    for (String system : List.of("topic", "override-reason")) {
      rules
          .terminology()
          .codeSystem(system)
          .displays()
          .values()
          .forEach(d -> add(d, "fhir-profiles/codesystems/" + system + ".json"));
    }
  }

  private void addServices() {
    for (ServiceDefinition service : rules.services().values()) {
      String where = ServicesReader.SERVICES + ", " + service.id();
      add(service.title(), where + ", title");
      add(service.description(), where + ", description");
      add(service.usageRequirements(), ServicesReader.SERVICES + ", usage-requirements");
    }
  }

  private void addWording() {
    wording
        .phrases()
        .forEach((phrase, words) -> add(words, LanguagesReader.ENGLISH + ", " + phrase.key()));
    addCodes(wording.codes().values());
  }

  private void addCodes(Collection<String> words) {
    words.stream().sorted().forEach(word -> add(word, LanguagesReader.ENGLISH + ", codes"));
  }

  private String word(String code) {
    return wording.codes().getOrDefault(code, code);
  }
}
