package cds.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole edge over {@link FakeDecisions}; no stereotype, so that no scan finds it. */
@EnableAutoConfiguration
@Import({
  WebConfiguration.class,
  StartChecks.class,
  CdsHooksController.class,
  ErrorAnswers.class,
  ErrorPage.class
})
class TestServer {

  @Bean
  FakeDecisions decisions() {
    return new FakeDecisions();
  }
}
