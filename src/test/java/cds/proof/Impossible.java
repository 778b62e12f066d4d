package cds.proof;

import cds.knowledge.DataElement;
import cds.knowledge.DataValue;
import cds.knowledge.Missing;
import cds.knowledge.Situation;
import cds.rules.Release;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of values that no patient can have, because both are derived from the same data. A mistake
 * that only such patients would notice needs no case. {@code BurdenTests} looks for a patient who
 * has one.
 */
public final class Impossible {

  /**
   * What two elements can be together.
   *
   * @param one an element
   * @param other another
   * @param why in a sentence
   * @param possible whether a patient can have these two values
   */
  private record Pair(
      String one, String other, String why, BiPredicate<DataValue, DataValue> possible) {

    boolean concerns(List<DataElement> inputs) {
      List<String> names = inputs.stream().map(DataElement::name).toList();
      return names.contains(one) && names.contains(other);
    }

    boolean rulesOut(Situation situation) {
      return !possible.test(
          situation.get(Release.rules().element(one)),
          situation.get(Release.rules().element(other)));
    }
  }

  private static final String LATER = "a value of a day on treatment is taken on that day or later";

  private static final List<Pair> PAIRS =
      List.of(
          new Pair(
              "severity_severe",
              "severity_moderate",
              "who is severe by a score is at least moderate by it, and without scores neither is"
                  + " known, for the same reason",
              Impossible::severeAndModerate),
          new Pair(
              "scorad_alone_between_bands",
              "severity_moderate",
              "such a SCORAD is moderate",
              (alone, moderate) -> !isYes(alone) || isYes(moderate)),
          new Pair(
              "scorad_alone_between_bands",
              "severity_severe",
              "such a SCORAD is not severe",
              (alone, severe) -> !isYes(alone) || isNo(severe) || isUnreadable(severe)),
          new Pair(
              "weight_kg_newest",
              "weight_against_low",
              "without a weight there is nothing to compare",
              (weight, low) -> isKnown(weight) || !isKnown(low)),
          new Pair(
              "weight_kg_newest",
              "weight_against_high",
              "without a weight there is nothing to compare",
              (weight, high) -> isKnown(weight) || !isKnown(high)),
          new Pair(
              "weight_against_low",
              "weight_against_high",
              "the lowest plausible weight is less than the highest",
              (low, high) ->
                  !isKnown(low)
                      || !isKnown(high)
                      || "above".equals(low.text())
                      || "below".equals(high.text())),
          new Pair(
              "easi_against_ceiling",
              "easi_against_floor",
              "the lowest EASI of a surface is not above the highest",
              Impossible::notBeyondBoth),
          new Pair(
              "easi_against_ceiling_margin",
              "easi_against_floor_margin",
              "the lowest EASI of a smaller surface is not above the highest of a larger one",
              Impossible::notBeyondBoth),
          new Pair(
              "easi_against_ceiling",
              "easi_against_ceiling_margin",
              "what is too high even with a margin is too high without",
              (ceiling, margin) -> !isAbove(margin) || isAbove(ceiling)),
          new Pair(
              "easi_against_floor",
              "easi_against_floor_margin",
              "what is too low even with a margin is too low without",
              (floor, margin) -> !isBelow(margin) || isBelow(floor)),
          new Pair(
              "dlqi_baseline",
              "dlqi_fall",
              "a score falls by no more than it was, and only if it was taken",
              (before, fall) ->
                  !isKnown(fall) || (isKnown(before) && number(fall) <= number(before))),
          new Pair("days_on_treatment", "easi_week_16_fall", LATER, since("week_16_first_day")),
          new Pair("days_on_treatment", "dlqi_week_16_fall", LATER, since("week_16_first_day")),
          new Pair("days_on_treatment", "global_month_3_fall", LATER, since("month_3_first_day")),
          new Pair("days_on_treatment", "month_3_item", LATER, since("month_3_first_day")));

  private Impossible() {}

  /** Whether no patient can be in a situation, as far as these elements tell. */
  public static boolean is(List<DataElement> elements, Situation situation) {
    return PAIRS.stream().anyMatch(pair -> pair.concerns(elements) && pair.rulesOut(situation));
  }

  /** Whether a value of an element may rule out a value of another one. */
  static boolean concerns(DataElement element) {
    return PAIRS.stream()
        .anyMatch(pair -> pair.one().equals(element.name()) || pair.other().equals(element.name()));
  }

  /** The pairs in sentences. */
  static List<String> sentences() {
    return PAIRS.stream()
        .map(pair -> "`" + pair.one() + "`, `" + pair.other() + "`: " + pair.why())
        .toList();
  }

  private static boolean severeAndModerate(DataValue severe, DataValue moderate) {
    if (isYes(severe)) {
      return isYes(moderate);
    }
    if (isYes(moderate)) {
      return isKnown(severe) || isUnreadable(severe);
    }
    return isKnown(severe) == isKnown(moderate) && reason(severe) == reason(moderate);
  }

  /** A later value needs that many days on treatment. */
  private static BiPredicate<DataValue, DataValue> since(String firstDay) {
    return (days, later) ->
        !isKnown(later) || (isKnown(days) && number(days) >= parameter(firstDay));
  }

  private static double parameter(String name) {
    return Objects.requireNonNull(Release.rules().parameters().get(name), name)
        .value()
        .doubleValue();
  }

  private static double number(DataValue value) {
    return Objects.requireNonNull(value.number()).doubleValue();
  }

  private static boolean notBeyondBoth(DataValue ceiling, DataValue floor) {
    return !isAbove(ceiling) || !isBelow(floor);
  }

  private static boolean isAbove(DataValue value) {
    return "above".equals(value.text());
  }

  private static boolean isBelow(DataValue value) {
    return "below".equals(value.text());
  }

  private static boolean isKnown(DataValue value) {
    return value instanceof DataValue.Known;
  }

  private static boolean isYes(DataValue value) {
    return Boolean.TRUE.equals(value.yes());
  }

  private static boolean isNo(DataValue value) {
    return Boolean.FALSE.equals(value.yes());
  }

  private static boolean isUnreadable(DataValue value) {
    return reason(value) == Missing.UNREADABLE;
  }

  private static @Nullable Missing reason(DataValue value) {
    return value instanceof DataValue.None none ? none.reason() : null;
  }
}
