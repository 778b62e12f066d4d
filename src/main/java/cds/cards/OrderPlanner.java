package cds.cards;

import cds.chart.ProposedOrder;
import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Doses;
import cds.knowledge.Problems;
import cds.knowledge.Rule;
import cds.knowledge.RuleSet;
import cds.knowledge.Situation;
import cds.knowledge.Terminology;
import cds.language.Language;
import cds.language.Phrase;
import cds.language.Placeholders;
import cds.language.Sentence;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Plans the order that a dosing rule proposes, as its {@code order} section says: which elements
 * hold the doses, which product carries which strength, and the sentences.
 */
public final class OrderPlanner {

  private static final int DAYS_A_WEEK = 7;

  private static final String START = "start";
  private static final String MAINTENANCE = "maintenance";

  private final RuleSet rules;
  private final JsonNode spec;
  private final Language language;

  /**
   * Takes the active rules, of which the dosing rule says how to order, and the language of the
   * sentences.
   */
  public OrderPlanner(RuleSet rules, Language language) {
    this.language = language;
    this.rules = rules;
    this.spec =
        rules.rules().stream()
            .filter(rule -> rule.kind() == Rule.Kind.DOSING)
            .findFirst()
            .map(rule -> rule.extra().path("order"))
            .orElseThrow(() -> new IllegalArgumentException("no dosing rule is active"));
  }

  /**
   * A planned order.
   *
   * @param order the order
   * @param label what the suggestion is called
   * @param phrase the order in one line
   * @param product what the product is called
   * @param schedule its steps in sentences
   */
  public record Plan(
      ProposedOrder order, String label, String phrase, String product, List<String> schedule) {}

  /** Reports value sets and elements of the {@code order} section that do not exist. */
  public void check(Problems problems) {
    String file = "dosing rule, order";
    for (String key :
        List.of(
            "suggest",
            "suggest-order",
            "correct-order",
            "loading",
            "dose",
            "weeks",
            "alternative-dose",
            "alternative-weeks",
            "device")) {
      String name = spec.path(key).asString("");
      if (!rules.elements().containsKey(name)) {
        problems.add(
            file,
            "",
            key,
            "no data element '" + name + "'" + Problems.nearest(name, rules.elements().keySet()));
      }
    }
    List<String> valueSets = new ArrayList<>(List.of(spec.path("route").asString("")));
    spec.path("products")
        .forEach(devices -> devices.forEach(set -> valueSets.add(set.asString(""))));
    for (String id : valueSets) {
      if (rules.terminology().valueSet(id).filter(set -> !set.concepts().isEmpty()).isEmpty()) {
        problems.add(file, "", id, "no value set with concepts of that name");
      }
    }
  }

  /**
   * The order to propose, if the rules propose one.
   *
   * @param situation the patient's, or the patient's with one draft order
   * @param purpose what it is for
   * @param replaces reference of the draft order to update, or null
   * @param day1 day 1 of the schedule
   */
  public Optional<Plan> plan(
      Situation situation, Purpose purpose, @Nullable String replaces, LocalDate day1) {
    String suggest = text(situation, purpose.key());
    BigDecimal mg = value(situation, "dose").number();
    BigDecimal weeks = value(situation, "weeks").number();
    if (mg == null || weeks == null || !List.of(START, MAINTENANCE).contains(suggest)) {
      return Optional.empty();
    }
    String valueSet = product(situation, mg);
    Optional<ProposedOrder.Code> product = first(valueSet);
    if (product.isEmpty()) {
      return Optional.empty();
    }
    Doses loading = START.equals(suggest) ? loading(situation) : new Doses(List.of());
    List<ProposedOrder.Step> steps = new ArrayList<>();
    LocalDate next = day1;
    for (Doses.Dose dose : loading.doses()) {
      LocalDate date = day1.plusDays(dose.day() - 1L);
      steps.add(new ProposedOrder.Step(dose.mg(), true, 0, date, loadingText(dose.mg(), mg, date)));
      next = date.plusDays((long) weeks.intValue() * DAYS_A_WEEK);
    }
    steps.add(
        new ProposedOrder.Step(
            mg,
            false,
            weeks.intValue(),
            next,
            fill(
                "maintenance",
                Map.of("mg", number(mg), "weeks", number(weeks), "date", language.date(next)))));
    String phrase = phrase(loading, mg, weeks);
    return Optional.of(
        new Plan(
            new ProposedOrder(
                replaces,
                product.get(),
                first(spec.path("route").asString("")).orElseThrow(),
                List.copyOf(steps)),
            purpose.label().of(Sentence.verbatim(phrase)).in(language),
            phrase,
            language.text(rules.terminology().valueSet(valueSet).orElseThrow().title()),
            schedule(steps, situation)));
  }

