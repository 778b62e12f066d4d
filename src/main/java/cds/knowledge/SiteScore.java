package cds.knowledge;

import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import cds.knowledge.Drugs.Coded;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One code of a site, understood: it reads what the site sends. A value it cannot read is refused
 * with the reason, never clipped and never guessed.
 *
 * @param code the declaration
 * @param target what it measures
 * @param conversion to the target's unit
 * @param units the units a Quantity may name
 */
public record SiteScore(SiteCode code, Target target, Units.Conversion conversion, Units units) {

  /** The strictest reading of a number in text: no exponent, no sign but minus, no blanks. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

  /**
   * What a code of a site can measure.
   *
   * @param code an instrument's code, or the value set of another measurement
   * @param title its name on cards
   * @param valueSet value set that holds its codes
   * @param valueSets all value sets that hold its own code
   * @param unit its unit
   * @param unitRequired whether a unit must be named
   * @param range its values
   * @param step every value is a whole multiple of it; null when any is
   * @param instrument whether it is a score with a scale
   */
  public record Target(
      String code,
      String title,
      String valueSet,
      Set<String> valueSets,
      String unit,
      boolean unitRequired,
      Range range,
      @Nullable BigDecimal step,
      boolean instrument) {

    /** Lowest and highest value of a scale, {@code 0-4}; empty where there is no scale. */
    public String scale() {
      return instrument && range.low() != null && range.high() != null
          ? range.low().toPlainString() + "-" + range.high().toPlainString()
          : "";
    }

    /** Whether a number is one that the score can have. */
    boolean holds(BigDecimal number) {
      return range.holds(number) && (step == null || number.remainder(step).signum() == 0);
    }
  }

  /**
   * A value as the site sent it.
   *
   * @param form its FHIR form
   * @param number its number; null when it has none
   * @param unitCode {@code Quantity.code}, or null
   * @param unitText {@code Quantity.unit}, or null
   * @param text the string, or the text of the concept; null when there is none
   * @param codings codings of the concept
   */
  public record Sent(
      Form form,
      @Nullable BigDecimal number,
      @Nullable String unitCode,
      @Nullable String unitText,
      @Nullable String text,
      List<Coded> codings) {

    /** A Quantity. */
    public static Sent quantity(
        @Nullable BigDecimal number, @Nullable String unitCode, @Nullable String unitText) {
      return new Sent(Form.QUANTITY, number, unitCode, unitText, null, List.of());
    }

    /** An integer. */
    public static Sent integer(BigDecimal number) {
      return new Sent(Form.INTEGER, number, null, null, null, List.of());
    }

    /** A string. */
    public static Sent text(String text) {
      return new Sent(Form.TEXT, null, null, null, text, List.of());
    }

    /** A concept. */
    public static Sent coded(@Nullable String text, List<Coded> codings) {
      return new Sent(Form.CODED, null, null, null, text, codings);
    }

    /** Anything else. */
    public static Sent other(Form form) {
      return new Sent(form, null, null, null, null, List.of());
    }

    private boolean namesUnit() {
      return (unitCode != null && !unitCode.isBlank()) || (unitText != null && !unitText.isBlank());
    }
  }

  /** The value in the unit of the score, or why it may not be used. */
  public Value read(Sent sent) {
    if (sent.form() != code.kind().form()) {
      return refused(Problem.OTHER_FORM);
    }
    if (!code.answers().isEmpty()) {
      return answered(sent);
    }
    BigDecimal raw = number(sent);
    if (raw == null) {
      return refused(Problem.NOT_A_NUMBER);
    }
    if (sent.namesUnit() && contradicts(sent)) {
      return refused(Problem.OTHER_UNIT);
    }
    return code.range() == null || !code.range().holds(raw)
        ? refused(Problem.OUT_OF_RANGE)
        : value(scored(raw));
  }

  private @Nullable BigDecimal number(Sent sent) {
    if (sent.form() != Form.TEXT) {
      return sent.number();
    }
    String text = sent.text() == null ? "" : sent.text().strip();
    return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
  }

  /** With a factor, the number is not yet in the unit, so a unit beside it must be none really. */
  private boolean contradicts(Sent sent) {
    Units.Conversion named = units.conversion(sent.unitCode(), sent.unitText()).orElse(null);
    boolean scaled = code.factor().compareTo(BigDecimal.ONE) != 0;
    return scaled
        ? named == null || !named.unit().startsWith("{")
        : named == null
            || !named.unit().equals(conversion.unit())
            || named.factor().compareTo(conversion.factor()) != 0;
  }

  private Value answered(Sent sent) {
    Set<String> given = new LinkedHashSet<>();
    boolean strange = false;
    if (sent.number() != null) {
      given.add(plain(sent.number()).toPlainString());
    }
    if (sent.text() != null && !sent.text().isBlank()) {
      given.add(sent.text().strip());
    }
    for (Coded coding : sent.codings()) {
      if (coding.system().equals(code.answerSystem())) {
        given.add(coding.code());
        strange |= !code.answers().containsKey(coding.code());
      }
    }
    Set<BigDecimal> numbers = new HashSet<>();
    for (String answer : given) {
      BigDecimal number = code.answers().get(answer);
      if (number != null) {
        numbers.add(plain(number));
      }
    }
    return strange || numbers.size() != 1
        ? refused(Problem.UNKNOWN_ANSWER)
        : value(numbers.iterator().next());
  }

  /** A number of the site as a value of the score. */
  BigDecimal scored(BigDecimal raw) {
    return plain(conversion.convert(raw.multiply(code.factor())));
  }

  private Value value(BigDecimal number) {
    return new Value(number, target.unit(), Form.QUANTITY, Set.of(), null);
  }

  private Value refused(Problem problem) {
    return new Value(null, null, code.kind().form(), Set.of(), problem);
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
