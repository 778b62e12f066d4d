package cds.cohort.generate;

import java.util.List;

/**
 * A resource as it is written: bytes that are always the same, and what is filled in between.
 *
 * @param type number of its type
 * @param isPatient whether it is the patient itself
 * @param key of the codes that are picked in it
 * @param pieces one after the other, a whole JSON object
 */
record Template(int type, boolean isPatient, long key, List<Piece> pieces) {

  /** A part of a line. */
  interface Piece {

    /** Adds it. */
    void write(Scene scene, Lines out);
  }

  /** Copies. */
  Template {
    pieces = List.copyOf(pieces);
  }

  /** Writes it, without the end of the line. */
  void write(Scene scene, Lines out) {
    scene.dice(key);
    for (int i = 0; i < pieces.size(); i++) {
      pieces.get(i).write(scene, out);
    }
  }
}
