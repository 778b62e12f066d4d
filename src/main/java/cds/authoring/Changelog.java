package cds.authoring;

import cds.knowledge.RuleFiles;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code rules/CHANGELOG.md}: what a clinician will notice, the newest first. A draft adds one
 * entry, which its reviewer reads with the rest.
 */
public final class Changelog {

  /** Where it stands. */
  public static final String FILE = "rules/CHANGELOG.md";

  private static final String HEADING = "## ";
  private static final String POINT = "- ";

  private Changelog() {}

  /**
   * The changelog with one more entry on top.
   *
   * @param before the changelog that a draft began from
   * @param title the heading; one line
   * @param day the day of the change
   * @param notes a point a line
   */
  public static String with(String before, String title, LocalDate day, String notes) {
    String points =
        notes
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> line.startsWith(POINT) ? line : POINT + line)
            .collect(Collectors.joining("\n"));
    String entry =
        HEADING + title.replaceAll("\\s+", " ").strip() + " (" + day + ")\n\n" + points + "\n\n";
    int first = ("\n" + before).indexOf("\n" + HEADING);
    return first < 0
        ? before.stripTrailing() + (before.isBlank() ? "" : "\n\n") + entry.stripTrailing() + "\n"
        : before.substring(0, first) + entry + before.substring(first);
  }

  /** The points that a draft has added, a line each; empty when there are none. */
  public static String added(RuleFiles base, RuleFiles files) {
    Set<String> old =
        new LinkedHashSet<>(Arrays.asList(base.text(FILE).orElse("").split("\n", -1)));
    return files
        .text(FILE)
        .orElse("")
        .lines()
        .filter(line -> line.startsWith(POINT) && !old.contains(line))
        .map(line -> line.substring(POINT.length()))
        .collect(Collectors.joining("\n"));
  }
}