  /** What a card says when several orders could be completed: each alone is the whole treatment. */
  String severalOrders() {
    return fill("several-orders", Map.of());
  }

  /** What a card says when an eligible patient gets no proposal. */
  String noDose() {
    return fill("no-dose", Map.of());
  }

  private List<String> schedule(List<ProposedOrder.Step> steps, Situation situation) {
    List<String> schedule = new ArrayList<>(steps.stream().map(ProposedOrder.Step::text).toList());
    BigDecimal mg = value(situation, "alternative-dose").number();
    BigDecimal weeks = value(situation, "alternative-weeks").number();
    if (mg != null && weeks != null) {
      schedule.add(fill("alternative", Map.of("mg", number(mg), "weeks", number(weeks))));
    }
    return schedule;
  }

  private Doses loading(Situation situation) {
    return value(situation, "loading") instanceof DataValue.Known known
            && known.value() instanceof Doses doses
        ? doses
        : new Doses(List.of());
  }

  private String loadingText(BigDecimal dose, BigDecimal strength, LocalDate date) {
    Map<String, String> words = new HashMap<>();
    words.put("mg", number(dose));
    words.put("date", language.date(date));
    words.put("strength", number(strength));
    BigDecimal units = dose.divideToIntegralValue(strength);
    words.put("units", number(units));
    return fill(units.compareTo(BigDecimal.ONE) > 0 ? "loading-several" : "loading-one", words);
  }

  private String phrase(Doses loading, BigDecimal mg, BigDecimal weeks) {
    Map<String, String> words =
        Map.of(
            "mg",
            number(mg),
            "weeks",
            number(weeks),
            "doses",
            String.join(
                " + ",
                loading.doses().stream()
                    .map(dose -> loadingDose(dose, loading.doses().size() > 1).in(language))
                    .toList()));
    return fill(loading.doses().isEmpty() ? "phrase" : "phrase-with-loading", words);
  }

  private static Sentence loadingDose(Doses.Dose dose, boolean dated) {
    Sentence mg = Sentence.number(dose.mg());
    return dated
        ? Phrase.DOSE_MG_ON_DAY.of(mg, Sentence.number(dose.day()))
        : Phrase.DOSE_MG.of(mg);
  }

  private String number(BigDecimal number) {
    return language.number(number);
  }

  private String fill(String key, Map<String, String> words) {
    String text = language.text(spec.path("texts").path(key).asString(""));
    return Placeholders.fill(text, name -> words.getOrDefault(name, "{" + name + "}"));
  }

  private String product(Situation situation, BigDecimal mg) {
    String device = text(situation, "device");
    JsonNode devices = spec.path("products").path(mg.stripTrailingZeros().toPlainString());
    String chosen =
        device != null && devices.has(device) ? device : spec.path("usual-device").asString("");
    return devices.path(chosen).asString("");
  }

  private Optional<ProposedOrder.Code> first(String valueSet) {
    return rules
        .terminology()
        .valueSet(valueSet)
        .map(Terminology.ValueSet::concepts)
        .flatMap(concepts -> concepts.stream().findFirst())
        .map(c -> new ProposedOrder.Code(c.system(), c.code(), c.display()));
  }

  private DataValue value(Situation situation, String key) {
    DataElement element = rules.element(spec.path(key).asString(""));
    return situation.get(element);
  }

  private @Nullable String text(Situation situation, String key) {
    return value(situation, key).text();
  }
}
