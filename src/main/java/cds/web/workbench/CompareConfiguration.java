package cds.web.workbench;

import cds.authoring.compare.Comparisons;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What compares drafts. */
@Configuration(proxyBeanMethods = false)
class CompareConfiguration {

  /** Nanoseconds between calls, in which whoever waits for an answer is served. */
  private static final long PAUSE = 500_000;

  @Bean
  Comparisons comparisons() {
    return new Comparisons(() -> LockSupport.parkNanos(PAUSE));
  }
}
