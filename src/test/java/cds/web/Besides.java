package cds.web;

import java.util.concurrent.Executor;

/** Does each piece of work in a thread of its own, however few processors there are. */
public final class Besides {

  /** For work that may wait: the common pool of a small machine has a single thread. */
  public static final Executor EACH = work -> new Thread(work).start();

  private Besides() {}
}
