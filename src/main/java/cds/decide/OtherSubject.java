package cds.decide;

import cds.chart.Chart;
import cds.chart.DataKind;
import cds.chart.Unused;
import cds.chart.Unused.Reason;

/**
 * An order or a prefetched resource is of another patient, and the caller wants such a call refused
 * ({@link Caller#refusesOtherSubjects}). Says which kind of data it is, never whose.
 */
public final class OtherSubject extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DataKind kind;

  private OtherSubject(DataKind kind) {
    super("a resource of another patient: " + kind.resourceType());
    this.kind = kind;
  }

  /**
   * Refuses a chart for which something of another patient came.
   *
   * @throws OtherSubject naming the first
   */
  static void refuse(Chart chart) {
    for (Unused unused : chart.unused()) {
      if (unused.reason() == Reason.OTHER_SUBJECT) {
        throw new OtherSubject(unused.kind());
      }
    }
  }

  /** The resource type of the kind of data. */
  public String resourceType() {
    return kind.resourceType();
  }

  /** Where such resources come from in a request. */
  public String place() {
    String prefetch = "prefetch." + kind.key();
    return kind == DataKind.MEDICATIONS ? "the orders of the context or " + prefetch : prefetch;
  }
}
