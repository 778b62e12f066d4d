package cds.knowledge;

import cds.language.Phrase;
import java.util.Arrays;

/**
 * All data elements of one patient, or of one patient and one draft order: the one fact a decision
 * table sees. Values stand by dictionary ordinal.
 */
public final class Situation {

  private static final DataValue NOT_DERIVED = DataValue.none(Missing.ABSENT, Phrase.NOT_DERIVED);

  private final DataValue[] values;

  /** A situation in which nothing is known yet. */
  public Situation(int elements) {
    values = new DataValue[elements];
    Arrays.fill(values, NOT_DERIVED);
  }

  private Situation(DataValue[] values) {
    this.values = values;
  }

  /** A copy to which the values of one order can be added. */
  public Situation copy() {
    return new Situation(values.clone());
  }

  /** The value of an element. */
  public DataValue get(DataElement element) {
    return values[element.ordinal()];
  }

  /** The value at a dictionary ordinal. */
  public DataValue get(int ordinal) {
    return values[ordinal];
  }

  /** Sets the value of an element. */
  public void set(DataElement element, DataValue value) {
    values[element.ordinal()] = value;
  }
}
