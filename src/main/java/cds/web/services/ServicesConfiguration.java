package cds.web.services;

import cds.web.start.CdsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How large the body of a request may be, and how long answering it may take. */
@Configuration(proxyBeanMethods = false)
class ServicesConfiguration {

  @Bean
  BodyReader bodyReader(CdsProperties properties) {
    return new BodyReader(properties.maxBody(), new LargeBodies(properties.largeBodiesAtOnce()));
  }

  @Bean
  TimeBox timeBox(CdsProperties properties) {
    return new TimeBox(properties.timeLimit());
  }
}
