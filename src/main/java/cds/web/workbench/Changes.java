package cds.web.workbench;

import cds.knowledge.RuleFiles;
import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two texts of the same file, line by line.
 *
 * @param path the file
 * @param lines the lines that went and came, in order
 */
record Changes(String path, List<Line> lines) {

  private static final int LONGEST = 4000;

  /**
   * A line.
   *
   * @param added whether it came; else it went
   * @param text the line
   */
  record Line(boolean added, String text) {}

  /** All files that differ, by path. */
  static List<Changes> of(RuleFiles before, RuleFiles after) {
    Set<String> paths = new TreeSet<>(before.texts().keySet());
    paths.addAll(after.texts().keySet());
    List<Changes> changes = new ArrayList<>();
    for (String path : paths) {
      String old = before.text(path).orElse("");
      String now = after.text(path).orElse("");
      if (!old.equals(now)) {
        changes.add(
            new Changes(path, lines(List.of(old.split("\n", -1)), List.of(now.split("\n", -1)))));
      }
    }
    return changes;
  }

  private static List<Line> lines(List<String> old, List<String> now) {
    if (old.size() > LONGEST || now.size() > LONGEST) {
      return unordered(old, now);
    }
    List<Line> lines = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<>()).getDeltas()) {
      delta.getSource().getLines().forEach(line -> lines.add(new Line(false, line)));
      delta.getTarget().getLines().forEach(line -> lines.add(new Line(true, line)));
    }
    return lines;
  }

  /** Of files so long that lines are not matched in order: which went, and which came. */
  private static List<Line> unordered(List<String> old, List<String> now) {
    Set<String> gone = new LinkedHashSet<>(old);
    Set<String> come = new LinkedHashSet<>(now);
    gone.removeAll(new LinkedHashSet<>(now));
    come.removeAll(new LinkedHashSet<>(old));
    List<Line> lines = new ArrayList<>();
    gone.forEach(line -> lines.add(new Line(false, line)));
    come.forEach(line -> lines.add(new Line(true, line)));
    return lines;
  }
}
