package cds.web.record;

import cds.decide.Decisions;
import cds.feedback.FeedbackStore;
import cds.insight.Comments;
import cds.record.RecordReader;
import cds.record.RecordSettings;
import cds.record.RecordStore;
import cds.record.Recorder;
import cds.record.Releases;
import cds.record.Replicas;
import cds.web.start.CdsProperties;
import cds.web.start.EngineVersion;
import cds.web.start.RecordProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The recorder, what it needs, and how it tells that it is well. */
@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

  /** How long strict mode waits for the database. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  RecordStore recordStore(JdbcTemplate database, PlatformTransactionManager transactions) {
    return new RecordStore(database, transactions);
  }

  @Bean
  RecordReader recordReader(JdbcTemplate database) {
    return new RecordReader(database);
  }

  @Bean
  Releases releases(JdbcTemplate database) {
    return new Releases(database);
  }

  @Bean
  Recorder recorder(
      CdsProperties properties, RecordStore store, RecordReader reader, FeedbackStore feedback) {
    RecordProperties record = properties.record();
    RecordSettings settings =
        new RecordSettings(
            record.isStrict() ? RecordSettings.Mode.STRICT : RecordSettings.Mode.FAST,
            record.folder(),
            record.keys(),
            replica(record),
            EngineVersion.running(),
            PATIENCE);
    return Recorder.open(
        settings, store, reader, Map.of(FeedbackStore.OWNER, feedback::keep), Clock.systemUTC());
  }

  private static String replica(RecordProperties record) {
    if (record.replica() != null) {
      return record.replica();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "local";
    }
  }

  @Bean
  Replicas replicas(
      JdbcTemplate database, Recorder recorder, Decisions decisions, CdsProperties properties) {
    return new Replicas(
        database,
        recorder.chain(),
        replica(properties.record()),
        () -> decisions.release().hash(),
        EngineVersion.running());
  }

  @Bean
  RecordTasks recordTasks(
      Recorder recorder, Replicas replicas, Comments comments, CdsProperties properties) {
    return new RecordTasks(recorder, replicas, comments, properties.record());
  }

  @Bean
  HealthIndicator recordsHealthIndicator(Recorder recorder) {
    return () -> RecordsHealth.of(recorder.health());
  }

  @Bean
  HealthIndicator replicasHealthIndicator(Replicas replicas) {
    return () -> ReplicasHealth.of(replicas);
  }

  @Bean
  MeterBinder recordMeters(Recorder recorder, Replicas replicas) {
    return (MeterRegistry meters) -> {
      Gauge.builder("cds.records.waiting", recorder, r -> r.health().waiting())
          .description("Records in the journal that are not yet in the database")
          .register(meters);
      Gauge.builder("cds.replicas.releases", replicas, RecordConfiguration::releases)
          .description("Releases of the rules by which the replicas that are alive decide")
          .register(meters);
    };
  }

  /** No number when the database did not say. */
  private static double releases(Replicas replicas) {
    int releases = replicas.releases().size();
    return releases == 0 ? Double.NaN : releases;
  }
}
