package cds.fhir;

import static java.util.Objects.requireNonNull;

import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import cds.knowledge.Units;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Normalises values of Observations, components and answers.
 *
 * @param codes resolves coded values
 * @param units converts quantities
 */
record ValueReader(Codes codes, Units units) {

  /** The strictest reading of a number in text: no exponent, no sign but minus, no blanks. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

  /** A grade given as a code. Longer numbers are identifiers of concepts. */
  private static final Pattern GRADE = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");

  /**
   * The value.
   *
   * @param value the FHIR value
   * @param saidAbsent whether the resource says why there is none
   */
  Value read(Element value, boolean saidAbsent) {
    if (saidAbsent || value.isEmpty()) {
      return unusable(Form.NONE, Problem.ABSENT);
    }
    return switch (value.type()) {
      case "Quantity" -> quantity(value);
      case "integer", "decimal" -> plain(requireNonNull(value.number()), Form.INTEGER);
      case "boolean" -> plain(value.isTrue() ? BigDecimal.ONE : BigDecimal.ZERO, Form.BOOLEAN);
      case "CodeableConcept" -> coded(value.all("coding"));
      case "Coding" -> coded(List.of(value));
      case "string" -> text(value.textOrEmpty().strip());
      default -> unusable(Form.NONE, Problem.NOT_A_NUMBER);
    };
  }

  private Value quantity(Element quantity) {
    if (quantity.has("comparator")) {
      return unusable(Form.QUANTITY, Problem.COMPARATOR);
    }
    BigDecimal number = quantity.get("value").number();
    if (number == null) {
      return unusable(Form.QUANTITY, Problem.ABSENT);
    }
    if (!quantity.has("code") && !quantity.has("unit")) {
      return plain(number, Form.QUANTITY);
    }
    Optional<Units.Conversion> conversion =
        units.conversion(quantity.text("code"), quantity.text("unit"));
    return conversion
        .map(
            unit ->
                new Value(
                    Numbers.plain(unit.convert(number)),
                    unit.unit(),
                    Form.QUANTITY,
                    Set.of(),
                    null))
        .orElseGet(() -> unusable(Form.QUANTITY, Problem.UNKNOWN_UNIT));
  }

  private Value coded(List<Element> codings) {
    Set<String> held = codes.holding(Codes.usable(codings));
    Set<BigDecimal> grades =
        codings.stream()
            .map(coding -> coding.get("code").textOrEmpty())
            .filter(code -> GRADE.matcher(code).matches())
            .map(code -> Numbers.plain(new BigDecimal(code)))
            .collect(Collectors.toUnmodifiableSet());
    BigDecimal grade = grades.size() == 1 ? grades.iterator().next() : null;
    Problem problem = grade == null && held.isEmpty() ? Problem.NOT_A_NUMBER : null;
    return new Value(grade, null, Form.CODED, held, problem);
  }

  private static Value text(String text) {
    return NUMBER.matcher(text).matches()
        ? plain(new BigDecimal(text), Form.TEXT)
        : unusable(Form.TEXT, Problem.NOT_A_NUMBER);
  }

  private static Value plain(BigDecimal number, Form form) {
    return new Value(Numbers.plain(number), null, form, Set.of(), null);
  }

  private static Value unusable(Form form, Problem problem) {
    return new Value(null, null, form, Set.of(), problem);
  }
}
