package cds.authoring.words;

import cds.knowledge.DataElement;
import cds.knowledge.Parameter;
import cds.knowledge.Range;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import java.util.Optional;

/** The names of a release, as they hold in one rule. */
final class RuleNames implements Names {

  private final RuleSet rules;
  private final Rule rule;

  RuleNames(RuleSet rules, Rule rule) {
    this.rules = rules;
    this.rule = rule;
  }

  private Optional<DataElement> element(String name) {
    return Optional.ofNullable(rules.elements().get(name));
  }

  @Override
  public String label(String name) {
    String inWords = name.replace('_', ' ').replace('-', ' ');
    DataElement element = rules.elements().get(name);
    if (element == null) {
      return inWords;
    }
    boolean unnamed = element.label().equals(name.replace('_', ' '));
    return unnamed && element.kind().equals("compare")
        ? label(element.args().path("left").asString(""))
            + " against "
            + label(element.args().path("right").asString(""))
        : unnamed ? inWords : element.label();
  }

  @Override
  public boolean isNumeric(String name) {
    return element(name).filter(DataElement::isNumeric).isPresent();
  }

  @Override
  public String unit(String name) {
    return element(name).map(DataElement::unit).orElse("");
  }

  @Override
  public String domain(String name) {
    return element(name).map(DataElement::domain).map(Range::toString).orElse("");
  }

  @Override
  public Optional<String> parameter(String name) {
    Parameter own = rule.parameters().get(name);
    return Optional.ofNullable(own == null ? rules.parameters().get(name) : own)
        .map(parameter -> parameter.value().toPlainString());
  }

  @Override
  public String reason(String code) {
    RuleSet.ReasonText text = rules.reasons().get(code);
    return text == null ? "" : text.shorter();
  }
}
