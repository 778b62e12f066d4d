package cds.acceptance;

import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.TreatedPeople.steady;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cds.decide.Caller;
import cds.decide.CdsRequest;
import cds.decide.Decision;
import cds.decide.DecisionFlow;
import cds.decide.Mute;
import cds.fhir.Prefetch;
import cds.knowledge.RulesRejected;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** A client may mute what can wait, for a while, for itself. */
class MutedFindingsTests {

  private static final LocalDate TODAY = LocalDate.of(2025, 6, 16);
  private static final Caller OTHER = Caller.of("other", "us-label", List.of(), ZoneOffset.UTC);
  private static final Caller QUIET = quiet("quiet", ZoneOffset.UTC, TODAY);
  private static final Caller EXPIRED = quiet("expired", ZoneOffset.UTC, TODAY.minusDays(1));

  /** Where it is the 17th at noon of UTC. */
  private static final Caller FAR_EAST = quiet("far-east", ZoneId.of("Pacific/Kiritimati"), TODAY);

  private static final DecisionFlow FLOW =
      DecisionFlow.load(Engine.files(), List.of(OTHER, QUIET, EXPIRED, FAR_EAST));

  private static Caller quiet(String name, ZoneId zone, LocalDate until) {
    return Caller.of(name, "us-label", List.of(), zone)
        .muting(
            Stream.of("EOSINOPHILIA_1500", "EOSINOPHILIA_5000", "EOSINOPHILIA_ORGAN")
                .map(code -> new Mute(code, "counted elsewhere", "Dr A. Example", until))
                .toList());
  }

  private static Decision decide(Caller caller, Person person) {
    ObjectNode request = person.monitoring();
    ObjectNode context = (ObjectNode) request.get("context");
    return FLOW.decide(
        new CdsRequest(
            "dupilumab-monitoring",
            request.get("hook").stringValue(),
            request.get("hookInstance").stringValue(),
            context.get("userId").stringValue(),
            context.get("patientId").stringValue(),
            context,
            Prefetch.of((ObjectNode) request.get("prefetch")),
            null,
            "0"),
        caller,
        Engine.NOON);
  }

  private static String alerts(Decision decision) {
    return String.join(", ", new Answer(Json.tree(decision.response())).alerts());
  }

  @Test
  void whatCanWaitIsLeftOutAndTheDecisionSaysSo() {
    Decision quiet = decide(QUIET, steady().having(eosinophils("1500")));

    assertThat(alerts(quiet)).isEmpty();
    assertThat(quiet.response().cards()).isEmpty();
    assertThat(quiet.muted()).containsExactly("EOSINOPHILIA_1500");
  }

  @Test
  void whatIsUrgentIsShownAllTheSame() {
    Decision urgent = decide(QUIET, steady().having(eosinophils("5000")));
    Decision emergency =
        decide(QUIET, steady().having(eosinophils("1600"), checkIn("general.chest-pain")));

    assertThat(alerts(urgent)).isEqualTo("EOSINOPHILIA_5000 urgent");
    assertThat(urgent.muted()).isEmpty();
    assertThat(alerts(emergency)).contains("EOSINOPHILIA_ORGAN emergency");
    assertThat(emergency.muted()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotSaidToBeMuted() {
    assertThat(decide(QUIET, steady().having(eosinophils("900"))).muted()).isEmpty();
  }

  @Test
  void anotherClientSeesIt() {
    Decision other = decide(OTHER, steady().having(eosinophils("1500")));

    assertThat(alerts(other)).isEqualTo("EOSINOPHILIA_1500 soon");
    assertThat(other.muted()).isEmpty();
  }

  @Test
  void afterItsLastDayItIsSeenAgain() {
    for (Caller caller : List.of(EXPIRED, FAR_EAST)) {
      assertThat(alerts(decide(caller, steady().having(eosinophils("1500")))))
          .as(caller.name())
          .isEqualTo("EOSINOPHILIA_1500 soon");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "EOSINOPHILIA_1501 | 'EOSINOPHILIA_1501' is no finding; did you mean 'EOSINOPHILIA_1500'?",
        "NOT_ELIGIBLE      | 'NOT_ELIGIBLE' is a verdict, and a verdict cannot be muted"
      })
  void whatCannotBeMutedStopsTheStart(String code, String sentence) {
    Caller caller = OTHER.muting(List.of(new Mute(code, "why", "who", TODAY)));

    assertThatThrownBy(() -> DecisionFlow.load(Engine.files(), List.of(caller)))
        .isInstanceOf(RulesRejected.class)
        .hasMessageContaining("cds.clients, row other, column mutes: " + sentence);
  }
}
