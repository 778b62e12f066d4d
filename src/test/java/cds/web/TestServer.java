package cds.web;

import cds.clients.Clients;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole edge over {@link FakeDecisions}; no stereotype, so that no scan finds it. */
@EnableAutoConfiguration
@Import({
  WebConfiguration.class,
  EdgeConfiguration.class,
  SecurityConfiguration.class,
  StartChecks.class,
  CdsHooksController.class,
  PageController.class,
  PageHeaders.class,
  Parts.class,
  ErrorAnswers.class,
  ErrorPage.class
})
class TestServer {

  @Bean
  Clients clients(CdsProperties properties) {
    return ClientsLoader.load(properties);
  }

  @Bean
  FakeDecisions decisions() {
    return new FakeDecisions();
  }
}
