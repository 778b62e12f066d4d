package cds.fhir;

import cds.knowledge.Drugs;
import cds.knowledge.SiteCodes;
import cds.knowledge.Units;
import cds.knowledge.Vocabulary;

/** The readers of one request: they share its day, its zone and its Medications. */
final class Readers {

  private final Codes codes;
  private final Dates dates;
  private final Vocabulary vocabulary;
  private final ValueReader values;
  private final DosageReader dosages;
  private final MedicationBuilder medications;
  private final ConditionIndex conditionIndex;
  private final SiteValues site;

  Readers(
      Codes codes,
      Units units,
      Drugs drugs,
      Vocabulary vocabulary,
      Dates dates,
      MedicationIndex index,
      ConditionIndex conditionIndex,
      SiteCodes site) {
    this.site = new SiteValues(site);
    this.conditionIndex = conditionIndex;
    this.codes = codes;
    this.dates = dates;
    this.vocabulary = vocabulary;
    this.values = new ValueReader(codes, units);
    this.dosages = new DosageReader(units, dates);
    this.medications =
        new MedicationBuilder(
            codes, drugs, new MedicationCodings(index), vocabulary.outcomeSystem());
  }

  ObservationReader observations() {
    return new ObservationReader(codes, values, dates, vocabulary.severitySystem(), site);
  }

  ConditionReader conditions() {
    return new ConditionReader(codes, dates);
  }

  RequestReader requests() {
    return new RequestReader(medications, dosages, dates, conditionIndex::code, false);
  }

  RequestReader drafts() {
    return new RequestReader(medications, dosages, dates, conditionIndex::code, true);
  }

  ServiceRequestReader services() {
    return new ServiceRequestReader(medications, dates);
  }

  StatementReader statements() {
    return new StatementReader(medications, dosages, dates);
  }

  AdministrationReader administrations() {
    return new AdministrationReader(medications, dosages, dates);
  }

  ImmunizationReader immunizations() {
    return new ImmunizationReader(codes, dates);
  }

  AllergyReader allergies() {
    return new AllergyReader(codes, dates);
  }

  FormReader forms() {
    return new FormReader(codes, values, dates, vocabulary);
  }
}
