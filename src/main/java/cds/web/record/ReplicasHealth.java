package cds.web.record;

import cds.record.Replicas;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;

/** Which replicas there are and what they decide by, for the health of the service. */
final class ReplicasHealth {

  private ReplicasHealth() {}

  /** Up even when they differ: a rolling upgrade passes through that. */
  static Health of(Replicas replicas) {
    return Health.up()
        .withDetail("releases", agreement(replicas.releases().size()))
        .withDetail("live", replicas.live().stream().map(ReplicasHealth::members).toList())
        .build();
  }

  private static String agreement(int releases) {
    return switch (releases) {
      case 0 -> "unknown";
      case 1 -> "same";
      default -> "differ";
    };
  }

  private static Map<String, String> members(Replicas.Live replica) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("replica", replica.name());
    members.put("release", replica.release());
    members.put("engine", replica.engine());
    members.put("told", replica.told().toString());
    return members;
  }
}
