package cds.web.workbench;

import cds.authoring.Drafts;
import cds.authoring.Proof;
import cds.authoring.Publishing;
import cds.authoring.Reviews;
import cds.authoring.RuleReleases;
import cds.record.Releases;
import cds.web.start.EngineVersion;
import cds.web.start.LiveRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Drafts, reviews and releases on the database of the service. */
@Configuration(proxyBeanMethods = false)
class WorkbenchConfiguration {

  @Bean
  Drafts drafts(JdbcTemplate database, PlatformTransactionManager transactions, Releases releases) {
    return new Drafts(database, new TransactionTemplate(transactions), releases::load);
  }

  @Bean
  Reviews reviews(JdbcTemplate database) {
    return new Reviews(database);
  }

  @Bean
  Proofs proofs(LiveRules live) {
    return new Proofs(files -> Proof.of(files, live::compile));
  }

  @Bean
  Publishing publishing(
      Drafts drafts,
      Reviews reviews,
      RuleReleases history,
      Releases texts,
      Proofs proofs,
      LiveRules live,
      PlatformTransactionManager transactions) {
    return new Publishing(
        drafts,
        reviews,
        history,
        texts,
        proofs::of,
        () -> live.release().hash(),
        EngineVersion.running(),
        new TransactionTemplate(transactions));
  }
}
