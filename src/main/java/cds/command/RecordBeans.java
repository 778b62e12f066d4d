package cds.command;

import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.web.start.CdsProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The record as commands read it. */
@Configuration(proxyBeanMethods = false)
class RecordBeans {

  @Bean
  RecordReader recordReader(JdbcTemplate database) {
    return new RecordReader(database);
  }

  @Bean
  KeyRing keyRing(CdsProperties properties) {
    return KeyRing.at(properties.record().keys(), Clock.systemUTC());
  }
}
