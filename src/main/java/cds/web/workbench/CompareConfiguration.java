package cds.web.workbench;

import cds.authoring.compare.Comparisons;
import cds.authoring.compare.LiveTexts;
import cds.web.start.LiveRules;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What compares drafts. */
@Configuration(proxyBeanMethods = false)
class CompareConfiguration {

  /** Nanoseconds between calls, in which whoever waits for an answer is served. */
  private static final long PAUSE = 500_000;

  @Bean
  LiveTexts liveTexts(LiveRules live) {
    return () -> live.now().files();
  }

  @Bean
  Comparisons comparisons() {
    return new Comparisons(() -> LockSupport.parkNanos(PAUSE));
  }
}
