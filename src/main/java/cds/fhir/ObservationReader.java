package cds.fhir;

import cds.chart.Observation;
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
    implements EntryReader<Observation> {

  private static final String PRELIMINARY = "preliminary";
  private static final Set<String> USABLE = Set.of("final", "amended", "corrected", PRELIMINARY);

  @Override
  public Read<Observation> read(Element resource, String reference) {
    Element code = resource.get("code");
    if (code.isEmpty()) {
      throw new Unreadable();
    }
    List<Coded> codings = Codes.codings(code);
    Set<String> held = codes.holding(codings);
    List<SiteScore> local = site.of(codings);
    if (held.isEmpty() && local.isEmpty() && !codings.isEmpty()) {
      return Read.nothing();
    }
    String status = resource.get("status").textOrEmpty();
    if (status.equals(Statuses.ENTERED_IN_ERROR)) {
      return Read.refused(Reason.ENTERED_IN_ERROR);
    }
    if (!USABLE.contains(status)) {
      return Read.refused(Reason.NOT_FINAL);
    }
    PartialDate effective = dates.date(resource.get("effective"));
    if (dates.isAfter(effective)) {
      return Read.refused(Reason.AFTER_EVALUATION);
    }
    if (codings.isEmpty()) {
      return Read.refused(Reason.TEXT_ONLY);
    }
    Value value = values.read(resource.get("value"), resource.has("dataAbsentReason"));
    Understood understood =
        local.isEmpty()
            ? new Understood(held, value, null)
            : SiteValues.understand(local, held, value, resource);
    List<Component> components = components(resource);
    Observation observation =
        new Observation(
            reference,
            understood.held(),
            status.equals(PRELIMINARY),
            effective,
            moment(resource, effective),
            understood.value(),
            components,
            understood.local());
    return withValue(observation);
  }

  /** The observation, with the reason when its value cannot be used. */
  static Read<Observation> withValue(Observation observation) {
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

  private Instant moment(Element resource, @Nullable PartialDate effective) {
    Instant exact = dates.instant(resource.get("effective"));
    Instant issued = exact == null ? dates.instant(resource.get("issued")) : exact;
    return issued == null ? dates.startOf(effective) : issued;
  }

  private List<Component> components(Element resource) {
    List<Component> found = new ArrayList<>();
    for (Element component : resource.all("component")) {
      Value value = values.read(component.get("value"), component.has("dataAbsentReason"));
      for (String code : Codes.ofSystem(severitySystem, List.of(component.get("code")))) {
        found.add(new Component(code, value));
      }
    }
    return found;
  }
}
