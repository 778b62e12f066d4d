package cds.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long to fuzz, in CPU time of this process: a slow or busy machine tries as much as a quick
 * one. {@code -Dfuzz.seconds} is for all tests together.
 */
final class Budget {

  private static final int USUAL_SECONDS = 30;
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long end;

  private Budget(Duration share) {
    this.end = MACHINE.getProcessCpuTime() + share.toNanos();
  }

  /** A share of the whole, in percent. */
  static Budget percent(int share) {
    int seconds = Integer.getInteger("fuzz.seconds", USUAL_SECONDS);
    return new Budget(Duration.ofSeconds(seconds).multipliedBy(share).dividedBy(100));
  }

  /** The number of the first case: {@code -Dfuzz.seed}; another run may begin elsewhere. */
  static long firstCase() {
    return Long.getLong("fuzz.seed", 1);
  }

  boolean isLeft() {
    return MACHINE.getProcessCpuTime() < end;
  }
}
