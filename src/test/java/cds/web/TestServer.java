package cds.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The whole edge, feedback and insight over {@link FakeDecisions}; no stereotype, so that no scan
 * finds it.
 */
@EnableAutoConfiguration
@ComponentScan(
    basePackages = {"cds.web", "cds.feedback", "cds.insight"},
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = ".*\\.(DecisionConfiguration|workbench\\..*)"))
public class TestServer {

  @Bean
  FakeDecisions decisions() {
    return new FakeDecisions();
  }
}
