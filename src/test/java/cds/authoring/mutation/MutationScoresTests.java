package cds.authoring.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.rules.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What authors are told of the mistakes that their cases would notice. */
class MutationScoresTests {

  private static final String DOSE = "dosing/us-label";
  private static final String CASES = "rules/dosing/us-label/cases.yaml";
  private static final String AGE = "rules/baseline/age/recheck.csv";

  private final MutationScores scores = new MutationScores();

  private Score score(Map<String, String> texts, String rule) {
    RuleSet rules = Release.parse(texts);
    return scores.of(new RuleFiles(texts), rules, rules.rule(rule).orElseThrow()).orElseThrow();
  }

  @Test
  void theScoreIsTheOneOfTheProof() {
    Score score = score(Release.texts(), DOSE);

    assertThat(score.numbers())
        .isEqualTo(
            Numbers.of(Proofs.all().stream().filter(p -> p.rule().id().equals(DOSE)).toList()));
    assertThat(score.isKnown()).isTrue();
    assertThat(score.unnoticed()).isZero();
    assertThat(score.survivors()).isEmpty();
  }

  @Test
  void aCaseThatIsTakenAwayLeavesAMistakeThatNobodyNotices() {
    Map<String, String> texts = Release.texts();
    texts.computeIfPresent(
        CASES,
        (file, text) ->
            Arrays.stream(text.split("\n(?=- )", -1))
                .filter(one -> !one.contains("weight_kg: 30.0}"))
                .collect(Collectors.joining("\n")));

    Score score = score(texts, DOSE);

    assertThat(score.unnoticed()).isEqualTo(score.survivors().size()).isPositive();
    assertThat(score.numbers().score()).startsWith("9").endsWith(" %");
    assertThat(score.survivors())
        .contains("dosing/us-label/dose#6-to-17-years-15-to-30-kg weight_kg: [15..30) → [15..30]");
  }

  @Test
  void aCaseThatFailsNoticesNothing() {
    Map<String, String> texts = Release.texts();
    texts.computeIfPresent(
        CASES, (file, text) -> text.replaceAll("dose_state: [a-z-]+", "dose_state: made-up"));

    Score score = score(texts, DOSE);

    assertThat(score.numbers().cases()).isEqualTo(score(Release.texts(), DOSE).numbers().cases());
    assertThat(score.survivors()).hasSize(Score.MOST_SURVIVORS);
    assertThat(score.unnoticed()).isGreaterThan(Score.MOST_SURVIVORS);
  }

  @Test
  void aTableThatIsTooLargeIsTold() {
    Rule rule = Release.rules().rule(DOSE).orElseThrow();
    Score score =
        new MutationScores(1_000)
            .of(new RuleFiles(Release.texts()), Release.rules(), rule)
            .orElseThrow();

    assertThat(score.tooLarge()).isIn("dose", "device");
    assertThat(score.isKnown()).isFalse();

    Map<String, String> texts = Release.texts();
    StringBuilder rows = new StringBuilder(head()).append("missing,missing").append(nothing());
    for (int i = 0; i < 1_400; i++) {
      rows.append("r%d,[%d..%s)".formatted(i, i, i == 1_399 ? "" : i + 1)).append(nothing());
    }
    texts.put(AGE, rows.toString());
    assertThat(score(texts, "baseline/age").tooLarge()).isEqualTo("recheck");
  }

  /** Shifted, the number would leave an interval that is refused when it is read. */
  @Test
  void aNumberIsNotShiftedOutOfItsInterval() {
    Map<String, String> texts = Release.texts();
    texts.put(
        AGE,
        head()
            + "missing,missing"
            + nothing()
            + "under,[..{symptom_days})"
            + nothing()
            + "at,[{symptom_days}..15)"
            + nothing()
            + "over,[15..)"
            + nothing());

    assertThat(score(texts, "baseline/age").tooLarge()).isEmpty();
  }

  private static String head() {
    return "id,age_months [mo],>finding,>urgency,source,confidence\n";
  }

  private static String nothing() {
    return ",none,none,project,proposal\n";
  }

  @Test
  void aScoreIsKeptWhileTheTextsItRestsOnStayTheSame() {
    Map<String, String> texts = Release.texts();
    Score first = score(texts, DOSE);
    texts.computeIfPresent("rules/baseline/age/cases.yaml", (file, text) -> text + "# more\n");
    assertThat(score(texts, DOSE)).isSameAs(first);
    texts.computeIfPresent("rules/dictionary/parameters.yaml", (file, text) -> text + "# more\n");
    assertThat(score(texts, DOSE)).isNotSameAs(first).isEqualTo(first);
  }

  @Test
  void whoIsInterruptedIsNotServed() {
    Rule rule = Release.rules().rule(DOSE).orElseThrow();

    Thread.currentThread().interrupt();

    assertThat(scores.of(new RuleFiles(Release.texts()), Release.rules(), rule)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void scoresOfTheRulesInForceBecomeKnownOneAfterTheOther() throws InterruptedException {
    RuleFiles files = new RuleFiles(Release.texts());
    RuleSet rules = Release.rules();
    Semaphore turns = new Semaphore(0);
    try (ScoresInForce inForce = new ScoresInForce(scores, turns::acquireUninterruptibly)) {
      assertThat(inForce.of(files, rules)).isEmpty();
      await(inForce, rules, 1);
      turns.release(rules.rules().size());
      await(inForce, rules, rules.rules().size());
      assertThat(inForce.of(files, rules).values()).allMatch(score -> score.unnoticed() == 0);

      Map<String, String> texts = Release.texts();
      texts.computeIfPresent("rules/reasons.yaml", (file, text) -> text + "# more\n");
      RuleSet next = Release.parse(texts);
      assertThat(inForce.of(new RuleFiles(texts), next)).isEmpty();
      turns.release(rules.rules().size());
      await(inForce, next, rules.rules().size());
    }
  }

  private static void await(ScoresInForce inForce, RuleSet rules, int most)
      throws InterruptedException {
    RuleFiles files = new RuleFiles(Release.texts());
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (inForce.of(files, rules).size() < most && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    assertThat(inForce.of(files, rules)).hasSize(most);
  }
}
