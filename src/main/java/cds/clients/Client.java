package cds.clients;

import cds.decide.Caller;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the client registry.
 *
 * @param caller what decisions for it depend on
 * @param trust how its signed requests are recognised; null for callers on this machine
 * @param services ids of the services it may call; empty for all
 * @param origins origins of browser pages that may call on its behalf (CORS), such as {@code
 *     https://ehr.example}
 * @param requestsPerMinute how many requests it may send a minute, at least 1
 */
public record Client(
    Caller caller,
    @Nullable Trust trust,
    Set<String> services,
    List<String> origins,
    int requestsPerMinute) {

  /** Callers on this machine are not slowed down. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Copies. */
  public Client {
    services = Set.copyOf(services);
    origins = List.copyOf(origins);
  }

  /** Its name. */
  public String name() {
    return caller.name();
  }

  /** Whether it may call a service. */
  public boolean mayCall(String service) {
    return services.isEmpty() || services.contains(service);
  }
}
