package cds.acceptance;

import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.mometasone;
import static cds.acceptance.Fhir.score;
import static cds.acceptance.Fhir.statement;
import static cds.acceptance.Fhir.tacrolimus;
import static cds.acceptance.Fhir.viga;

import java.util.List;

/** People and drugs that the policies of payers and schemes tell apart. */
final class PolicyPeople {

  static final String NICE = "nice-ta534";
  static final String TRIAL = "trial-entry";
  static final String JAPAN = "japan-2018";
  static final String SURFACE = "payer-bsa10-tcs28d";
  static final String TWO = "payer-two-topicals-no-combination";
  static final String BOTH = "payer-tcs-and-tci";
  static final List<String> ALL = List.of(NICE, TRIAL, JAPAN, SURFACE, TWO, BOTH);

  private static final String METHOTREXATE = "284595";
  private static final String UPADACITINIB = "2196092";

  private PolicyPeople() {}

  /** On treatment for 17 weeks, with the scores of day 114 where they are given. */
  static Person treated(String easi, String dlqi) {
    Person person =
        ad(Person.anyone("1988-03-21"))
            .having(drug("2025-02-17"))
            .scored(easi("30").on("2025-02-10"), score("dlqi", "17").on("2025-02-10"));
    if (!easi.isEmpty()) {
      person.scored(easi(easi));
    }
    return dlqi.isEmpty() ? person : person.scored(score("dlqi", dlqi));
  }

  static Person textbook() {
    return severe(topicals(Person.anyone("1991-01-12")));
  }

  static Person severe(Person person) {
    return person.scored(viga("4"), easi("24.6"), bsa("32"), score("pp-nrs-7d-mean", "8"));
  }

  static Person topicals(Person person) {
    return ad(person)
        .having(mometasone("2025-02-03", "2025-04-14").outcome("inadequate"))
        .having(tacrolimus("2025-03-01", "2025-05-01").outcome("inadequate"));
  }

  static Person ad(Person person) {
    return person.having(Fhir.atopicDermatitis());
  }

  static Resource bsa(String percent) {
    return score("bsa-involved", percent)
        .with(
            "valueQuantity",
            "{'value':%s,'unit':'%%','system':'http://unitsofmeasure.org','code':'%%'}"
                .formatted(percent));
  }

  static Resource drug(String start) {
    return dupilumabOrder("300", "2", start);
  }

  static Resource methotrexate() {
    return statement("methotrexate", METHOTREXATE, "2024-03-01", "2024-09-01");
  }

  static Resource upadacitinib() {
    return statement("upadacitinib", UPADACITINIB, "2025-02-01", "");
  }

  static Resource crisaborole() {
    return statement("crisaborole", "1865957", "2025-01-05", "2025-01-20");
  }

  static Resource inWords() {
    return methotrexate().with("medicationCodeableConcept", "{'text':'methotrexate 15 mg'}");
  }

  static String atc(String code) {
    return "{'coding':[{'system':'http://www.whocc.no/atc','code':'%s'}]}".formatted(code);
  }

  static Answer ask(Person person) {
    return engine().ask(person.patientView());
  }

  /** Every policy beside the US label. */
  static Engine engine() {
    return Engine.of("us-label", ALL.toArray(String[]::new));
  }
}
