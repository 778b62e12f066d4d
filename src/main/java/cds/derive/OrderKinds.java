package cds.derive;

import cds.chart.Medication;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
import cds.language.Phrase;
import cds.language.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Kinds about the draft orders the service is asked about. */
final class OrderKinds {

  private OrderKinds() {}

  static void register(Map<String, Function<Args, Derivation>> kinds) {
    kinds.put("any-order", OrderKinds::any);
    kinds.put(
        "order-is",
        args -> {
          Set<String> of = args.node("of").isMissingNode() ? Set.of() : args.valueSets("of");
          Set<String> classes = of.isEmpty() ? args.drugClasses("classes") : Set.of();
          return one(
              args,
              order ->
                  order.codes().stream().anyMatch(of::contains)
                      || order.classes().stream().anyMatch(classes::contains));
        });
    kinds.put(
        "order-for",
        args -> {
          Set<String> of =
              args.node("unrecognised").asBoolean(false)
                  ? Set.of(Medication.UNRECOGNISED)
                  : args.valueSets("of");
          return one(args, order -> order.reasons().stream().anyMatch(of::contains));
        });
  }

  /**
   * Whether any of the orders is for a drug of these classes or of these value sets, and for one of
   * these reasons; {@code only-once}: and holds doses given once and nothing repeated.
   */
  private static Derivation any(Args args) {
    Set<String> of = args.node("of").isMissingNode() ? Set.of() : args.valueSets("of");
    Set<String> classes =
        of.isEmpty() || !args.node("classes").isMissingNode()
            ? args.drugClasses("classes")
            : Set.of();
    boolean onlyOnce = args.node("only-once").asBoolean(false);
    Set<String> reasons = args.node("for").isMissingNode() ? Set.of() : args.valueSets("for");
    String label = args.element().label();
    return c -> {
      List<Source> sources =
          c.chart().orders().stream()
              .filter(
                  order ->
                      order.classes().stream().anyMatch(classes::contains)
                          || order.codes().stream().anyMatch(of::contains))
              .filter(order -> !onlyOnce || OrderDoseKinds.onlyOnce(order))
              .filter(
                  order ->
                      reasons.isEmpty() || order.reasons().stream().anyMatch(reasons::contains))
              .map(order -> new Source(order.reference(), Sentence.text(label)))
              .toList();
      return DataValue.of(!sources.isEmpty(), sources);
    };
  }

  private static Derivation one(Args args, Predicate<Medication> test) {
    String label = args.element().label();
    return c -> {
      Medication order = c.order();
      if (order == null) {
        return DataValue.none(Missing.ABSENT, Phrase.NO_ORDER);
      }
      boolean yes = test.test(order);
      return DataValue.of(
          yes, yes ? List.of(new Source(order.reference(), Sentence.text(label))) : List.of());
    };
  }
}
