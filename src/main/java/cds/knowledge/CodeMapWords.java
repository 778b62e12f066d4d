package cds.knowledge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A code map in words, so that a clinician can check it without reading YAML. */
final class CodeMapWords {

  /** A scale of more steps than this is not told step by step. */
  private static final BigDecimal MOST_STEPS = BigDecimal.TEN;

  private CodeMapWords() {}

  static String explain(SiteScore score) {
    SiteCode code = score.code();
    SiteScore.Target target = score.target();
    return "Observation “%s” (code %s of %s) is read as %s%s. %s Everything else is unreadable."
        .formatted(
            code.display(),
            code.code(),
            code.system(),
            target.title(),
            code.scale().isEmpty() ? "" : ", scale " + code.scale().replace("-", " to "),
            code.answers().isEmpty() ? numbers(score) : answers(score));
  }

  private static String numbers(SiteScore score) {
    SiteCode code = score.code();
    Range range = code.range();
    String form =
        switch (code.kind()) {
          case QUANTITY -> "A Quantity";
          case INTEGER -> "An integer";
          case NUMERIC_STRING, STRING, CODED -> "A string that is a number and nothing else";
        };
    String allowed =
        range == null || range.low() == null || range.high() == null
            ? ""
            : " from " + range.low().toPlainString() + " to " + range.high().toPlainString();
    String factor =
        code.factor().compareTo(BigDecimal.ONE) == 0
            ? ""
            : ", multiplied by " + code.factor().toPlainString();
    String unit = code.unit().isEmpty() || code.unit().startsWith("{") ? "" : ", in " + code.unit();
    return form + allowed + factor + unit + narrower(score) + ".";
  }

  /** What the score could be and the site can never send, so that nobody waits for it. */
  private static String narrower(SiteScore score) {
    Range range = score.code().range();
    Range whole = score.target().range();
    if (!score.target().instrument()
        || range == null
        || range.low() == null
        || range.high() == null
        || whole.low() == null
        || whole.high() == null
        || (score.scored(range.low()).compareTo(whole.low()) == 0
            && score.scored(range.high()).compareTo(whole.high()) == 0)) {
      return "";
    }
    return " (the score itself goes from %s to %s)"
        .formatted(whole.low().toPlainString(), whole.high().toPlainString());
  }

  private static String answers(SiteScore score) {
    SiteCode code = score.code();
    String form =
        switch (code.kind()) {
          case INTEGER -> "An integer: ";
          case CODED ->
              code.answerSystem().isEmpty()
                  ? "A coded value by its text: "
                  : "A coded value by its text or its code of " + code.answerSystem() + ": ";
          case QUANTITY, NUMERIC_STRING, STRING -> "A string: ";
        };
    String answers =
        code.answers().entrySet().stream()
            .map(answer -> "“" + answer.getKey() + "” is " + number(answer.getValue()))
            .collect(Collectors.joining("; "));
    return form + answers + "." + unanswered(score.target(), code.answers());
  }

  /** Steps of a short scale that no answer gives. */
  private static String unanswered(SiteScore.Target target, Map<String, BigDecimal> answers) {
    BigDecimal low = target.range().low();
    BigDecimal high = target.range().high();
    BigDecimal step = target.step();
    if (low == null
        || high == null
        || step == null
        || high.subtract(low).compareTo(step.multiply(MOST_STEPS)) > 0) {
      return "";
    }
    List<String> none = new ArrayList<>();
    for (BigDecimal at = low; at.compareTo(high) <= 0; at = at.add(step)) {
      BigDecimal number = at;
      if (answers.values().stream().noneMatch(answer -> answer.compareTo(number) == 0)) {
        none.add(number(at));
      }
    }
    return none.isEmpty() ? "" : " No answer gives " + String.join(", ", none) + ".";
  }

  private static String number(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
