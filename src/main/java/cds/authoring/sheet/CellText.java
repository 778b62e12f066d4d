package cds.authoring.sheet;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** What a cell of a workbook says, as text. */
final class CellText {

  private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

  /** More digits than a spreadsheet program knows; what is more is its way of storing fractions. */
  private static final int KNOWN_DIGITS = 15;

  private static final int MAX_EXPONENT = 12;

  private CellText() {}

  /**
   * The text of a cell; numbers as they are written.
   *
   * @param where the sheet
   * @throws SheetRefused naming the cell, when it is a formula, a date, a truth value or an error
   */
  static String of(String where, Cell cell) {
    String place = Spreadsheet.joined(where, "cell " + cell.getAddress());
    String raw = cell.getRawValue() == null ? "" : cell.getRawValue();
    return switch (cell.getType()) {
      case EMPTY -> "";
      case STRING -> text(place, raw);
      case NUMBER -> number(place, raw, format(cell));
      case FORMULA -> {
        if (cell.getFormula() != null) {
          throw new SheetRefused(place, "is a formula; write what it gives as text");
        }
        yield text(place, raw);
      }
      case BOOLEAN -> throw new SheetRefused(place, "is a truth value; write it as text");
      case ERROR -> throw new SheetRefused(place, "is an error of the spreadsheet");
    };
  }

  private static String text(String place, String raw) {
    if (raw.length() > Spreadsheet.MAX_CHARACTERS) {
      throw new SheetRefused(place, "has more than " + Spreadsheet.MAX_CHARACTERS + " characters");
    }
    return Characters.checked(place, raw.replace("\r\n", "\n"));
  }

  private static String number(String place, String raw, @Nullable Shown shown) {
    if (shown != null) {
      throw new SheetRefused(place, "is " + shown.says + "; write it as text");
    }
    String digits = raw.replaceAll("[^0-9]|^[-0.]+", "");
    if (PLAIN.matcher(raw).matches() && digits.length() <= KNOWN_DIGITS) {
      return raw;
    }
    BigDecimal number = new BigDecimal(Double.toString(Double.parseDouble(raw)));
    if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
      throw new SheetRefused(place, "is a number that is too large or too small");
    }
    return number.stripTrailingZeros().toPlainString();
  }

  /** Numbers that a reader sees as something else. */
  private enum Shown {
    DATE("a date or a time"),
    PERCENTAGE("shown as a percentage");

    private final String says;

    Shown(String says) {
      this.says = says;
    }
  }

  /** How a spreadsheet shows a number, when it is not as the number it is. */
  private static @Nullable Shown format(Cell cell) {
    String code = cell.getDataFormatString();
    if (code != null) {
      String letters = code.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|General", "");
      return letters.matches("(?s).*[dmyhsDMYHS].*")
          ? Shown.DATE
          : letters.contains("%") ? Shown.PERCENTAGE : null;
    }
    Integer id = cell.getDataFormatId();
    if (id == null) {
      return null;
    }
    boolean date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
    return date && id != 48 && id != 49
        ? Shown.DATE
        : id == 9 || id == 10 ? Shown.PERCENTAGE : null;
  }
}
