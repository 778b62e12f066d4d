package cds.web.start;

import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.clients.Clients;
import cds.decide.DecisionFlow;
import cds.decide.Decisions;
import cds.fhir.access.FhirServers;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.record.Releases;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the rules once and keeps their texts; rules that are wrong stop the start. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

  @Bean
  DecisionFlow decisions(
      CdsProperties properties, Clients clients, FhirServers servers, Releases releases) {
    RuleFiles files =
        new RuleFilesLoader(DecisionConfiguration.class.getClassLoader()).load(properties.rules());
    DecisionFlow decisions = DecisionFlow.load(files, clients.callers(), servers);
    requireKnownServices(clients, decisions);
    releases.keep(files, EngineVersion.running(), Instant.now());
    return decisions;
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
