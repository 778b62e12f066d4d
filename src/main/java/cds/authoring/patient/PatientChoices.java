package cds.authoring.patient;

import cds.knowledge.DataElement;
import cds.knowledge.Drugs;
import cds.knowledge.Instrument;
import cds.knowledge.Product;
import cds.knowledge.RuleSet;
import cds.knowledge.Terminology;
import cds.knowledge.Terminology.Concept;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a patient can be made of: everything that the rules look for, and nothing else.
 *
 * @param conditions diagnoses and symptoms
 * @param allergies what the patient may not tolerate
 * @param immunizations what may have been given
 * @param drugs products and groups of products
 * @param outcomes how a treatment went
 * @param questions questions of the check-in that are answered with yes or no
 * @param scores severity scores
 * @param measurements other numbers
 * @param sexes codes of the sex; empty when no rule asks for it
 */
public record PatientChoices(
    List<Choice> conditions,
    List<Choice> allergies,
    List<Choice> immunizations,
    List<Choice> drugs,
    List<Choice> outcomes,
    List<Choice> questions,
    List<Measure> scores,
    List<Measure> measurements,
    List<String> sexes) {

  private static final String NO_POTENCY = "none";

  /** Reads them from the rules. */
  public static PatientChoices of(RuleSet rules) {
    Map<String, Set<Concept>> codes = rules.terminology().named();
    Set<String> conditions =
        sets(
            rules,
            "of",
            "any-condition",
            "untreated-condition",
            "treated-condition",
            "newest-begin");
    conditions.addAll(sets(rules, "codes", "symptom"));
    return new PatientChoices(
        choices(rules, codes, conditions),
        choices(rules, codes, sets(rules, "of", "any-allergy")),
        choices(rules, codes, sets(rules, "of", "any-immunization")),
        drugs(rules, codes),
        outcomes(rules),
        questions(rules),
        rules.instruments().values().stream().map(one -> score(rules, one)).toList(),
        measurements(rules, codes),
        of(rules, "sex").flatMap(element -> element.values().stream()).distinct().toList());
  }

  private static Stream<DataElement> of(RuleSet rules, String... kinds) {
    return rules.elements().values().stream()
        .filter(element -> List.of(kinds).contains(element.kind()));
  }

  /** Value sets that elements of these kinds name. */
  private static Set<String> sets(RuleSet rules, String member, String... kinds) {
    Set<String> named = new LinkedHashSet<>();
    of(rules, kinds).forEach(element -> named.addAll(texts(element.args().path(member))));
    return named;
  }

  private static List<String> texts(JsonNode node) {
    return node.isString()
        ? List.of(node.asString())
        : node.valueStream().map(item -> item.asString("")).toList();
  }

  /** The first code of each value set stands for it. */
  private static List<Choice> choices(
      RuleSet rules, Map<String, Set<Concept>> codes, Set<String> sets) {
    List<Choice> choices = new ArrayList<>();
    for (String id : sets) {
      Terminology.ValueSet set = rules.terminology().valueSet(id).orElse(null);
      Concept first = first(codes, id);
      if (set != null && first != null) {
        choices.add(new Choice(id, set.title(), first));
      }
    }
    return apart(choices);
  }

  private static @Nullable Concept first(Map<String, Set<Concept>> codes, String set) {
    return codes.getOrDefault(set, Set.of()).stream().findFirst().orElse(null);
  }

  /** By title; two of one title are told apart by their ids. */
  private static List<Choice> apart(List<Choice> choices) {
    Set<String> titles = new HashSet<>();
    Set<String> twice = new HashSet<>();
    choices.stream().map(Choice::title).filter(title -> !titles.add(title)).forEach(twice::add);
    return choices.stream()
        .map(
            one ->
                twice.contains(one.title())
                    ? new Choice(one.id(), one.title() + " (" + one.id() + ")", one.concept())
                    : one)
        .sorted(Comparator.comparing(Choice::title, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  /**
   * Value sets whose code is enough to know the class, what orders may name beside them, and one
   * product of each ingredient, route and potency.
   */
  private static List<Choice> drugs(RuleSet rules, Map<String, Set<Concept>> codes) {
    Set<String> sets = sets(rules, "of", "any-order");
    for (String id : rules.terminology().ids()) {
      Concept first = first(codes, id);
      if (first != null && isKnown(rules, first)) {
        sets.add(id);
      }
    }
    List<Choice> drugs = new ArrayList<>(choices(rules, codes, sets));
    drugs.addAll(products(rules.drugs()));
    return apart(drugs);
  }

  private static boolean isKnown(RuleSet rules, Concept concept) {
    Drugs.Coded coded = new Drugs.Coded(concept.system(), concept.code());
    return !rules.drugs().recognise(List.of(coded), List.of()).classes().isEmpty();
  }

  private static List<Choice> products(Drugs drugs) {
    Map<String, Choice> products = new TreeMap<>();
    Map<Drugs.Coded, List<Product>> all =
        new TreeMap<>(Comparator.comparing(Drugs.Coded::system).thenComparing(Drugs.Coded::code));
    all.putAll(drugs.products());
    all.forEach(
        (coded, parts) -> {
          if (parts.size() == 1) {
            String title = title(parts.get(0));
            Concept concept = new Concept(coded.system(), coded.code(), "");
            products.putIfAbsent(title, new Choice(title, title, concept));
          }
        });
    return List.copyOf(products.values());
  }

  private static String title(Product product) {
    String potency = product.potency();
    return product.name()
        + ", "
        + product.route()
        + (potency.isEmpty() || potency.equals(NO_POTENCY) ? "" : ", " + potency);
  }

  private static List<Choice> outcomes(RuleSet rules) {
    String system = rules.vocabulary().outcomeSystem();
    Terminology.CodeSystem codes =
        rules.terminology().codeSystem(system.substring(system.lastIndexOf('/') + 1));
    return codes.displays().entrySet().stream()
        .map(
            code ->
                new Choice(
                    code.getKey(),
                    code.getValue(),
                    new Concept(system, code.getKey(), code.getValue())))
        .toList();
  }

  private static List<Choice> questions(RuleSet rules) {
    Map<String, Choice> questions = new LinkedHashMap<>();
    of(rules, "answer", "symptom")
        .filter(element -> element.type() == DataElement.Type.BOOLEAN)
        .forEach(
            element -> {
              String id = element.args().path("question").asString("");
              Concept concept = new Concept(rules.vocabulary().checkIn(), id, element.label());
              questions.putIfAbsent(id, new Choice(id, element.label(), concept));
            });
    return apart(List.copyOf(questions.values()));
  }

  private static Measure score(RuleSet rules, Instrument instrument) {
    String system = rules.vocabulary().severitySystem();
    String display =
        rules.terminology().display(system, instrument.code()).orElse(instrument.title());
    return new Measure(
        instrument.code(),
        instrument.title(),
        instrument.unit(),
        instrument.range(),
        instrument.step(),
        new Concept(system, instrument.code(), display));
  }

  /** Several elements may read one measurement: the first says what is allowed. */
  private static List<Measure> measurements(RuleSet rules, Map<String, Set<Concept>> codes) {
    Map<String, Measure> measures = new LinkedHashMap<>();
    of(rules, "newest")
        .filter(DataElement::isNumeric)
        .forEach(
            element -> {
              String unit = element.unit();
              for (Choice set :
                  choices(rules, codes, new LinkedHashSet<>(texts(element.args().path("of"))))) {
                measures.putIfAbsent(
                    set.id(),
                    new Measure(
                        set.id(),
                        set.title(),
                        unit == null ? "1" : unit,
                        element.domain(),
                        null,
                        set.concept()));
              }
            });
    return List.copyOf(measures.values());
  }
}
