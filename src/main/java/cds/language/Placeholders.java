package cds.language;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Placeholders of texts: {@code {weight_kg}}, {@code {weight_kg.date}}. */
public final class Placeholders {

  private Placeholders() {}

  /** The names in a text, in order, as often as they occur. */
  public static List<String> of(String text) {
    List<String> names = new ArrayList<>();
    fill(
        text,
        name -> {
          names.add(name);
          return name;
        });
    return List.copyOf(names);
  }

  /** The text with every placeholder replaced; what is put in is not looked at again. */
  public static String fill(String text, UnaryOperator<String> value) {
    int open = text.indexOf('{');
    if (open < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder(2 * text.length());
    int copied = 0;
    for (; open >= 0; open = text.indexOf('{', open + 1)) {
      int close = endOfName(text, open + 1);
      if (close > open + 1 && close < text.length() && text.charAt(close) == '}') {
        filled.append(text, copied, open).append(value.apply(text.substring(open + 1, close)));
        copied = close + 1;
      }
    }
    return filled.append(text, copied, text.length()).toString();
  }

  private static int endOfName(String text, int from) {
    int end = from;
    while (end < text.length() && isOfName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfName(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == ',' || c == '-';
  }
}
