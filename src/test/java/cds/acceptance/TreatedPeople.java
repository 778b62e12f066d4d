package cds.acceptance;

import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Person.adult;
import static cds.acceptance.Person.born;

/** Patients on dupilumab with whom all is well, to whom something happens. */
final class TreatedPeople {

  /** The first dose of {@link #steady}: 280 days before the evaluation, 2024-09-09. */
  static final int DAYS = 280;

  /** First dose of the steady adult. */
  static final String FIRST = daysAgo(DAYS);

  private TreatedPeople() {}

  /** An adult on 300 mg every 2 weeks whose EASI fell from 30 to 5. */
  static Person steady() {
    return since(DAYS).scored(easi("5"));
  }

  /** An adult on 300 mg every 2 weeks for so many days, EASI 30 before the first dose. */
  static Person since(int days) {
    return adult()
        .having(dupilumabOrder("300", "2", daysAgo(days)))
        .scored(easi("30").on(daysAgo(days + 7)));
  }

  /** A child on treatment for 280 days whose EASI fell from 30 to 5. */
  static Person child(String birthDate, String mg, String weeks) {
    return born(birthDate)
        .having(dupilumabOrder(mg, weeks, FIRST))
        .scored(easi("30").on(daysAgo(DAYS + 7)), easi("5"));
  }
}
