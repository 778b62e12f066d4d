package cds.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One patient on treatment or one order, and everything that is said: every finding with its
 * urgency (verdicts of the label too), and what is proposed to be done to the orders.
 *
 * @param sentence the patient in words
 * @param engine the label
 * @param service the service that is asked
 * @param request the call
 * @param findings findings as {@code CODE urgency}, separated by commas; empty for no card
 * @param actions actions such as {@code update draft-1: 600@1 300@15 q2} or {@code delete
 *     MedicationRequest/draft-2}, separated by semicolons
 */
record Visit(
    String sentence,
    Engine engine,
    String service,
    ObjectNode request,
    String findings,
    String actions) {

  static final String MONITORING = "dupilumab-monitoring";
  static final String SIGN = "dupilumab-order-sign";
  static final String REFILL = "dupilumab-refill";

  private static final List<String> URGENCIES =
      List.of("info", "routine", "soon", "urgent", "emergency");

  /** A chart opened to see how treatment goes. */
  static Visit watched(String sentence, Person person, String findings) {
    return new Visit(sentence, Engine.us(), MONITORING, person.monitoring(), findings, "");
  }

  /** Orders about to be signed. */
  static Visit signed(String sentence, ObjectNode request, String findings, String actions) {
    return new Visit(sentence, Engine.us(), SIGN, request, findings, actions);
  }

  /** More of a drug asked for. */
  static Visit refilled(String sentence, ObjectNode request, String findings) {
    return new Visit(sentence, Engine.us(), REFILL, request, findings, "");
  }

  /** The same under the EU label. */
  Visit eu() {
    return new Visit(sentence, Engine.eu(), service, request, findings, actions);
  }

  /** The test of it, named by the sentence. */
  DynamicTest test() {
    return DynamicTest.dynamicTest(sentence, this::check);
  }

  private void check() {
    Answer answer = engine.ask(service, request);
    assertThat(said(answer)).as(answer.words()).isEqualTo(words(findings, ", "));
    assertThat(Suggested.in(answer))
        .as(answer.words())
        .isEqualTo(actions.isEmpty() ? List.of() : Arrays.asList(actions.split("; ")));
    checkCards(answer);
  }

  /** Every finding with its urgency, verdicts too. */
  static Set<String> said(Answer answer) {
    Set<String> said = new TreeSet<>();
    for (JsonNode finding : answer.findings()) {
      said.add(Answer.text(finding, "code") + " " + Answer.text(finding, "urgency"));
    }
    return said;
  }

  /** What the contract promises of the cards of any answer. */
  static void checkCards(Answer answer) {
    assertThat(answer.cards()).as(answer.words()).hasSizeLessThanOrEqualTo(3);
    int before = URGENCIES.size();
    for (JsonNode card : answer.cards()) {
      int urgency = highest(card);
      assertThat(urgency).as("most urgent first: " + answer.words()).isLessThanOrEqualTo(before);
      assertThat(Answer.text(card, "indicator"))
          .isEqualTo(urgency >= 3 ? "critical" : urgency == 2 ? "warning" : "info");
      String summary = Answer.text(card, "summary");
      assertThat(summary.codePointCount(0, summary.length())).isBetween(1, 139);
      assertThat(summary.startsWith("Now: ") || summary.startsWith("Same day: "))
          .as(summary)
          .isEqualTo(urgency == 4);
      assertThat(summary + Answer.text(card, "detail")).doesNotContain("{", "}", "null", "[]");
      before = urgency;
    }
  }

  private static int highest(JsonNode card) {
    return card.at("/extension/io.github.dupilumab-cds/findings")
        .valueStream()
        .mapToInt(finding -> URGENCIES.indexOf(Answer.text(finding, "urgency")))
        .max()
        .orElseThrow();
  }

  private static Set<String> words(String text, String separator) {
    return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(separator)));
  }
}
