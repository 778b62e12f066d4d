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
 * One patient, one question and the whole answer: verdict with all its reasons, every other finding
 * with its urgency, and the doses.
 *
 * @param sentence the patient in words
 * @param engine the label that is asked
 * @param request the call
 * @param verdict code and reasons, in any order; empty when there must be no verdict
 * @param alerts findings as {@code CODE urgency}, separated by commas
 * @param doses doses such as {@code 600, then 300 q2}, separated by semicolons
 */
public record Story(
    String sentence,
    Engine engine,
    ObjectNode request,
    String verdict,
    String alerts,
    String doses) {

  /** Reasons of an eligible candidate. */
  static final String MET =
      "ELIGIBLE AGE_OK AD_CONFIRMED SEVERITY_MODERATE_PLUS TOPICAL_INADEQUATE";

  /** What a starter without special history is told. */
  static final String START = "OCULAR_BASELINE info, VACCINE_REVIEW info";

  /** The dose of an adult. */
  static final String ADULT = "600, then 300 q2";

  /** A chart opened under the US label. */
  static Story us(String sentence, Person person, String verdict, String alerts, String doses) {
    return new Story(sentence, Engine.us(), person.patientView(), verdict, alerts, doses);
  }

  /** A chart opened under the EU label. */
  static Story eu(String sentence, Person person, String verdict, String alerts, String doses) {
    return new Story(sentence, Engine.eu(), person.patientView(), verdict, alerts, doses);
  }

  /** An order selected under the US label. */
  static Story order(
      String sentence, ObjectNode request, String verdict, String alerts, String doses) {
    return new Story(sentence, Engine.us(), request, verdict, alerts, doses);
  }

  /** The test of it, named by the sentence. */
  DynamicTest test() {
    return DynamicTest.dynamicTest(sentence, this::check);
  }

  private void check() {
    Answer answer = engine.ask(request);
    String label = engine == Engine.eu() ? "eu-label" : "us-label";
    assertThat(answer.verdicts(label)).as(answer.words()).hasSize(verdict.isEmpty() ? 0 : 1);
    if (!verdict.isEmpty()) {
      assertThat(words(answer.verdict(label), " "))
          .as(answer.words())
          .isEqualTo(words(verdict, " "));
      assertThat(answer.verdict(label)).startsWith(verdict.split(" ")[0] + " ");
      checkUrgency(answer.verdicts(label).get(0));
    }
    assertThat(answer.alerts()).as(answer.words()).isEqualTo(words(alerts, ", "));
    assertThat(answer.doses())
        .isEqualTo(doses.isEmpty() ? List.of() : Arrays.asList(doses.split("; ")));
  }

  /** In the order services a verdict other than eligible is a warning. */
  private void checkUrgency(JsonNode finding) {
    boolean warns =
        request.get("hook").stringValue().startsWith("order") && !verdict.startsWith("ELIGIBLE");
    assertThat(finding.get("urgency").stringValue()).isEqualTo(warns ? "soon" : "info");
  }

  private static Set<String> words(String text, String separator) {
    return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(separator)));
  }
}
