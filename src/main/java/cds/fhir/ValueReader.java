package cds.fhir;

import cds.chart.Value;
import cds.chart.Value.Form;
import cds.chart.Value.Problem;
import cds.knowledge.Units;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

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
   * @param value the FHIR value, or null
   * @param saidAbsent whether the resource says why there is none
   */
  Value read(@Nullable Type value, boolean saidAbsent) {
    if (saidAbsent || value == null || value.isEmpty()) {
      return unusable(Form.NONE, Problem.ABSENT);
    }
    if (value instanceof Quantity quantity) {
      return quantity(quantity);
    }
    if (value instanceof IntegerType integer) {
      return plain(BigDecimal.valueOf(integer.getValue()), Form.INTEGER);
    }
    if (value instanceof DecimalType decimal) {
      return plain(decimal.getValue(), Form.INTEGER);
    }
    if (value instanceof BooleanType yes) {
      return plain(yes.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO, Form.BOOLEAN);
    }
    if (value instanceof CodeableConcept concept) {
      return coded(concept);
    }
    if (value instanceof Coding coding) {
      return coded(new CodeableConcept().addCoding(coding));
    }
    return value instanceof StringType text
        ? text(text.getValue().strip())
        : unusable(Form.NONE, Problem.NOT_A_NUMBER);
  }

  private Value quantity(Quantity quantity) {
    if (quantity.hasComparator()) {
      return unusable(Form.QUANTITY, Problem.COMPARATOR);
    }
    if (!quantity.hasValue()) {
      return unusable(Form.QUANTITY, Problem.ABSENT);
    }
    if (!quantity.hasCode() && !quantity.hasUnit()) {
      return plain(quantity.getValue(), Form.QUANTITY);
    }
    Optional<Units.Conversion> conversion =
        units.conversion(quantity.getCode(), quantity.getUnit());
    return conversion
        .map(
            unit ->
                new Value(
                    Numbers.plain(unit.convert(quantity.getValue())),
                    unit.unit(),
                    Form.QUANTITY,
                    Set.of(),
                    null))
        .orElseGet(() -> unusable(Form.QUANTITY, Problem.UNKNOWN_UNIT));
  }

  private Value coded(CodeableConcept concept) {
    Set<String> held = codes.holding(Codes.codings(concept));
    Set<BigDecimal> grades =
        concept.getCoding().stream()
            .filter(coding -> coding.hasCode() && GRADE.matcher(coding.getCode()).matches())
            .map(coding -> Numbers.plain(new BigDecimal(coding.getCode())))
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
