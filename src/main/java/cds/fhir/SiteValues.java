package cds.fhir;

import static java.util.Objects.requireNonNull;

import cds.chart.Observation.Local;
import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import cds.knowledge.Drugs.Coded;
import cds.knowledge.SiteCode;
import cds.knowledge.SiteCodes;
import cds.knowledge.SiteScore;
import cds.knowledge.SiteScore.Sent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Observations by a site's own codes.
 *
 * @param site what the site says about its codes
 */
record SiteValues(SiteCodes site) {

  /**
   * What an Observation is and says.
   *
   * @param held value sets that hold its code
   * @param value its value
   * @param local the site's code, if it was recognised by that
   */
  record Understood(Set<String> held, Value value, @Nullable Local local) {}

  /** The site's scores among some codings. */
  List<SiteScore> of(List<Coded> codings) {
    return site.of(codings);
  }

  /**
   * An Observation that carries codes of the site, and perhaps others. A public code that says the
   * same wins; codes that say different things make it unreadable.
   *
   * @param scores what the site's codes mean; at least one
   * @param held value sets that hold its other codes
   * @param read its value as those codes read it
   */
  static Understood understand(
      List<SiteScore> scores, Set<String> held, Value read, Element resource) {
    Set<String> all = new LinkedHashSet<>(held);
    scores.forEach(score -> all.addAll(score.target().valueSets()));
    boolean known = !held.isEmpty();
    String valueSet = scores.get(0).target().valueSet();
    boolean sameScore =
        scores.stream().allMatch(score -> score.target().valueSet().equals(valueSet))
            && (!known || held.contains(valueSet));
    List<Value> values = scores.stream().map(score -> value(score, resource)).toList();
    if (!sameScore || differ(values, known ? read : null)) {
      Value refused = new Value(null, null, read.form(), Set.of(), Problem.DISCORDANT_CODES);
      return new Understood(all, refused, local(scores.get(0)));
    }
    Value own = values.stream().filter(v -> v.problem() != null).findFirst().orElse(values.get(0));
    boolean told = known && read.problem() == null && read.number() != null;
    // The same number, but only the site says in which unit.
    boolean withoutUnit = read.unit() == null && own.problem() == null;
    return told && !withoutUnit
        ? new Understood(held, read, null)
        : new Understood(all, own, local(scores.get(0)));
  }

  private static boolean differ(Collection<Value> values, @Nullable Value read) {
    Set<BigDecimal> numbers = new LinkedHashSet<>();
    values.stream().filter(value -> value.number() != null).forEach(v -> numbers.add(v.number()));
    if (read != null && read.problem() == null && read.number() != null) {
      numbers.add(read.number());
    }
    return numbers.size() > 1;
  }

  private static Local local(SiteScore score) {
    SiteCode code = score.code();
    return new Local(code.system(), code.code(), code.display());
  }

  private static Value value(SiteScore score, Element resource) {
    Element value = resource.get("value");
    boolean quantity = value.is("Quantity");
    if (resource.has("dataAbsentReason") || value.isEmpty() || (quantity && !value.has("value"))) {
      return new Value(null, null, Form.NONE, Set.of(), Problem.ABSENT);
    }
    if (quantity && value.has("comparator")) {
      return new Value(null, null, Form.QUANTITY, Set.of(), Problem.COMPARATOR);
    }
    return score.read(sent(value));
  }

  private static Sent sent(Element value) {
    return switch (value.type()) {
      case "Quantity" ->
          Sent.quantity(
              requireNonNull(value.get("value").number()), value.text("code"), value.text("unit"));
      case "integer" -> Sent.integer(requireNonNull(value.number()));
      case "string" -> Sent.text(value.textOrEmpty());
      case "CodeableConcept" -> Sent.coded(value.text("text"), Codes.codings(value));
      default -> Sent.other(value.is("boolean") ? Form.BOOLEAN : Form.NONE);
    };
  }
}
