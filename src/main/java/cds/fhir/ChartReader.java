package cds.fhir;

import static cds.chart.DataKind.PATIENT;

import cds.chart.Chart;
import cds.chart.Completeness;
import cds.chart.DataKind;
import cds.chart.Medication;
import cds.chart.Observation;
import cds.chart.Unused.Reason;
import cds.knowledge.Drugs;
import cds.knowledge.Terminology;
import cds.knowledge.Units;
import cds.knowledge.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads prefetched FHIR R4 resources into a chart: one resource at a time, so that a bad one never
 * loses the rest. Whatever a client sends ends as facts, as {@link cds.chart.Unused} or as a lack
 * of {@link Completeness}; nothing is thrown but for a Patient that is not the context's, and for
 * orders of another FHIR release.
 *
 * <p>Safe for use by several threads.
 */
public final class ChartReader {

  private final ResourceReader resources;
  private final BundleReader bundles;
  private final Units units;
  private final Drugs drugs;
  private final Vocabulary vocabulary;
  private final Codes codes;

  /** Takes the knowledge by which codes, units, drugs and forms are recognised. */
  public ChartReader(Terminology terminology, Units units, Drugs drugs, Vocabulary vocabulary) {
    this(terminology, units, drugs, vocabulary, new ResourceReader());
  }

  /** Reads every resource with one reader, to compare readers. */
  ChartReader(
      Terminology terminology,
      Units units,
      Drugs drugs,
      Vocabulary vocabulary,
      ResourceReader resources) {
    this.resources = resources;
    this.bundles = new BundleReader(resources.types());
    this.units = units;
    this.drugs = drugs;
    this.vocabulary = vocabulary;
    this.codes = new Codes(terminology);
  }

  /**
   * Reads a chart.
   *
   * @param input the request's data
   * @throws PatientMismatch when the prefetched Patient has another id than the context's, or none
   * @throws OtherRelease when there are orders and none of them is a resource of R4
   */
  public Chart read(ReadInput input) {
    String patientId = Subjects.bareId(input.patientId());
    Dates dates = new Dates(input.at().atZone(input.zone()).toLocalDate(), input.zone());
    List<Entry> orders =
        input.orders().stream().map(o -> DraftForm.of(Entry.of(o), patientId)).toList();
    List<Entry> typed = orders.stream().filter(order -> !order.type().isEmpty()).toList();
    if (!typed.isEmpty() && typed.stream().noneMatch(this::isOfR4)) {
      throw new OtherRelease();
    }
    Map<DataKind, Content> contents = contents(input.prefetch());
    if (input.onRecord()) {
      addOnRecord(orders, contents);
    }
    Entry patientEntry = PatientReader.entry(input.prefetch().json(PATIENT));
    PatientReader.Found patient =
        new PatientReader(patientId, dates, input.at()).read(patientEntry);
    Subjects subjects = new Subjects(patientId, addresses(patientId, patientEntry, contents));
    MedicationIndex index = index(contents, orders);
    ConditionIndex conditions =
        new ConditionIndex(
            resources,
            contents.getOrDefault(DataKind.CONDITIONS, Content.none(Completeness.UNKNOWN)).own());
    Readers readers =
        new Readers(codes, units, drugs, vocabulary, dates, index, conditions, input.site());
    Intake intake = new Intake(resources, subjects, contents);
    return chart(input, dates, patient, orders, readers, intake);
  }

  /** Orders of the context that are no drafts, unless the same came under the prefetch key. */
  private static void addOnRecord(List<Entry> orders, Map<DataKind, Content> contents) {
    for (Entry order : orders) {
      boolean draft = order.resource().path("status").asString("draft").equals("draft");
      if (!order.type().equals(DataKind.MEDICATIONS.resourceType()) || draft) {
        continue;
      }
      contents.computeIfPresent(
          DataKind.MEDICATIONS,
          (kind, known) ->
              known.own().stream().anyMatch(own -> own.name().equals(order.name()))
                  ? known
                  : known.with(order));
    }
  }

