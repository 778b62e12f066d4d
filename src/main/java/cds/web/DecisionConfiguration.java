package cds.web;

import cds.decide.DecisionFlow;
import cds.decide.Decisions;
import cds.knowledge.RuleFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the rules once, at the start; rules that are wrong stop it. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

  @Bean
  Decisions decisions(CdsProperties properties) {
    RuleFiles files =
        new RuleFilesLoader(DecisionConfiguration.class.getClassLoader()).load(properties.rules());
    return DecisionFlow.load(files, properties.label(), properties.policies());
  }
}
