package cds.decide;

import java.util.concurrent.CancellationException;

/** Stops work that nobody waits for any more: its thread was interrupted. */
final class GivenUp {

  private GivenUp() {}

  /**
   * Goes on only when somebody still waits.
   *
   * @throws CancellationException when the thread was interrupted
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("nobody waits for the answer any more");
    }
  }
}
