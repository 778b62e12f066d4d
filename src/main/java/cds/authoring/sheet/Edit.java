package cds.authoring.sheet;

import java.util.Comparator;
import java.util.List;

/**
 * Something that stands in the place of something else.
 *
 * @param start where it begins in the text before
 * @param end where it ends there
 * @param text what stands there then
 */
record Edit(int start, int end, String text) {

  /** The text after all edits, none of which touches another. */
  static String all(String text, List<Edit> edits) {
    StringBuilder changed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt(Edit::start).reversed())
        .forEach(edit -> changed.replace(edit.start(), edit.end(), edit.text()));
    return changed.toString();
  }
}
