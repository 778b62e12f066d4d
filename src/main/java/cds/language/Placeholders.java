package cds.language;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders of texts: {@code {weight_kg}}, {@code {weight_kg.date}}. */
public final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\w.,-]+)}");

  private Placeholders() {}

  /** The names in a text, in order, as often as they occur. */
  public static List<String> of(String text) {
    return PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The text with every placeholder replaced; what is put in is not looked at again. */
  public static String fill(String text, UnaryOperator<String> value) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll((MatchResult match) -> Matcher.quoteReplacement(value.apply(match.group(1))));
  }
}
