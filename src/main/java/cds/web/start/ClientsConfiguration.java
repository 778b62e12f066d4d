package cds.web.start;

import cds.clients.Clients;
import cds.decide.Caller;
import cds.fhir.access.FhirServers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is served under these settings, and which FHIR servers may be asked for them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CdsProperties.class)
class ClientsConfiguration {

  @Bean
  Clients clients(CdsProperties properties) {
    return ClientsLoader.load(properties);
  }

  @Bean
  FhirServers fhirServers(CdsProperties properties, Clients clients) {
    return new FhirServers(
        clients.callers().stream().map(Caller::fhir).toList(), properties.fhirBudget());
  }
}
