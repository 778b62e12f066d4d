package cds.web.workbench;

import cds.authoring.Drafts;
import cds.authoring.KnownCodes;
import cds.authoring.Proof;
import cds.authoring.Releasing;
import cds.authoring.Reviews;
import cds.authoring.RuleReleases;
import cds.authoring.Submissions;
import cds.authoring.mutation.MutationScores;
import cds.authoring.mutation.ScoresInForce;
import cds.knowledge.Problems;
import cds.knowledge.RuleFiles;
import cds.knowledge.Terminology;
import cds.record.Releases;
import cds.web.start.EngineVersion;
import cds.web.start.LiveRules;
import cds.web.start.RuleFilesLoader;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Drafts, reviews and releases on the database of the service. */
@Configuration(proxyBeanMethods = false)
class WorkbenchConfiguration {

  /**
   * Nanoseconds between the scores of two rules, in which whoever waits for an answer is served.
   */
  private static final long PAUSE = 50_000_000;

  @Bean
  Drafts drafts(JdbcTemplate database, PlatformTransactionManager transactions, Releases releases) {
    return new Drafts(database, new TransactionTemplate(transactions), releases::load);
  }

  @Bean
  Reviews reviews(JdbcTemplate database) {
    return new Reviews(database);
  }

  @Bean
  KnownCodes knownCodes() {
    RuleFiles packed =
        new RuleFilesLoader(WorkbenchConfiguration.class.getClassLoader()).load(null);
    return KnownCodes.of(Terminology.read(packed, new Problems()));
  }

  @Bean
  Proofs proofs(LiveRules live, KnownCodes codes) {
    return new Proofs(files -> Proof.of(files, live::compile, codes));
  }

  @Bean
  MutationScores mutationScores() {
    return new MutationScores();
  }

  @Bean
  ScoresInForce scoresInForce(MutationScores scores) {
    return new ScoresInForce(scores, () -> LockSupport.parkNanos(PAUSE));
  }

  @Bean
  Submissions submissions(
      Drafts drafts,
      Reviews reviews,
      Proofs proofs,
      LiveRules live,
      PlatformTransactionManager transactions) {
    return new Submissions(
        drafts,
        reviews,
        proofs::of,
        () -> live.release().hash(),
        new TransactionTemplate(transactions));
  }

  @Bean
  Releasing releasing(
      Drafts drafts,
      Reviews reviews,
      Submissions submissions,
      RuleReleases history,
      Releases texts,
      LiveRules live,
      PlatformTransactionManager transactions) {
    return new Releasing(
        drafts,
        reviews,
        submissions,
        history,
        texts,
        () -> live.release().hash(),
        EngineVersion.running(),
        new TransactionTemplate(transactions));
  }
}
