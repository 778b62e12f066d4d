package cds.derive;

import static cds.derive.Charts.draft;
import static cds.derive.Charts.dupilumab;
import static cds.derive.Charts.every;
import static cds.derive.Charts.once;
import static org.assertj.core.api.Assertions.assertThat;

import cds.chart.Medication;
import cds.chart.Medication.Dosage;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Doses, route and company of one draft order: what it does not say is missing, never guessed. */
class OrderDoseKindsTests {

  private static final String DRUG = "dupilumab";
  private static final Dosage UNREADABLE =
      new Dosage(null, true, null, BigDecimal.valueOf(2), false, null);

  @Test
  void theRepeatedDoseAndItsInterval() {
    Charts order = ordering(once("600", 1), every(2, "300"));

    assertThat(said(order, "order_mg")).isEqualTo("300");
    assertThat(said(order, "order_weeks")).isEqualTo("2");
    assertThat(said(order, "order_loading_mg")).isEqualTo("600");
    assertThat(said(order, "order_loading_doses")).isEqualTo("1");
  }

  @Test
  void loadingDosesAddUp() {
    assertThat(said(ordering(once("300", 1), once("300", 1)), "order_loading_mg")).isEqualTo("600");
    assertThat(said(ordering(once("300", 2)), "order_loading_mg")).isEqualTo("600");
    assertThat(said(ordering(once("300", 2)), "order_loading_doses")).isEqualTo("2");
    assertThat(said(ordering(every(2, "300")), "order_loading_mg")).isEqualTo("0");
  }

  @Test
  void aLoadingThatCannotBeReadIsNotZero() {
    Dosage millilitres = new Dosage(null, true, 1, null, true, null);

    assertThat(said(ordering(millilitres, every(2, "300")), "order_loading_mg"))
        .isEqualTo("invalid");
    assertThat(said(ordering(millilitres, every(2, "300")), "order_loading_doses"))
        .isEqualTo("invalid");
  }

  @Test
  void anOrderWithoutARepeatedDoseHasNone() {
    assertThat(said(ordering(), "order_mg")).isEqualTo("absent");
    assertThat(said(ordering(once("600", 1)), "order_mg")).isEqualTo("absent");
    assertThat(said(ordering(once("600", 1)), "order_weeks")).isEqualTo("absent");
  }

  @Test
  void theStrengthStandsOnlyForADoseThatIsNotGiven() {
    Medication product = draft("dupilumab-200mg-syringe", Set.of(), every(2, null));
    Medication inMillilitres = draft("dupilumab-200mg-syringe", Set.of(), UNREADABLE);

    assertThat(said(new Charts().ordering(product), "order_mg")).isEqualTo("200");
    assertThat(said(new Charts().ordering(inMillilitres), "order_mg")).isEqualTo("invalid");
    assertThat(said(ordering(every(2, null)), "order_mg")).isEqualTo("invalid");
  }

  @Test
  void anIntervalThatCannotBeReadSpoilsBothParts() {
    Dosage daily = new Dosage(new BigDecimal("300"), true, null, null, false, null);

    assertThat(said(ordering(daily), "order_mg")).isEqualTo("invalid");
    assertThat(said(ordering(daily), "order_weeks")).isEqualTo("invalid");
  }

  @Test
  void severalRepeatedDosesCannotBeToldApart() {
    assertThat(said(ordering(every(2, "200"), every(4, "300")), "order_mg")).isEqualTo("invalid");
  }

  @Test
  void theRouteIsTakenAsWritten() {
    assertThat(route(Set.of("route-subcutaneous", "route-injectable"))).isEqualTo("true");
    assertThat(route(Set.of("route-injectable"))).isEqualTo("false");
    assertThat(route(Set.of())).isEqualTo("absent");
    assertThat(route(Set.of(Medication.UNRECOGNISED))).isEqualTo("invalid");
  }

  @Test
  void onlyTheLaterOfTwoOrdersRepeats() {
    Charts two =
        new Charts().ordering(draft(DRUG, Set.of(), every(2, "300")), draft(DRUG, Set.of()));

    assertThat(Charts.plain(two.ofOrder(0, "order_repeats"))).isEqualTo("false");
    assertThat(Charts.plain(two.ofOrder(1, "order_repeats"))).isEqualTo("true");
  }

  @Test
  void loadingApartAndOtherDrugsDoNotRepeat() {
    Medication repeated = draft(DRUG, Set.of(), every(2, "300"));
    Medication loading = draft(DRUG, Set.of(), once("600", 1));
    Medication other = draft("other-biologic", Set.of(), every(2, "300"));

    for (Medication beside : new Medication[] {loading, other}) {
      assertThat(Charts.plain(new Charts().ordering(repeated, beside).ofOrder(1, "order_repeats")))
          .isEqualTo("false");
      assertThat(Charts.plain(new Charts().ordering(beside, repeated).ofOrder(1, "order_repeats")))
          .isEqualTo("false");
    }
    assertThat(new Charts().ordering(repeated, loading).said("orders_loading_apart"))
        .isEqualTo("true");
    assertThat(new Charts().ordering(repeated).said("orders_loading_apart")).isEqualTo("false");
  }

  @Test
  void twoEqualOrdersAreTwoOrders() {
    Medication order = draft(DRUG, Set.of(), every(2, "300"));
    Medication twin = draft(DRUG, Set.of(), every(2, "300"));
    Charts two = new Charts().ordering(order, twin);

    assertThat(Charts.plain(two.ofOrder(0, "order_repeats"))).isEqualTo("false");
    assertThat(Charts.plain(two.ofOrder(1, "order_repeats"))).isEqualTo("true");
  }

  @Test
  void aRunningOrderIsAnotherOneUnlessItIsTheDraftItself() {
    assertThat(new Charts().with(dupilumab(100, 2)).said("other_order_running")).isEqualTo("true");
    assertThat(
            new Charts()
                .with(dupilumab(100, 2))
                .ordering(dupilumab(100, 2))
                .said("other_order_running"))
        .isEqualTo("false");
    assertThat(new Charts().with(Charts.taking(DRUG, 100)).said("other_order_running"))
        .as("a statement is no order")
        .isEqualTo("false");
  }

  @Test
  void theDosesOfTheLabelAddUp() {
    Charts adult = new Charts();

    assertThat(adult.said("label_loading_mg")).isEqualTo("600");
    assertThat(adult.said("label_loading_doses")).isEqualTo("1");
    assertThat(new Charts().born("2021-01-01").said("label_loading_mg")).isEqualTo("0");
    assertThat(new Charts().born("2021-01-01").said("label_loading_doses")).isEqualTo("0");
  }

  private static String route(Set<String> routes) {
    return said(new Charts().ordering(draft(DRUG, routes, every(2, "300"))), "order_subcutaneous");
  }

  private static Charts ordering(Dosage... dosage) {
    return new Charts().ordering(draft(DRUG, Set.of(), dosage));
  }

  private static String said(Charts chart, String element) {
    return Charts.plain(chart.ofOrder(0, element));
  }
}
