package cds.fhir;

import cds.chart.Completeness;
import java.util.ArrayList;
import java.util.List;

/**
 * What came under one prefetch key.
 *
 * @param completeness how much could be had, before any entry is read
 * @param own entries of the key's resource type
 * @param others entries of other R4 types, kept to resolve references
 * @param broken number of entries that are no R4 resource
 */
record Content(Completeness completeness, List<Entry> own, List<Entry> others, int broken) {

  /** No entries at all, for the given reason. */
  static Content none(Completeness completeness) {
    return new Content(completeness, List.of(), List.of(), 0);
  }

  /** The same with an entry that came under another key. */
  Content with(Entry entry) {
    List<Entry> more = new ArrayList<>(own);
    more.add(entry);
    Completeness known =
        completeness.provesAbsence() ? Completeness.COMPLETE : Completeness.INCOMPLETE;
    return new Content(known, more, others, broken);
  }
}
