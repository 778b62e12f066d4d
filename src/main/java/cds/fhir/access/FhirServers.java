package cds.fhir.access;

import cds.cdshooks.FhirAccess;
import cds.fhir.FhirTerms;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.http.conn.DnsResolver;
import org.apache.http.impl.conn.SystemDefaultDnsResolver;

/**
 * The FHIR servers of the clients. One server is asked for one call, with that call's token, within
 * a time that a clinician does not notice; nothing is kept.
 */
public final class FhirServers implements PrefetchSource, AutoCloseable {

  private static final int THREADS = 40;
  private static final int MOST_WAITING = 1_000;
  private static final int IDLE_SECONDS = 30;

  private final Duration budget;
  private final Connections connections;
  private final ThreadPoolExecutor threads;

  /**
   * Describes access.
   *
   * @param terms what the clients are allowed
   * @param budget longest time spent on one call
   */
  public FhirServers(Collection<FhirTerms> terms, Duration budget) {
    this(terms, budget, SystemDefaultDnsResolver.INSTANCE);
  }

  /** The same with another way to look names up. */
  FhirServers(Collection<FhirTerms> terms, Duration budget, DnsResolver names) {
    this.budget = budget;
    this.connections = new Connections(new CheckedAddresses(names, privateHosts(terms)), budget);
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            job -> {
              Thread thread = new Thread(job, "fhir-access-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  static Set<String> privateHosts(Collection<FhirTerms> terms) {
    return terms.stream()
        .filter(FhirTerms::onPrivateNetwork)
        .flatMap(term -> term.servers().stream())
        .map(URI::toString)
        .flatMap(server -> ServerAddress.of(server).stream())
        .map(ServerAddress::host)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Obtained complete(Wanted wanted) {
    FhirAccess access = wanted.access();
    if (access == null) {
      return Obtained.nothingMore(wanted, Lack.NO_SERVER);
    }
    Optional<ServerAddress> server =
        ServerAddress.pinned(access.server(), wanted.terms().servers());
    if (server.isEmpty()) {
      return Obtained.nothingMore(wanted, Lack.SERVER_NOT_ALLOWED);
    }
    Optional<Lack> objection = Grant.objection(access, wanted.terms(), wanted.patientId());
    if (objection.isPresent()) {
      return Obtained.nothingMore(wanted, objection.get());
    }
    return new Fetch(
            wanted,
            server.get(),
            new Scopes(access.scope()),
            new Conversation(connections, server.get(), access.accessToken()),
            new Round(threads, budget))
        .complete();
  }

  /** Breaks off what is under way and ends the threads. */
  @Override
  public void close() {
    threads.shutdownNow();
    connections.close();
  }
}
