package cds.web.edge;

import io.github.bucket4j.TimeMeter;
import java.util.concurrent.TimeUnit;

/** A clock that a test moves. */
final class FakeClock implements TimeMeter {

  private long nanos;

  void forward(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Override
  public long currentTimeNanos() {
    return nanos;
  }

  @Override
  public boolean isWallClockBased() {
    return false;
  }
}
