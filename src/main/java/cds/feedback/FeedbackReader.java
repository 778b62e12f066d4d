package cds.feedback;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the feedback on cards (CDS Hooks 2.0.1, "Feedback"; invariants are cited by their names,
 * {@code cds-fb-…}). Members that are not named there are ignored. A call is read as a whole: one
 * report that cannot be read refuses it, so that a client may mend it and send it again.
 */
public final class FeedbackReader {

  private static final int MOST_REPORTS = 1_000;
  private static final int MOST_SUGGESTIONS = 100;
  private static final int LONGEST_NAME = 256;

  /** RFC 3339, section 5.6: a time without an offset could be any of 26 hours. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private FeedbackReader() {}

  /**
   * Reads the reports, in the order sent.
   *
   * @throws FeedbackRejected naming the report and the member to mend
   */
  public static List<Report> read(ObjectNode body) {
    JsonNode reports = body.path("feedback");
    if (!reports.isArray() || reports.isEmpty()) {
      throw new FeedbackRejected(
          reports.isMissingNode() || reports.isNull() ? "required" : "structure",
          "feedback must be an array of at least one report.");
    }
    if (reports.size() > MOST_REPORTS) {
      throw new FeedbackRejected(
          "too-long",
          "feedback holds more than " + MOST_REPORTS + " reports; send them in several calls.");
    }
    List<Report> read = new ArrayList<>();
    for (int i = 0; i < reports.size(); i++) {
      read.add(report("feedback[" + i + "]", reports.get(i)));
    }
    return List.copyOf(read);
  }

  private static Report report(String place, JsonNode report) {
    if (!report.isObject()) {
      throw new FeedbackRejected("structure", place + " must be an object.");
    }
    String card = name(place + ".card", report.path("card"));
    String outcome = name(place + ".outcome", report.path("outcome"));
    Instant at = timestamp(place + ".outcomeTimestamp", report.path("outcomeTimestamp"));
    return switch (outcome) {
      case "accepted" -> new Report(card, outcome, at, suggestions(place, report), null, null);
      case "overridden" -> overridden(place, report, card, at);
      default ->
          throw new FeedbackRejected("value", place + ".outcome must be accepted or overridden.");
    };
  }

  private static Report overridden(String place, JsonNode report, String card, Instant at) {
    JsonNode why = report.path("overrideReason");
    if (absent(why)) {
      return new Report(card, "overridden", at, List.of(), null, null);
    }
    String here = place + ".overrideReason";
    if (!why.isObject()) {
      throw new FeedbackRejected("structure", here + " must be an object.");
    }
    Report.Reason reason = reason(here + ".reason", why.path("reason"));
    Report.Comment comment = comment(here + ".userComment", why.path("userComment"));
    if (reason == null && comment == null) {
      throw new FeedbackRejected(
          "required", here + " needs a reason with a code, or a userComment (cds-fb-3).");
    }
    return new Report(card, "overridden", at, List.of(), reason, comment);
  }

  private static List<String> suggestions(String place, JsonNode report) {
    String here = place + ".acceptedSuggestions";
    JsonNode accepted = report.path("acceptedSuggestions");
    if (!accepted.isArray() || accepted.isEmpty()) {
      throw new FeedbackRejected(
          "required",
          here + " must list what was accepted: at least one object with id (cds-fb-2).");
    }
    if (accepted.size() > MOST_SUGGESTIONS) {
      throw new FeedbackRejected(
          "too-long", here + " holds more than " + MOST_SUGGESTIONS + " suggestions.");
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < accepted.size(); i++) {
      String id = name(here + "[" + i + "].id", accepted.get(i).path("id"));
      if (!ids.contains(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Some clients send empty members where nothing was chosen. */
  private static Report.@Nullable Reason reason(String place, JsonNode reason) {
    if (absent(reason) || (reason.isContainer() && reason.isEmpty())) {
      return null;
    }
    String code = name(place + ".code", reason.path("code"));
    JsonNode system = reason.path("system");
    return new Report.Reason(absent(system) ? null : name(place + ".system", system), code);
  }

  /**
   * A comment is never the reason to refuse a report: what is too long is kept in part, and a
   * character that no database takes is replaced.
   */
  private static Report.@Nullable Comment comment(String place, JsonNode comment) {
    if (absent(comment)) {
      return null;
    }
    if (!comment.isString()) {
      throw new FeedbackRejected("structure", place + " must be a text.");
    }
    String text = comment.stringValue().replace('\0', '\uFFFD');
    if (text.length() <= Report.Comment.MOST) {
      return text.isBlank() ? null : new Report.Comment(text, false);
    }
    boolean pair = Character.isHighSurrogate(text.charAt(Report.Comment.MOST - 1));
    return new Report.Comment(
        text.substring(0, pair ? Report.Comment.MOST - 1 : Report.Comment.MOST), true);
  }

  private static Instant timestamp(String place, JsonNode node) {
    String text = name(place, node);
    try {
      if (RFC_3339.matcher(text).matches()) {
        return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
      }
    } catch (DateTimeException e) {
      // No such day or time: said below.
    }
    throw new FeedbackRejected(
        "value",
        place
            + " must be an RFC 3339 date and time with its offset, such as"
            + " 2025-06-16T12:00:00Z.");
  }

  private static String name(String place, JsonNode node) {
    if (absent(node)) {
      throw new FeedbackRejected("required", place + " is required.");
    }
    String text = node.isString() ? node.stringValue() : "";
    if (text.isBlank() || text.length() > LONGEST_NAME || CONTROL.matcher(text).find()) {
      throw new FeedbackRejected(
          "value",
          place
              + " must be a text of 1 to "
              + LONGEST_NAME
              + " characters, without control characters.");
    }
    return text;
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isString() && node.asString().isBlank());
  }
}
