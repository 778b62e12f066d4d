package cds.web.workbench;

import cds.knowledge.RuleFiles;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** The lines outside the longest common subsequence; of the longest files those in one only. */
  private static List<Line> lines(List<String> old, List<String> now) {
    if (old.size() > LONGEST || now.size() > LONGEST) {
      return unordered(old, now);
    }
    int[][] common = common(old, now);
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        i++;
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(false, old.get(i++)));
      } else {
        lines.add(new Line(true, now.get(j++)));
      }
    }
    return lines;
  }

  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int[] row : common) {
      Arrays.fill(row, 0);
    }
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

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
