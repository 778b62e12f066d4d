package cds.web.page;

import cds.clients.Clients;
import cds.decide.Decisions;
import cds.web.start.CdsProperties;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.stereotype.Component;

/** How each part of the service is, in plain words. */
@Component
final class Parts {

  private final Decisions decisions;
  private final CdsProperties properties;
  private final Clients clients;
  private final HealthContributorRegistry health;

  Parts(
      Decisions decisions,
      CdsProperties properties,
      Clients clients,
      HealthContributorRegistry health) {
    this.decisions = decisions;
    this.properties = properties;
    this.clients = clients;
    this.health = health;
  }

  /** All of them, as they are now. */
  List<Part> now() {
    List<Part> parts = new ArrayList<>();
    parts.add(rules());
    add(
        parts,
        "db",
        new Part("Database", true, "Answers."),
        "Does not answer: what is written down waits in the journal until it does.");
    add(
        parts,
        "diskSpace",
        new Part("Disk", true, "Has room."),
        "Is nearly full: the database may stop writing.");
    add(
        parts,
        "records",
        new Part("Records", true, "Every call is written down before it is answered."),
        "Something that was written down does not get to the database, or nothing more can be"
            + " written down.");
    parts.add(fhirServers());
    parts.add(callers());
    return parts;
  }

  private Part rules() {
    Decisions.Release release = decisions.release();
    return new Part(
        "Rules",
        true,
        "%d rule folders with %d decision tables, checked when the service started."
            .formatted(release.rules(), release.tables()));
  }

  /** Adds what the actuator watches; nothing when it was told not to. */
  private void add(List<Part> parts, String watched, Part works, String otherwise) {
    if (health.getContributor(watched) instanceof HealthIndicator indicator) {
      Health now = indicator.health();
      boolean up = now != null && Status.UP.equals(now.getStatus());
      parts.add(up ? works : new Part(works.name(), false, otherwise));
    }
  }

  private Part fhirServers() {
    long servers =
        clients.callers().stream()
            .flatMap(caller -> caller.fhir().servers().stream())
            .distinct()
            .count();
    return new Part(
        "FHIR servers",
        true,
        servers == 0
            ? "None is configured: a request brings its data in prefetch."
            : servers + " may be asked for data that a request does not bring.");
  }

  private Part callers() {
    return new Part(
        "Callers",
        true,
        properties.isLoopback()
            ? "Programs on this machine, without signing in (cds.auth=loopback)."
            : "%d registered clients, each request signed (cds.auth=jwt)."
                .formatted(clients.all().size()));
  }
}
