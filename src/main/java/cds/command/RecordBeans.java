package cds.command;

import cds.record.DecisionSearch;
import cds.record.KeyRing;
import cds.record.RecordReader;
import cds.record.Releases;
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
  Releases releases(JdbcTemplate database) {
    return new Releases(database);
  }

  @Bean
  PastDecisions pastDecisions(JdbcTemplate database, RecordReader record, Releases releases) {
    return new PastDecisions(record, new DecisionSearch(database), releases);
  }

  @Bean
  KeyRing keyRing(CdsProperties properties) {
    return KeyRing.at(properties.record().keys(), Clock.systemUTC());
  }
}