  private Chart chart(
      ReadInput input,
      Dates dates,
      PatientReader.Found patient,
      List<Entry> orders,
      Readers readers,
      Intake intake) {
    intake.note(PATIENT, patient.completeness());
    if (patient.completeness() == Completeness.INCOMPLETE) {
      intake.note(PATIENT, Reason.UNREADABLE, patient.patient().reference());
    }
    List<Observation> observations = intake.take(DataKind.OBSERVATIONS, readers.observations());
    List<cds.chart.Condition> conditions = intake.take(DataKind.CONDITIONS, readers.conditions());
    List<Medication> medications = intake.take(DataKind.MEDICATIONS, readers.requests());
    medications.addAll(intake.take(DataKind.MEDICATION_STATEMENTS, readers.statements()));
    medications.addAll(intake.take(DataKind.ADMINISTRATIONS, readers.administrations()));
    List<cds.chart.Immunization> immunizations =
        intake.take(DataKind.IMMUNIZATIONS, readers.immunizations());
    List<cds.chart.Allergy> allergies = intake.take(DataKind.ALLERGIES, readers.allergies());
    List<FormReader.Form> forms = intake.take(DataKind.QUESTIONNAIRES, readers.forms());
    forms.forEach(form -> observations.addAll(form.scores()));
    return new Chart(
        dates.on(),
        patient.patient(),
        List.copyOf(observations),
        List.copyOf(conditions),
        List.copyOf(medications),
        List.copyOf(immunizations),
        List.copyOf(allergies),
        forms.stream().flatMap(form -> form.answers().stream()).toList(),
        drafts(orders, readers, intake),
        List.copyOf(intake.ordersLeftOut()),
        Collections.unmodifiableMap(intake.completeness()),
        Set.copyOf(input.asked()),
        List.copyOf(intake.unused()));
  }

  private boolean isOfR4(Entry order) {
    return resources.types().contains(order.type());
  }

  private List<Medication> drafts(List<Entry> orders, Readers readers, Intake intake) {
    List<Medication> drafts = new ArrayList<>();
    for (Entry order : orders) {
      if (order.type().equals(DataKind.MEDICATIONS.resourceType())) {
        intake.takeDraft(order, readers.drafts(), drafts);
      } else if (order.type().equals("ServiceRequest") && order.resource().has("code")) {
        intake.takeDraft(order, readers.services(), drafts);
      } else if (!isOfR4(order)) {
        intake.note(DataKind.MEDICATIONS, Reason.UNREADABLE, null);
        intake.leaveOut(Reason.UNREADABLE, null);
      }
    }
    return List.copyOf(drafts);
  }

  private Map<DataKind, Content> contents(Prefetch prefetch) {
    Map<DataKind, Content> contents = new EnumMap<>(DataKind.class);
    for (DataKind kind : DataKind.values()) {
      if (kind != PATIENT) {
        contents.put(kind, bundles.read(kind, prefetch));
      }
    }
    for (Content content : List.copyOf(contents.values())) {
      for (Entry entry : content.others()) {
        DataKind.ofResourceType(entry.type())
            .filter(contents::containsKey)
            .ifPresent(kind -> contents.computeIfPresent(kind, (k, known) -> known.with(entry)));
      }
    }
    return contents;
  }

  private MedicationIndex index(Map<DataKind, Content> contents, List<Entry> orders) {
    MedicationIndex index = new MedicationIndex(resources);
    contents.values().forEach(content -> content.others().forEach(index::add));
    orders.forEach(index::add);
    return index;
  }

  /** The full URLs under which the patient's own resource came. */
  private static Set<String> addresses(
      String patientId, @Nullable Entry patient, Map<DataKind, Content> contents) {
    List<Entry> entries = new ArrayList<>();
    if (patient != null) {
      entries.add(patient);
    }
    contents.values().forEach(content -> entries.addAll(content.others()));
    Set<String> addresses = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.fullUrl() != null && entry.name().equals("Patient/" + patientId)) {
        addresses.add(References.withoutVersion(entry.fullUrl()));
      }
    }
    return addresses;
  }
}
