package cds.web.record;

import cds.record.RecordHealth;
import org.springframework.boot.health.contributor.Health;

/** How recording goes, for the health of the service. */
final class RecordsHealth {

  private RecordsHealth() {}

  /** Down as soon as something does not get where it belongs, even while cards are answered. */
  static Health of(RecordHealth records) {
    Health.Builder health = records.isWell() ? Health.up() : Health.down();
    health.withDetail("waiting", records.waiting());
    if (records.databaseAwaySince() != null) {
      health.withDetail("databaseAwaySince", records.databaseAwaySince().toString());
    }
    if (records.journalFailedAt() != null) {
      health.withDetail("journalFailedAt", records.journalFailedAt().toString());
    }
    if (records.setAside() > 0) {
      health.withDetail("setAside", records.setAside());
    }
    return health.build();
  }
}
