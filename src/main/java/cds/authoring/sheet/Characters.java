package cds.authoring.sheet;

/** Which characters a text of the rules may have. */
final class Characters {

  private Characters() {}

  /**
   * Refuses what nobody sees and what makes a text look other than it is: control characters and
   * those that turn the direction of reading. A line end may stand in a text.
   *
   * @param where the place for the message
   * @throws SheetRefused naming the character
   */
  static String checked(String where, String text) {
    text.codePoints()
        .filter(Characters::isRefused)
        .findFirst()
        .ifPresent(
            point -> {
              throw new SheetRefused(
                  where,
                  "has the invisible character U+%04X, which no text here may have"
                      .formatted(point));
            });
    return text;
  }

  private static boolean isRefused(int point) {
    return (Character.isISOControl(point) && point != '\n')
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0xFEFF
        || (point & 0xFFFE) == 0xFFFE
        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
