package cds.web.start;

import cds.authoring.RuleRelease;
import cds.authoring.RuleReleases;
import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.clients.Clients;
import cds.decide.DecisionFlow;
import cds.decide.Decisions;
import cds.fhir.ChartReaders;
import cds.fhir.ReaderShadow;
import cds.fhir.access.FhirServers;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.record.KeyRing;
import cds.record.Releases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Loads the rules once and keeps their texts; rules that are wrong stop the start. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionConfiguration.class);

  /** A folder that is named wins; then what was released here; then what is packed. */
  @Bean
  LiveRules liveRules(
      CdsProperties properties,
      Clients clients,
      FhirServers servers,
      ChartReaders readers,
      Releases releases,
      RuleReleases history) {
    RuleFiles packed =
        new RuleFilesLoader(DecisionConfiguration.class.getClassLoader()).load(properties.rules());
    Optional<RuleRelease> released =
        properties.followsReleases() ? history.inForce(Instant.now()) : Optional.empty();
    RuleFiles files =
        released.map(release -> ReleaseWatch.texts(release, history, releases)).orElse(packed);
    LiveRules live =
        new LiveRules(
            texts -> compile(texts, clients, servers, readers),
            files,
            released.map(RuleRelease::number).orElse(0L));
    releases.keep(packed, EngineVersion.running(), Instant.now());
    return live;
  }

  @Bean
  Decisions decisions(LiveRules live) {
    return live.decisions();
  }

  private static DecisionFlow compile(
      RuleFiles files, Clients clients, FhirServers servers, ChartReaders readers) {
    DecisionFlow flow = DecisionFlow.load(files, clients.callers(), servers, readers);
    requireKnownServices(clients, flow);
    return flow;
  }

  @Bean
  RuleReleases ruleReleases(JdbcTemplate database, CdsProperties properties) {
    return new RuleReleases(database, KeyRing.at(properties.record().keys(), Clock.systemUTC()));
  }

  @Bean
  ReleaseWatch releaseWatch(
      LiveRules live, RuleReleases history, Releases releases, CdsProperties properties) {
    ReleaseWatch watch = new ReleaseWatch(live, history, releases);
    if (properties.followsReleases()) {
      watch.begin();
    }
    return watch;
  }

  /** Tells of charts that two readers read differently: which parts, never what is in them. */
  @Bean
  ChartReaders chartReaders(CdsProperties properties, MeterRegistry meters) {
    if (properties.reader() == CdsProperties.Reader.HAPI) {
      return ChartReaders.HAPI;
    }
    return properties.readerShadow() == 0
        ? ChartReaders.ONE_PASS
        : new ReaderShadow(
            properties.readerShadow(),
            () -> ThreadLocalRandom.current().nextDouble(),
            parts -> told(parts, meters));
  }

  private static void told(Set<String> parts, MeterRegistry meters) {
    LOG.warn("HAPI read a chart differently from what was read in one pass: {}", parts);
    parts.forEach(part -> meters.counter("cds.reader.differences", "part", part).increment());
  }

  private static void requireKnownServices(Clients clients, Decisions decisions) {
    Problems problems = new Problems();
    for (Client client : clients.all()) {
      List<String> known =
          decisions.services(client.caller()).stream().map(CdsService::id).toList();
      for (String service : new TreeSet<>(client.services())) {
        if (!known.contains(service)) {
          problems.add(
              "cds.clients",
              client.name(),
              "services",
              "'" + service + "' is no service" + Problems.nearest(service, known));
        }
      }
    }
    problems.refuseIfAny();
  }
}
