package cds.derive;

/**
 * There is no chart to look at: a past decision is evaluated again from the data elements that were
 * recorded. Does not remember where it was thrown, so that it costs next to nothing.
 */
public final class NoChart extends RuntimeException {

  NoChart() {
    super("there is no chart", null, false, false);
  }
}
