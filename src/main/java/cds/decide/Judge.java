package cds.decide;

import cds.chart.Chart;
import cds.chart.DataKind;
import cds.fhir.ReadInput;
import cds.fhir.access.Obtained;
import cds.fhir.access.PrefetchSource;
import cds.fhir.access.Wanted;
import cds.knowledge.Evaluation;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.SiteCodes;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a decision before cards are made: complete, read, derive and evaluate. */
final class Judge {

  private final Map<String, SiteCodes> siteCodes;
  private final Function<ReadInput, Chart> reader;
  private final PrefetchSource servers;

  /**
   * Takes what it needs.
   *
   * @param siteCodes what callers' own codes mean, by the hash of their code map
   * @param reader reads charts
   * @param servers where data comes from that was not prefetched
   */
  Judge(
      Map<String, SiteCodes> siteCodes, Function<ReadInput, Chart> reader, PrefetchSource servers) {
    this.siteCodes = Map.copyOf(siteCodes);
    this.reader = reader;
    this.servers = servers;
  }

  /**
   * What the rules say of a call.
   *
   * @param orders the orders it asks about
   * @param data what was sent and fetched
   * @param chart what was read of it
   * @param says what the rules say
   */
  record Judged(HookOrders orders, Obtained data, Chart chart, Evaluation says) {

    /** Whether the same can be said to who asks for these kinds: no gap is in any other. */
    boolean answersFor(Set<DataKind> kinds) {
      return chart.asked().containsAll(kinds)
          && chart.asked().stream()
              .allMatch(kind -> kinds.contains(kind) || chart.completeness(kind).provesAbsence());
    }
  }

  Judged of(
      ServiceDefinition service, Program program, CdsRequest request, Caller caller, Instant at) {
    HookOrders orders = HookOrders.of(service, request);
    Obtained data = complete(service, request, orders, caller);
    Required.check(service, data);
    Chart chart = read(service, request, data, orders, at, caller);
    if (caller.refusesOtherSubjects()) {
      OtherSubject.refuse(chart);
    }
    GivenUp.check();
    Evaluation evaluation = program.run(chart);
    GivenUp.check();
    return new Judged(orders, data, chart, evaluation);
  }

  SiteCodes site(Caller caller) {
    return known(siteCodes.get(caller.codeMap().sha256()));
  }

  static <T> T known(@Nullable T compiled) {
    if (compiled == null) {
      throw new IllegalArgumentException("the rules were not compiled for this caller");
    }
    return compiled;
  }

  /** What was prefetched, and what could be fetched of the rest. */
  private Obtained complete(
      ServiceDefinition service, CdsRequest request, HookOrders orders, Caller caller) {
    return servers.complete(
        new Wanted(
            request.patientId(),
            site(caller).templates(service),
            request.prefetch(),
            orders.resources(),
            request.fhir(),
            caller.fhir()));
  }

  private Chart read(
      ServiceDefinition service,
      CdsRequest request,
      Obtained data,
      HookOrders orders,
      Instant at,
      Caller caller) {
    return reader.apply(
        new ReadInput(
            request.patientId(),
            data.prefetch(),
            service.prefetch().keySet(),
            Stream.concat(orders.resources().stream(), data.medications().stream()).toList(),
            service.orders() == ServiceDefinition.Orders.REFILLED,
            at,
            caller.zone(),
            site(caller)));
  }
}
