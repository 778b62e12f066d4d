package cds.spark;

import cds.bulk.BulkLine;
import cds.bulk.Known;
import cds.chart.DataKind;
import java.io.Serializable;
import java.util.EnumSet;

/** What a first look at all lines tells, before any patient can be decided about. */
final class Census implements Serializable {

  private static final long serialVersionUID = 1L;

  private final EnumSet<DataKind> kinds = EnumSet.noneOf(DataKind.class);
  private final EnumSet<DataKind> lost = EnumSet.noneOf(DataKind.class);
  private long lines;
  private long aside;
  private long medications;

  /** Adds a line. */
  Census add(RawLine raw) {
    BulkLine line = raw.read();
    if (!raw.isDamage()) {
      lines++;
    }
    if (line instanceof BulkLine.OfPatient one) {
      kinds.add(one.kind());
    } else if (line instanceof BulkLine.OfNobody) {
      medications++;
    } else if (line instanceof BulkLine.Unusable unusable) {
      aside++;
      lost.addAll(unusable.lost());
    }
    return this;
  }

  /** Adds what was seen elsewhere. */
  Census add(Census other) {
    kinds.addAll(other.kinds);
    lost.addAll(other.lost);
    lines += other.lines;
    aside += other.aside;
    medications += other.medications;
    return this;
  }

  /** What is known of what is not there. */
  Known known() {
    return new Known(kinds.isEmpty() ? EnumSet.of(DataKind.PATIENT) : kinds, lost);
  }

  long lines() {
    return lines;
  }

  /** How many lines could not be used. */
  long aside() {
    return aside;
  }

  long medications() {
    return medications;
  }
}
