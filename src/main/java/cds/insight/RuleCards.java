package cds.insight;

import cds.insight.Insight.FindingRow;
import cds.insight.Insight.Outcomes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What became of the cards that a rule leads, as far as that may be told.
 *
 * @param shown cards that it led
 * @param overridden those of them that were overridden
 * @param more whether there are further cards whose number is withheld, because too few patients
 *     are behind it
 */
public record RuleCards(long shown, long overridden, boolean more) {

  private static final RuleCards NONE = new RuleCards(0, 0, false);

  /**
   * The cards of a selection by the rule folder that led them; a rule that led none is not among
   * them.
   *
   * @throws org.springframework.dao.DataAccessException when the database cannot be read
   */
  public static Map<String, RuleCards> of(JdbcClient database, Selection selection) {
    List<FindingRow> findings = Insights.findings(new Tallies(database, selection));
    Map<String, RuleCards> cards = new TreeMap<>();
    for (FindingRow row : findings) {
      Outcomes outcomes = row.outcomes();
      Long shown = row.shown().count();
      Long overridden = outcomes == null ? null : outcomes.overridden().count();
      RuleCards one =
          new RuleCards(
              shown == null ? 0 : shown,
              overridden == null ? 0 : overridden,
              shown == null || (shown > 0 && overridden == null));
      if (one.more || one.shown > 0) {
        cards.merge(row.key().rule(), one, RuleCards::plus);
      }
    }
    return cards;
  }

  private RuleCards plus(RuleCards other) {
    return new RuleCards(shown + other.shown, overridden + other.overridden, more || other.more);
  }

  /** No card. */
  public static RuleCards none() {
    return NONE;
  }

  /** The number of cards shown, for people. */
  public String shownText() {
    return text(shown);
  }

  /** The number of cards overridden, for people. */
  public String overriddenText() {
    return text(overridden);
  }

  private String text(long number) {
    return more ? (number == 0 ? "few" : number + " or more") : String.valueOf(number);
  }
}
