package cds.authoring;

/** Somebody else changed the same file after the page was read; nothing was saved. */
public final class ChangedMeanwhile extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Step step;

  ChangedMeanwhile(Step step) {
    super(step.who() + " changed " + step.path() + " meanwhile");
    this.step = step;
  }

  /** The newest change of that file. */
  public Step step() {
    return step;
  }
}
