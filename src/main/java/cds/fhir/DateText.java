package cds.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * FHIR dates written as nearly everybody writes them: {@code 2025-06-16}, or with hours, minutes,
 * seconds and an offset. Other forms that FHIR allows are left to slower readers.
 */
final class DateText {

  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;
  private static final int SECOND = 19;

  private static final int MONTHS = 12;
  private static final int LAST_HOUR = 23;
  private static final int LAST_MINUTE = 59;
  private static final int LAST_OFFSET = 13;
  private static final int NANO_DIGITS = 9;
  private static final int SECONDS_OF_HOUR = 3600;
  private static final int SECONDS_OF_MINUTE = 60;

  /** February's 29th is left to others. */
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private DateText() {}

  /** Whether it is a year, a month, a day or a time with offset, and surely exists. */
  static boolean isPlain(String text) {
    int length = text.length();
    if (length < YEAR || number(text, 0, YEAR) < 1000) {
      return false;
    }
    if (length == YEAR) {
      return true;
    }
    int month = length >= MONTH && text.charAt(YEAR) == '-' ? number(text, YEAR + 1, MONTH) : -1;
    if (month < 1 || month > MONTHS || length == MONTH) {
      return month >= 1 && month <= MONTHS;
    }
    int day = length >= DAY && text.charAt(MONTH) == '-' ? number(text, MONTH + 1, DAY) : -1;
    boolean sure = day >= 1 && day <= DAYS[month - 1];
    return sure && (length == DAY || (isTime(text) && offset(text) > Integer.MIN_VALUE));
  }

  /** The day; null when it is not one, or perhaps not plain. */
  static @Nullable LocalDate day(String text) {
    return text.length() == DAY && isPlain(text) ? date(text) : null;
  }

  /** The instant; null when it has no time with offset, or is perhaps not plain. */
  static @Nullable Instant instant(String text) {
    if (text.length() <= DAY || !isPlain(text)) {
      return null;
    }
    LocalDateTime time =
        date(text)
            .atTime(
                number(text, 11, 13), number(text, 14, 16), number(text, 17, SECOND), nanos(text));
    return time.toInstant(ZoneOffset.ofTotalSeconds(offset(text)));
  }

  private static LocalDate date(String text) {
    return LocalDate.of(
        number(text, 0, YEAR), number(text, YEAR + 1, MONTH), number(text, MONTH + 1, DAY));
  }

  private static boolean isTime(String text) {
    return text.length() > SECOND
        && text.charAt(DAY) == 'T'
        && within(number(text, 11, 13), LAST_HOUR)
        && text.charAt(13) == ':'
        && within(number(text, 14, 16), LAST_MINUTE)
        && text.charAt(16) == ':'
        && within(number(text, 17, SECOND), LAST_MINUTE);
  }

  /** Where the offset begins: after the seconds and their fraction. */
  private static int offsetAt(String text) {
    int at = SECOND;
    if (text.charAt(at) == '.') {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /** In seconds; the least integer when there is none. */
  private static int offset(String text) {
    int at = offsetAt(text);
    int digits = at - SECOND - 1;
    boolean fraction = digits < 0 || (digits >= 1 && digits <= NANO_DIGITS);
    int rest = text.length() - at;
    if (fraction && rest == 1 && text.charAt(at) == 'Z') {
      return 0;
    }
    boolean signed = rest == 6 && (text.charAt(at) == '+' || text.charAt(at) == '-');
    if (!fraction || !signed || text.charAt(at + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = number(text, at + 1, at + 3);
    int minutes = number(text, at + 4, at + 6);
    if (!within(hours, LAST_OFFSET) || !within(minutes, LAST_MINUTE)) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * SECONDS_OF_HOUR + minutes * SECONDS_OF_MINUTE;
    return text.charAt(at) == '-' ? -seconds : seconds;
  }

  private static int nanos(String text) {
    int end = offsetAt(text);
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int at = SECOND + 1 + i;
      nanos = nanos * 10 + (at < end ? text.charAt(at) - '0' : 0);
    }
    return nanos;
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** The number that some digits make; -1 when they are not all digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
