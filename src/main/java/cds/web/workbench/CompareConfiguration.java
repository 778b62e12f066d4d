package cds.web.workbench;

import cds.authoring.compare.Comparisons;
import cds.cohort.run.Runs;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What compares drafts, and runs rules over populations. */
@Configuration(proxyBeanMethods = false)
class CompareConfiguration {

  /** Nanoseconds between calls, in which whoever waits for an answer is served. */
  private static final long PAUSE = 500_000;

  @Bean
  Runs populationRuns() {
    return new Runs();
  }

  @Bean
  Comparisons comparisons() {
    return new Comparisons(() -> LockSupport.parkNanos(PAUSE));
  }
}
