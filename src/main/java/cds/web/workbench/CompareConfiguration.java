package cds.web.workbench;

import cds.authoring.Drafts;
import cds.authoring.compare.Comparisons;
import cds.authoring.compare.LiveTexts;
import cds.decide.Decisions;
import cds.record.Releases;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What compares drafts. */
@Configuration(proxyBeanMethods = false)
class CompareConfiguration {

  /** Nanoseconds between calls, in which whoever waits for an answer is served. */
  private static final long PAUSE = 500_000;

  @Bean
  @ConditionalOnMissingBean
  Drafts drafts(JdbcTemplate database, TransactionTemplate transactions, Releases releases) {
    return new Drafts(database, transactions, releases::load);
  }

  /** The texts of what decides are kept under its hash from the start. */
  @Bean
  @ConditionalOnMissingBean
  LiveTexts liveTexts(Releases releases, Decisions decisions) {
    return () ->
        releases
            .load(decisions.release().hash())
            .orElseThrow(() -> new IllegalStateException("the release in force is always kept"));
  }

  @Bean
  Comparisons comparisons() {
    return new Comparisons(() -> LockSupport.parkNanos(PAUSE));
  }
}
