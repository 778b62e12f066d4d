package cds.fhir;

import cds.chart.Observation.Component;
import cds.chart.PartialDate;
import cds.chart.Unused.Reason;
import cds.chart.Value;
import cds.chart.Value.Problem;
import cds.fhir.SiteValues.Understood;
import cds.knowledge.Drugs.Coded;
import cds.knowledge.SiteScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.jspecify.annotations.Nullable;

/**
 * Reads Observations. Those with codes nobody asks for are passed over in silence: a record may
 * hold thousands.
 *
 * @param severitySystem code system of components
 * @param site codes of the site itself
 */
record ObservationReader(
    Codes codes, ValueReader values, Dates dates, String severitySystem, SiteValues site)
    implements EntryReader<Observation, cds.chart.Observation> {

  @Override
  public Read<cds.chart.Observation> read(Observation resource, String reference) {
    if (!resource.hasCode()) {
      throw new Unreadable();
    }
    List<Coded> codings = Codes.codings(resource.getCode());
    Set<String> held = codes.holding(codings);
    List<SiteScore> local = site.of(codings);
    if (held.isEmpty() && local.isEmpty() && !codings.isEmpty()) {
      return Read.nothing();
    }
    Observation.ObservationStatus status = resource.getStatus();
    if (status == Observation.ObservationStatus.ENTEREDINERROR) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (!isUsable(status)) {
      return Read.refused(Reason.NOT_FINAL);
    }
    PartialDate effective = dates.date(resource.getEffective());
    if (dates.isAfter(effective)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    if (codings.isEmpty()) {
      return Read.refused(Reason.TEXT_ONLY);
    }
    Value value = values.read(resource.getValue(), resource.hasDataAbsentReason());
    Understood understood =
        local.isEmpty()
            ? new Understood(held, value, null)
            : SiteValues.understand(local, held, value, resource);
    List<Component> components = components(resource);
    cds.chart.Observation observation =
        new cds.chart.Observation(
            reference,
            understood.held(),
            status == Observation.ObservationStatus.PRELIMINARY,
            effective,
            moment(resource, effective),
            understood.value(),
            components,
            understood.local());
    return withValue(observation);
  }

  /** The observation, with the reason when its value cannot be used. */
  static Read<cds.chart.Observation> withValue(cds.chart.Observation observation) {
    Problem problem = observation.value().problem();
    // A total that is not given can still be told from its components.
    boolean told =
        problem == Problem.ABSENT
            && observation.components().stream().anyMatch(part -> part.value().problem() == null);
    if (observation.effective() == null) {
      return Read.of(observation, true, Reason.WITHOUT_DATE);
    }
    if (observation.preliminary()) {
      return Read.of(observation, true, Reason.PRELIMINARY);
    }
    return Read.of(observation, problem != null && !told, reason(problem));
  }

  private static Reason reason(@Nullable Problem problem) {
    return switch (problem == null ? Problem.ABSENT : problem) {
      case ABSENT, COMPARATOR, NOT_A_NUMBER -> Reason.WITHOUT_VALUE;
      case UNKNOWN_UNIT -> Reason.UNKNOWN_UNIT;
      case UNKNOWN_ANSWER -> Reason.UNKNOWN_ANSWER;
      case OUT_OF_RANGE -> Reason.OUT_OF_RANGE;
      case OTHER_FORM -> Reason.OTHER_FORM;
      case OTHER_UNIT -> Reason.OTHER_UNIT;
      case DISCORDANT_CODES -> Reason.DISCORDANT_CODES;
    };
  }

  private static boolean isUsable(Observation.@Nullable ObservationStatus status) {
    return status == Observation.ObservationStatus.FINAL
        || status == Observation.ObservationStatus.AMENDED
        || status == Observation.ObservationStatus.CORRECTED
        || status == Observation.ObservationStatus.PRELIMINARY;
  }

  private Instant moment(Observation resource, @Nullable PartialDate effective) {
    Instant exact = dates.instant(resource.getEffective());
    Instant issued = exact == null ? dates.instant(resource.getIssuedElement()) : exact;
    return issued == null ? dates.startOf(effective) : issued;
  }

  private List<Component> components(Observation resource) {
    List<Component> found = new ArrayList<>();
    for (ObservationComponentComponent component : resource.getComponent()) {
      Value value = values.read(component.getValue(), component.hasDataAbsentReason());
      for (String code : Codes.ofSystem(severitySystem, List.of(component.getCode()))) {
        found.add(new Component(code, value));
      }
    }
    return found;
  }
}
