package cds.authoring.compare;

import java.util.ArrayList;
import java.util.List;

/** What could not be read: all are counted, the first are told. */
final class Faults {

  private static final int TOLD = 20;

  private final List<String> first = new ArrayList<>();
  private int all;

  void add(String sentence) {
    if (first.size() < TOLD) {
      first.add(sentence);
    }
    all++;
  }

  /** In sentences; nothing when there was none. */
  List<String> told() {
    List<String> told = new ArrayList<>(first);
    if (all > TOLD) {
      told.add("And " + (all - TOLD) + " more lines that were not read.");
    }
    return told;
  }
}
