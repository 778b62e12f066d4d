package cds.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Collects everything that is wrong with a rule release, so that an author sees it all at once. */
public final class Problems {

  private final List<Problem> found = new ArrayList<>();

  /** Adds one problem. */
  public void add(String file, String row, String column, String message) {
    found.add(new Problem(file, row, column, message));
  }

  /** Adds a problem of a whole file. */
  public void add(String file, String message) {
    found.add(Problem.of(file, message));
  }

  /** Reports keys of a YAML object that nobody knows. */
  public void refuseUnknown(String file, String row, JsonNode node, Collection<String> known) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        add(file, row, key, "unknown key" + nearest(key, known));
      }
    }
  }

  /** What was found so far. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Refuses the release when anything is wrong.
   *
   * @throws RulesRejected with every problem
   */
  public void refuseIfAny() {
    if (!found.isEmpty()) {
      throw new RulesRejected(found());
    }
  }

  /**
   * "; did you mean …?" when a known name is near, else the known names when they are few, else
   * nothing.
   */
  public static String nearest(String read, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int distance = distance(read, name);
      if (distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    if (best != null && bestDistance <= Math.max(2, read.length() / 3)) {
      return "; did you mean '" + best + "'?";
    }
    return !known.isEmpty() && known.size() <= 12
        ? "; known: " + String.join(", ", known.stream().sorted().toList())
        : "";
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int up = row[j];
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, Math.min(up, row[j - 1]) + 1);
        diagonal = up;
      }
    }
    return row[b.length()];
  }
}
