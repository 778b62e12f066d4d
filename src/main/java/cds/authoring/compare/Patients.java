package cds.authoring.compare;

import java.util.Iterator;
import java.util.List;

/** Patients to decide about. */
public interface Patients {

  /** Who they are, in words. */
  String says();

  /** How many. */
  int size();

  /** What a reader must know of them: what could not be read, what is not compared. */
  List<String> notes();

  /** The calls of each, made one patient at a time. Notes may grow meanwhile. */
  Iterator<PatientCalls> calls(Sides sides);
}
