package cds.fhir;

import cds.chart.PartialDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * FHIR dates as days in one time zone. HAPI reads a time without offset in the zone of the machine;
 * here it is read in the client's.
 *
 * @param on day of evaluation
 * @param zone zone in which days are taken
 */
record Dates(LocalDate on, ZoneId zone) {

  /** Characters of a date without time. */
  private static final int DAY = 10;

  private static final Pattern TIMED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.+");
  private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern UNTIMED = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d)?)?");

  /** The date of a date, dateTime or instant, or of a Period's start; null when there is none. */
  @Nullable PartialDate date(Element value) {
    String text = text(value);
    return text == null ? null : parse(text);
  }

  /** The instant, when the value has a time. */
  @Nullable Instant instant(Element value) {
    String text = text(value);
    return text == null ? null : timed(text);
  }

  /** Whether the date lies after the evaluation as a whole; no date does not. */
  boolean isAfter(@Nullable PartialDate date) {
    return date != null && date.first().isAfter(on);
  }

  /** The start of the day, which stands for its time when none is known. */
  Instant startOf(@Nullable PartialDate date) {
    return date == null ? Instant.EPOCH : date.first().atStartOfDay(zone).toInstant();
  }

  /**
   * A FHIR date of any precision.
   *
   * @throws java.time.DateTimeException when there is no such date
   */
  PartialDate parse(String text) {
    LocalDate day = DateText.day(text);
    if (day != null) {
      return PartialDate.ofDay(day);
    }
    Instant time = timed(text);
    if (time != null) {
      return PartialDate.ofDay(time.atZone(zone).toLocalDate());
    }
    if (!UNTIMED.matcher(text).matches()) {
      throw new Unreadable();
    }
    return switch (text.length()) {
      case 4 -> PartialDate.ofYear(Year.parse(text));
      case 7 -> PartialDate.ofMonth(YearMonth.parse(text));
      default -> PartialDate.ofDay(LocalDate.parse(text));
    };
  }

  /**
   * The instant of a FHIR date of any precision: the start of its first day when it has no time.
   *
   * @throws java.time.DateTimeException when there is no such date
   */
  Instant moment(String text) {
    Instant time = timed(text);
    return time == null ? startOf(parse(text)) : time;
  }

  /** The instant of a text with a time; null without one. */
  private @Nullable Instant timed(String text) {
    Instant plain = DateText.instant(text);
    if (plain != null || text.length() <= DAY || !TIMED.matcher(text).matches()) {
      return plain;
    }
    return OFFSET.matcher(text).matches()
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(zone).toInstant();
  }

  private static @Nullable String text(Element value) {
    return switch (value.type()) {
      case "Period" -> value.text("start");
      case "date", "dateTime", "instant" -> value.text();
      default -> null;
    };
  }
}
