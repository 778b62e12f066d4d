package cds.oracle;

import cds.oracle.RandomPatient.Draft;
import cds.oracle.RandomPatient.Drug;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Section 3: devices, strengths and late doses. */
final class Supply {

  private final Facts facts;
  private final List<Draft> drafts;

  Supply(Facts facts, List<Draft> drafts) {
    this.facts = facts;
    this.drafts = drafts;
  }

  void add(Findings findings, boolean otherOrder, boolean other) {
    devices(findings, otherOrder);
    if (facts.onTreatment && !other) {
      late(findings);
    }
  }

  private void devices(Findings findings, boolean other) {
    int age = facts.patient.label().equals("us-label") ? 24 : 144;
    Stream<Products.Product> drafted = drafts.stream().map(Draft::product);
    Stream<Products.Product> running =
        facts.courses().stream().filter(facts::runs).map(Drug::product);
    drafted.forEach(product -> device(findings, product, age, other, "SO"));
    running.forEach(product -> device(findings, product, age, other, "R"));
  }

  private void device(
      Findings findings, Products.Product product, int age, boolean other, String shown) {
    if (product.pen() && facts.younger(age)) {
      findings.add("DEVICE_NOT_FOR_AGE", "soon", shown);
    }
    if (product.mg() == 100 && !other) {
      findings.add("STRENGTH_NOT_FOR_AD", "soon", shown);
    }
  }

  private void late(Findings findings) {
    if (facts.forAnother()) {
      return;
    }
    if (facts.yes("dose.missed")) {
      findings.add("DOSE_LATE", "soon", "MR");
    }
    Drug regimen = facts.regimen();
    if (regimen == null) {
      return;
    }
    LocalDate last = lastDose(regimen.weeks() * 7);
    if (last == null) {
      return;
    }
    LocalDate due = last.plusDays(7L * regimen.weeks());
    if (facts.today.isAfter(due)) {
      boolean soon = facts.today.isAfter(due.plusDays(7));
      findings.add("DOSE_LATE", soon ? "soon" : "routine", "MR");
    }
  }

  /** As answered, or the newest of two recorded doses that are one interval apart, give or take. */
  private LocalDate lastDose(int interval) {
    LocalDate answered = facts.date("dose.last-date", 0);
    List<LocalDate> given = facts.doses().stream().distinct().toList();
    LocalDate recorded = null;
    if (given.size() > 1) {
      LocalDate newest = given.get(given.size() - 1);
      long apart = newest.toEpochDay() - given.get(given.size() - 2).toEpochDay();
      recorded = Math.abs(apart - interval) <= 7 ? newest : null;
    }
    if (answered == null) {
      return recorded;
    }
    LocalDate newest = given.isEmpty() ? answered : given.get(given.size() - 1);
    return newest.isAfter(answered) ? newest : answered;
  }
}
