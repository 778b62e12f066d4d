package cds.cohort.generate;

import java.util.List;

/** A model of a population that cannot be used, with everything that must be mended in it. */
public final class ModelRejected extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Takes at least one sentence: file, place in it, what was read, what is allowed. */
  ModelRejected(List<String> sentences) {
    super("The model cannot be used; nothing was written:\n  " + String.join("\n  ", sentences));
  }
}
