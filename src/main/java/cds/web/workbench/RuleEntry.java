package cds.web.workbench;

import cds.authoring.mutation.Score;
import cds.insight.RuleCards;
import cds.knowledge.Confidence;
import cds.knowledge.Rule;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of the catalogue.
 *
 * @param id {@code topic/rule}
 * @param topic the folder it stands in
 * @param title its name
 * @param status draft or active
 * @param version its version
 * @param owner who answers for it
 * @param reviewDue when it must be looked at again
 * @param overdue whether that day has passed
 * @param unconfirmed rows and parameters that need clinical confirmation
 * @param tables how many tables it has
 * @param rows how many rows they have
 * @param cases how many cases it has
 * @param failed how many of them fail
 * @param score how well they prove its tables; null while that is not known
 * @param cards the cards it led lately; null while they are not counted
 */
record RuleEntry(
    String id,
    String topic,
    String title,
    String status,
    String version,
    String owner,
    String reviewDue,
    boolean overdue,
    long unconfirmed,
    int tables,
    int rows,
    int cases,
    long failed,
    @Nullable Score score,
    @Nullable RuleCards cards) {

  static RuleEntry of(
      Rule rule,
      Workbench.Texts texts,
      @Nullable Score score,
      @Nullable RuleCards cards,
      LocalDate today) {
    long rows =
        rule.tables().stream()
            .flatMap(table -> table.rows().stream())
            .filter(row -> row.confidence() == Confidence.UNCONFIRMED)
            .count();
    long parameters =
        rule.parameters().values().stream()
            .filter(parameter -> parameter.confidence() == Confidence.UNCONFIRMED)
            .count();
    return new RuleEntry(
        rule.id(),
        rule.id().substring(0, rule.id().indexOf('/')),
        rule.title(),
        rule.status(),
        rule.version(),
        rule.owner(),
        rule.reviewDue(),
        rule.reviewDue().compareTo(today.toString()) < 0,
        rows + parameters,
        rule.tables().size(),
        rule.tables().stream().mapToInt(table -> table.rows().size()).sum(),
        texts.proof().counts().getOrDefault(rule.id(), 0),
        texts.proof().failed().stream().filter(one -> one.rule().equals(rule.id())).count(),
        score,
        cards);
  }

  /** How many cards it led lately; a dash before that was counted. */
  public String shown() {
    return cards == null ? "–" : cards.shownText();
  }

  /** How many of them were overridden. */
  public String overridden() {
    return cards == null ? "–" : cards.overriddenText();
  }

  /** The share of mistakes that its cases notice; a dash when there is none. */
  public String noticed() {
    return score != null && score.isKnown() ? score.numbers().score() : "–";
  }

  /** What stands behind the share, or why there is none. */
  public String about() {
    if (score == null) {
      return "not known yet";
    }
    if (!score.tooLarge().isEmpty()) {
      return "too large to try";
    }
    return score.isKnown()
        ? "%d of %d mistakes".formatted(score.numbers().killed(), score.numbers().counted())
        : "no tables";
  }
}
