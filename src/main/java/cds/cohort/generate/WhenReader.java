package cds.cohort.generate;

import cds.knowledge.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads conditions: {@code [age_months >= 6, sex is female, dose is known]}. */
final class WhenReader {

  private static final Pattern CONDITION =
      Pattern.compile("(\\w+) (is not|is|<=|>=|<|>) ([\\w.-]+)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Map<String, When.Comparison> SIGNS =
      Map.of(
          "is", When.Comparison.IS,
          "is not", When.Comparison.IS_NOT,
          "<", When.Comparison.BELOW,
          "<=", When.Comparison.AT_MOST,
          ">", When.Comparison.ABOVE,
          ">=", When.Comparison.AT_LEAST);

  private final Names names;

  /** Takes the values known so far. */
  WhenReader(Names names) {
    this.names = names;
  }

  /** Reads a list of conditions; a missing one is always met. */
  When read(JsonNode node, Place place) {
    if (node.isMissingNode()) {
      return When.ALWAYS;
    }
    List<When.Condition> conditions = new ArrayList<>();
    for (JsonNode one : node) {
      Matcher parts = CONDITION.matcher(one.isString() ? one.asString() : "");
      if (parts.matches()) {
        conditions.add(condition(parts.group(1), parts.group(2), parts.group(3), place));
      } else {
        place.say("a condition reads like 'age_months >= 6' or 'sex is female'; read: " + one);
      }
    }
    if (!node.isArray() || node.isEmpty()) {
      place.say("must be a list of conditions such as [age_months >= 6]; read: " + node);
    }
    return new When(conditions);
  }

  private When.Condition condition(String left, String sign, String right, Place place) {
    Names.Known known = names.required(left, place);
    Draw value = new Draw.Named(known.slot());
    When.Comparison comparison = SIGNS.getOrDefault(sign, When.Comparison.IS);
    if (sign.equals("is") && right.equals("known")) {
      return new When.Condition(value, When.Comparison.KNOWN, value);
    }
    if (sign.equals("is") && right.equals("unknown")) {
      return new When.Condition(value, When.Comparison.UNKNOWN, value);
    }
    return new When.Condition(value, comparison, right(known, right, place));
  }

  private Draw right(Names.Known left, String right, Place place) {
    if (NUMBER.matcher(right).matches()) {
      return new Draw.Constant(Double.parseDouble(right));
    }
    if (left.options().isEmpty()) {
      return new Draw.Named(names.required(right, place).slot());
    }
    int option = left.options().indexOf(right);
    if (option < 0) {
      place.say("there is no option '" + right + "'" + Problems.nearest(right, left.options()));
    }
    return new Draw.Constant(option);
  }
}
