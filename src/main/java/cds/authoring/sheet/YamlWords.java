package cds.authoring.sheet;

import java.util.List;
import java.util.regex.Pattern;

/** Words and texts as YAML writes them. */
final class YamlWords {

  private static final Pattern PLAIN = Pattern.compile("[\\w. |-]+");
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,11})(\\.\\d{1,9})?");

  private YamlWords() {}

  /** A word as cases write it: in quotation marks when it could be read as something else. */
  static String word(String word) {
    boolean plain =
        PLAIN.matcher(word).matches()
            && word.equals(word.strip())
            && (YamlText.hasMeaning(word, YamlText.textual(word)) || NUMBER.matcher(word).matches())
            && !List.of("yes", "no").contains(word);
    return plain ? word : quoted(word);
  }

  /**
   * A text in quotation marks: whatever it holds, it stays one text.
   *
   * @throws SheetRefused when it has characters that no text may have
   */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    Characters.checked("the text", text)
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case 0x2028, 0x2029 -> quoted.append("\\u%04X".formatted(point));
                default -> quoted.appendCodePoint(point);
              }
            });
    return quoted.append('"').toString();
  }
}
