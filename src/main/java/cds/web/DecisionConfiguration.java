package cds.web;

import cds.clients.Clients;
import cds.decide.Caller;
import cds.decide.DecisionFlow;
import cds.decide.Decisions;
import cds.fhir.access.FhirServers;
import cds.knowledge.RuleFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the rules once, at the start; rules that are wrong stop it. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

  @Bean
  Clients clients(CdsProperties properties) {
    return ClientsLoader.load(properties);
  }

  @Bean
  FhirServers fhirServers(CdsProperties properties, Clients clients) {
    return new FhirServers(
        clients.callers().stream().map(Caller::fhir).toList(), properties.fhirBudget());
  }

  @Bean
  Decisions decisions(CdsProperties properties, Clients clients, FhirServers servers) {
    RuleFiles files =
        new RuleFilesLoader(DecisionConfiguration.class.getClassLoader()).load(properties.rules());
    return DecisionFlow.load(files, clients.callers(), servers);
  }
}
