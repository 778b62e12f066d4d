package cds.fhir;

import cds.chart.Medication;
import cds.chart.Medication.Origin;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.knowledge.Drugs;
import cds.knowledge.Drugs.Coded;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What requests, statements, administrations and draft orders have in common: the drug. */
record MedicationBuilder(
    Codes codes, Drugs drugs, MedicationCodings codings, String outcomeSystem) {

  /**
   * The drug and why it is given.
   *
   * @param medication {@code medication[x]}
   * @param contained contained resources it may refer to
   * @param routes routes of all dosages
   * @param statusReasons concepts that may hold a therapy outcome
   * @param reasons reason codes
   */
  record Drug(
      Element medication,
      List<Element> contained,
      List<Element> routes,
      List<Element> statusReasons,
      List<Element> reasons) {}

  /** The times of one record. */
  record Times(
      @Nullable PartialDate authored, @Nullable PartialDate start, @Nullable PartialDate end) {}

  /** The routes of some dosages. */
  static List<Element> routes(List<Element> dosages) {
    return dosages.stream().map(dosage -> dosage.get("route")).toList();
  }

  /**
   * The record; with a reason when nothing but words says which drug it is. No record of a draft
   * that may be for a drug of ours and has no code that says so.
   */
  Read<Medication> build(
      String reference,
      Origin origin,
      String status,
      Drug drug,
      Times times,
      List<Medication.Dosage> dosage) {
    boolean draft = origin == Origin.DRAFT_ORDER;
    String words = codings.words(drug.medication(), drug.contained());
    if (codings.isUnresolved(drug.medication(), drug.contained()) && !(draft && !words.isEmpty())) {
      // Nobody can say which drug this is: it might be the one that decides.
      throw new Unreadable();
    }
    List<Coded> all = codings.of(drug.medication(), drug.contained());
    Drugs.Recognised recognised = drugs.recognise(all, Codes.codings(drug.routes()));
    if (draft && !recognised.coded() && drugs.isNamedIn(words)) {
      return Read.refused(Reason.TEXT_ONLY);
    }
    Medication medication =
        new Medication(
            reference,
            origin,
            status,
            recognised.classes(),
            recognised.codes(),
            recognised.coded(),
            recognised.name(),
            recognised.route(),
            times.authored(),
            times.start(),
            times.end(),
            dosage,
            Codes.ofSystem(outcomeSystem, drug.statusReasons()),
            known(drug.reasons()),
            known(drug.routes().stream().filter(route -> !route.isEmpty()).toList()));
    return Read.of(medication, all.isEmpty() || codes.isForeign(all), Reason.TEXT_ONLY);
  }

  private Set<String> known(List<Element> concepts) {
    Set<String> known = codes.holding(Codes.codings(concepts));
    return known.isEmpty() && !concepts.isEmpty() ? Set.of(Medication.UNRECOGNISED) : known;
  }
}
