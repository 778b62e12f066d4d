package cds.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cds.cards.CardComposer;
import cds.cards.DraftCard;
import cds.knowledge.Finding;
import cds.knowledge.RuleFiles;
import cds.oracle.RecordedPatient;
import cds.rules.Release;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cards that a recorded decision makes again: as many, as urgent, about the same. */
class ReplayedCardsTests {

  private static final Replayer PRESENT = Replayer.of(new RuleFiles(Release.texts()));

  @ParameterizedTest
  @ValueSource(strings = {"dupilumab-eligibility", "dupilumab-monitoring", "dupilumab-order-sign"})
  void theyAreThoseOfTheDecision(String service) {
    int cards = 0;
    for (long seed = 0; seed < 60; seed++) {
      RecordedPatient patient = RecordedPatient.of(seed, service);
      List<DraftCard> shown =
          new CardComposer(
                  patient.program().rules(),
                  patient.program().label(),
                  Release.rules().languages().english())
              .compose(
                  Release.rules().services().get(service),
                  patient.evaluation(),
                  LocalDate.parse("2025-06-16"),
                  Set.of());

      List<DraftCard> again =
          PRESENT.cards(
              patient
                  .content()
                  .put("service", service)
                  .put("zone", "UTC")
                  .put("evaluatedAt", "2025-06-16T12:00:00Z"));

      assertThat(told(again)).as("seed %d", seed).isEqualTo(told(shown));
      cards += shown.size();
    }
    assertThat(cards).isGreaterThan(20);
  }

  private static List<List<String>> told(List<DraftCard> cards) {
    return cards.stream()
        .map(
            card ->
                java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(card.indicator()),
                        card.findings().stream().map(Finding::code).sorted())
                    .toList())
        .toList();
  }

  @Test
  void aServiceThatIsGoneSaysNothing() {
    assertThat(
            PRESENT.cards(
                RecordedPatient.of(1, "dupilumab-monitoring").content().put("service", "other")))
        .isEmpty();
  }
}
