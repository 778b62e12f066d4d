package cds.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What another release would have said in recorded decisions.
 *
 * @param from hash of the release that decided
 * @param to hash of the other one
 * @param decisions how many decisions were compared
 * @param changed in how many of them anything differs
 * @param groups the differences
 * @param notOnRecord elements that only the other release has, and that need the chart: taken as
 *     missing; with the number of decisions
 * @param derivedOtherwise elements that both have, derived from the chart in another way now: taken
 *     as recorded; with the number of decisions
 * @param unlike ids of decisions in which the first release, replayed, does not say what is on
 *     record
 * @param notComparable ids of decisions whose label one of the releases does not have
 */
public record DifferenceReport(
    String from,
    String to,
    int decisions,
    int changed,
    List<Group> groups,
    Map<String, Integer> notOnRecord,
    Map<String, Integer> derivedOtherwise,
    List<String> unlike,
    List<String> notComparable) {

  private static final int MOST_IDS = 20;

  /**
   * One kind of difference.
   *
   * @param change what it is about and what became of it
   * @param decisions in how many decisions
   * @param examples ids of some of them
   */
  public record Group(String change, int decisions, List<String> examples) {}

  /** The report as Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# What the other release would have said\n\n");
    page.append("From `").append(from).append("`\n");
    page.append("to `").append(to).append("`\n\n");
    page.append("Decisions compared: ").append(decisions);
    page.append(", of which with a difference: ").append(changed).append(".\n\n");
    page.append(
        """
        Both releases evaluated the data elements on record, and everything they find counts, shown
        on a card or not. Elements that are derived from the chart itself are taken as recorded,
        also where a value set or a drug class has changed since.

        """);
    if (groups.isEmpty()) {
      page.append("No finding, urgency, verdict or reason differs.\n");
    } else {
      page.append("| Difference | Decisions | For example |\n|---|---:|---|\n");
      groups.forEach(
          group ->
              page.append("| ")
                  .append(group.change())
                  .append(" | ")
                  .append(group.decisions())
                  .append(" | ")
                  .append(String.join(", ", group.examples()))
                  .append(" |\n"));
    }
    elements(page, "Not on record: taken as missing", notOnRecord);
    elements(page, "Derived otherwise now: taken as recorded", derivedOtherwise);
    ids(page, "The first release, replayed, does not say what is on record", unlike);
    ids(page, "Not comparable: a release does not have the label", notComparable);
    return page.toString();
  }

  private static void elements(StringBuilder page, String title, Map<String, Integer> elements) {
    if (!elements.isEmpty()) {
      page.append("\n## ").append(title).append("\n\n| Data element | Decisions |\n|---|---:|\n");
      new TreeMap<>(elements)
          .forEach(
              (name, count) ->
                  page.append("| `").append(name).append("` | ").append(count).append(" |\n"));
    }
  }

  private static void ids(StringBuilder page, String title, List<String> ids) {
    if (!ids.isEmpty()) {
      page.append("\n## ").append(title).append("\n\n").append(ids.size()).append(": ");
      page.append(String.join(", ", ids.subList(0, Math.min(MOST_IDS, ids.size()))));
      page.append(ids.size() > MOST_IDS ? ", …\n" : "\n");
    }
  }
}
