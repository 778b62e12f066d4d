package cds.knowledge;

import cds.language.Languages;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One release of the rules, parsed and checked: immutable, shared by all requests.
 *
 * @param release its hash
 * @param terminology value sets and code systems
 * @param units unit aliases
 * @param drugs drug classes
 * @param vocabulary names of our FHIR vocabulary
 * @param elements data elements by name, in dictionary order (ordinal = position)
 * @param impossible pairs of values that no patient can have
 * @param parameters numbers shared by all rules
 * @param instruments severity instruments by code
 * @param curves reference curves by name
 * @param sources evidence by key
 * @param reasons texts of eligibility reasons by code
 * @param rules rule folders, sorted by id
 * @param services CDS services by id, in file order
 * @param languages languages its cards can be written in
 */
public record RuleSet(
    String release,
    Terminology terminology,
    Units units,
    Drugs drugs,
    Vocabulary vocabulary,
    Map<String, DataElement> elements,
    Impossible impossible,
    Map<String, Parameter> parameters,
    Map<String, Instrument> instruments,
    Map<String, Curve> curves,
    Map<String, Evidence> sources,
    Map<String, ReasonText> reasons,
    List<Rule> rules,
    Map<String, ServiceDefinition> services,
    Languages languages) {

  /**
   * What a card says about an eligibility reason.
   *
   * @param code reason code
   * @param shorter a few words for a summary
   * @param says the deciding fact, a template
   * @param ask how to get what is missing, a template; may be empty
   */
  public record ReasonText(String code, String shorter, String says, String ask) {}

  /** The element of this name; it must exist. */
  public DataElement element(String name) {
    DataElement element = elements.get(name);
    if (element == null) {
      throw new IllegalArgumentException("no data element '" + name + "' in the dictionary");
    }
    return element;
  }

  /** The rule folder of this id, if it exists. */
  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** The text of a finding, if a rule folder owns it. */
  public Optional<FindingText> finding(String code) {
    return rules.stream()
        .map(rule -> rule.findings().get(code))
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }

  /** The same release with only these rule folders. */
  public RuleSet with(List<Rule> some) {
    return with(some, languages);
  }

  /** The same release with these languages. */
  RuleSet with(Languages some) {
    return with(rules, some);
  }

  private RuleSet with(List<Rule> someRules, Languages someLanguages) {
    return new RuleSet(
        release,
        terminology,
        units,
        drugs,
        vocabulary,
        elements,
        impossible,
        parameters,
        instruments,
        curves,
        sources,
        reasons,
        someRules,
        services,
        someLanguages);
  }

  /** An empty situation for one patient. */
  public Situation situation() {
    return new Situation(elements.size());
  }
}
