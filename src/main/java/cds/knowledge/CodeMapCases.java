package cds.knowledge;

import cds.chart.Value;
import cds.knowledge.Drugs.Coded;
import cds.knowledge.SiteScore.Sent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cases of a code map: values as the site sends them, and what must come out. */
final class CodeMapCases {

  /** A number, and perhaps a unit after a blank. */
  private static final Pattern QUANTITY = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(?: (\\S+))?");

  private CodeMapCases() {}

  /** Runs them; one that does not hold is a problem. */
  static void run(String file, SiteScore score, Problems problems) {
    score
        .code()
        .cases()
        .forEach(
            (sent, expected) -> {
              for (Sent each : sent(score.code(), sent)) {
                Value value = score.read(each);
                Optional<BigDecimal> given = Optional.ofNullable(value.number());
                if (!given
                    .map(BigDecimal::stripTrailingZeros)
                    .equals(expected.map(BigDecimal::stripTrailingZeros))) {
                  problems.add(
                      file,
                      score.code().code(),
                      "cases",
                      "'%s' should be %s and is %s"
                          .formatted(sent, said(expected, null), said(given, value.problem())));
                }
              }
            });
  }

  private static String said(Optional<BigDecimal> number, Value.@Nullable Problem why) {
    String reason =
        why == null ? "" : " (" + why.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    return number.map(BigDecimal::toPlainString).orElse("unreadable" + reason);
  }

  /** The ways in which a site may send what a case writes. */
  private static List<Sent> sent(SiteCode code, String text) {
    Matcher number = QUANTITY.matcher(text);
    return switch (code.kind()) {
      case QUANTITY ->
          List.of(
              number.matches()
                  ? Sent.quantity(new BigDecimal(number.group(1)), number.group(2), null)
                  : Sent.text(text));
      case INTEGER ->
          List.of(
              number.matches() && number.group(2) == null && !text.contains(".")
                  ? Sent.integer(new BigDecimal(text))
                  : Sent.text(text));
      case NUMERIC_STRING, STRING -> List.of(Sent.text(text));
      case CODED ->
          code.answerSystem().isEmpty()
              ? List.of(Sent.coded(text, List.of()))
              : List.of(
                  Sent.coded(text, List.of()),
                  Sent.coded(null, List.of(new Coded(code.answerSystem(), text))));
    };
  }
}
