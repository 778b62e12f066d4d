package cds.derive;

import cds.chart.Medication;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Source;
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
          Set<String> of = args.valueSets("of");
          return one(args, order -> order.codes().stream().anyMatch(of::contains));
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

  /** Whether any of the orders is for a drug of these classes, and for one of these reasons. */
  private static Derivation any(Args args) {
    Set<String> classes = args.drugClasses("classes");
    Set<String> reasons = args.node("for").isMissingNode() ? Set.of() : args.valueSets("for");
    String label = args.element().label();
    return c -> {
      List<Source> sources =
          c.chart().orders().stream()
              .filter(order -> order.classes().stream().anyMatch(classes::contains))
              .filter(
                  order ->
                      reasons.isEmpty() || order.reasons().stream().anyMatch(reasons::contains))
              .map(order -> new Source(order.reference(), label))
              .toList();
      return DataValue.of(!sources.isEmpty(), sources);
    };
  }

  private static Derivation one(Args args, Predicate<Medication> test) {
    String label = args.element().label();
    return c -> {
      Medication order = c.order();
      return order == null
          ? DataValue.none(Missing.ABSENT, "no order")
          : DataValue.of(test.test(order), List.of(new Source(order.reference(), label)));
    };
  }
}
