package cds.acceptance;

import static cds.acceptance.Days.daysAgo;
import static cds.acceptance.Drugs.MMR;
import static cds.acceptance.Drugs.SYRINGE_300;
import static cds.acceptance.Drugs.draftOrder;
import static cds.acceptance.Drugs.dupilumabStated;
import static cds.acceptance.Drugs.vaccineService;
import static cds.acceptance.Fhir.allergy;
import static cds.acceptance.Fhir.checkIn;
import static cds.acceptance.Fhir.condition;
import static cds.acceptance.Fhir.dupilumabOrder;
import static cds.acceptance.Fhir.easi;
import static cds.acceptance.Fhir.eosinophils;
import static cds.acceptance.Person.adult;
import static cds.acceptance.TreatedPeople.DAYS;
import static cds.acceptance.TreatedPeople.FIRST;
import static cds.acceptance.TreatedPeople.since;
import static cds.acceptance.TreatedPeople.steady;
import static cds.acceptance.Visit.MONITORING;
import static cds.acceptance.Visit.REFILL;
import static cds.acceptance.Visit.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two problems at once: the emergency leads, with the hold that follows from it on its card;
 * nothing that can wait stands before or between, and nothing is lost.
 */
class TwoProblemsTests {

  private static final String HOLD = "DOSE_HOLD_SUGGESTED";
  private static final List<String> ASKING =
      List.of("OCULAR_RED_FLAG", "ECZEMA_HERPETICUM", "EOSINOPHILIA_ORGAN", "CTCL_SUSPECTED");

  /** A patient, a question, and the findings in the order in which cards must carry them. */
  private record Two(String sentence, String service, ObjectNode request, String... inOrder) {

    DynamicTest test() {
      return DynamicTest.dynamicTest(sentence, this::check);
    }

    private void check() {
      Answer answer = Engine.us().ask(service, request);
      Visit.checkCards(answer);
      List<String> codes =
          answer.findings().stream().map(finding -> Answer.text(finding, "code")).toList();
      assertThat(codes).as(answer.words()).contains(inOrder).doesNotHaveDuplicates();
      List<Integer> places = Arrays.stream(inOrder).map(codes::indexOf).toList();
      assertThat(places).as(answer.words()).isSorted();
      assertThat(codes.get(0)).isEqualTo(inOrder[0]);
      if (codes.contains(HOLD)) {
        checkHold(answer);
      }
    }

    /** The hold stands on the card of what asks for it. */
    private static void checkHold(Answer answer) {
      List<JsonNode> cards = answer.cards();
      List<JsonNode> holding = cards.stream().filter(card -> codes(card).contains(HOLD)).toList();
      assertThat(holding).as(answer.words()).hasSize(1);
      assertThat(codes(holding.get(0))).as(answer.words()).containsAnyElementsOf(ASKING);
    }

    private static List<String> codes(JsonNode card) {
      List<String> codes = new ArrayList<>();
      card.at("/extension/io.github.dupilumab-cds/findings")
          .forEach(finding -> codes.add(Answer.text(finding, "code")));
      return codes;
    }
  }

  @TestFactory
  Stream<DynamicTest> onTreatment() {
    return Stream.of(
            new Two(
                "a painful eye and an overdue score",
                MONITORING,
                scoredLongAgo().having(checkIn("eye.pain")).monitoring(),
                "OCULAR_RED_FLAG",
                HOLD,
                "REASSESS_SEVERITY"),
            new Two(
                "a painful eye and an overdue score, at the refill",
                REFILL,
                scoredLongAgo().having(checkIn("eye.pain")).refill(running()),
                "OCULAR_RED_FLAG",
                HOLD,
                "REASSESS_SEVERITY"),
            new Two(
                "eczema herpeticum and a missed dose",
                MONITORING,
                steady().having(checkIn("skin.punched-out-erosions", "dose.missed")).monitoring(),
                "ECZEMA_HERPETICUM",
                HOLD,
                "DOSE_LATE"),
            new Two(
                "two emergencies",
                MONITORING,
                steady()
                    .having(eosinophils("3000"))
                    .having(checkIn("general.chest-pain", "eye.pain"))
                    .monitoring(),
                "EOSINOPHILIA_ORGAN",
                "OCULAR_RED_FLAG",
                HOLD),
            new Two(
                "eosinophils with chest pain and a live vaccine planned",
                MONITORING,
                steady()
                    .having(eosinophils("3000"))
                    .having(checkIn("general.chest-pain", "vaccine.live-planned"))
                    .monitoring(),
                "EOSINOPHILIA_ORGAN",
                HOLD,
                "VACCINE_LIVE_ON_TREATMENT"),
            new Two(
                "an asthma inhaler stopped and too little response at week 16",
                MONITORING,
                since(130)
                    .scored(easi("20"))
                    .having(condition("asthma", "195967001").on("2010"))
                    .having(checkIn("asthma.controller-stopped"))
                    .monitoring(),
                "ASTHMA_CONTROLLER_STOPPED",
                "RESPONSE_INADEQUATE_W16_NICE"),
            new Two(
                "zoster of the eye and a suspected lymphoma",
                MONITORING,
                steady()
                    .having(condition("zoster", "87513003").on(daysAgo(2)))
                    .having(checkIn("skin.new-plaques"))
                    .monitoring(),
                "ZOSTER_OPHTHALMIC",
                "CTCL_SUSPECTED"),
            new Two(
                "everything at once",
                REFILL,
                steady()
                    .having(eosinophils("3000"), condition("hiv", "86406008").on("2019"))
                    .having(condition("anaphylaxis", "39579001").on(daysAgo(2)))
                    .having(
                        checkIn(
                            "general.chest-pain",
                            "eye.pain",
                            "skin.punched-out-erosions",
                            "skin.face-neck-redness",
                            "dose.missed",
                            "pregnancy.current-or-planned"))
                    .refill(running()),
                "ECZEMA_HERPETICUM",
                HOLD,
                "DOSE_LATE",
                "FACIAL_REDNESS"))
        .map(Two::test);
  }

  @TestFactory
  Stream<DynamicTest> atTheSignature() {
    Person stated =
        adult()
            .having(dupilumabStated("300", "2", FIRST))
            .scored(easi("30").on(daysAgo(DAYS)), easi("5"));
    return Stream.of(
            new Two(
                "eczema herpeticum and a wrong dose",
                SIGN,
                adult()
                    .scored(easi("24"))
                    .having(checkIn("skin.punched-out-erosions"))
                    .orderSign(draftOrder(SYRINGE_300, "300 every 4")),
                "ECZEMA_HERPETICUM",
                "DOSE_DIFFERS_FROM_LABEL"),
            new Two(
                "eosinophils with chest pain and a live vaccine ordered",
                SIGN,
                stated
                    .having(eosinophils("3000"), checkIn("general.chest-pain"))
                    .orderSign(vaccineService(MMR)),
                "EOSINOPHILIA_ORGAN",
                HOLD,
                "VACCINE_LIVE_ON_TREATMENT"),
            new Two(
                "an allergy and a wrong dose",
                SIGN,
                adult()
                    .scored(easi("24"))
                    .having(allergy("active", "confirmed"))
                    .orderSign(draftOrder(SYRINGE_300, "300 every 4")),
                "CONTRAINDICATION_HYPERSENSITIVITY",
                "NOT_ELIGIBLE"))
        .map(Two::test);
  }

  private static Person scoredLongAgo() {
    return since(DAYS).scored(easi("5").on(daysAgo(200)));
  }

  private static Resource running() {
    return dupilumabOrder("300", "2", FIRST).id("dupilumab");
  }
}
