package cds.web.call;

import java.util.Locale;

/** What became of a call, in a word for logs and metrics. */
enum CallOutcome {
  OK,
  BAD_REQUEST,
  UNAUTHORIZED,
  NOT_OBTAINABLE,
  MISMATCH,
  THROTTLED,
  TOO_LARGE,
  BUSY,
  FAILED;

  /** The outcome that an HTTP status tells. */
  static CallOutcome of(int status) {
    return switch (status) {
      case 401, 403 -> UNAUTHORIZED;
      case 412 -> NOT_OBTAINABLE;
      case 413 -> TOO_LARGE;
      case 422 -> MISMATCH;
      case 429 -> THROTTLED;
      case 503 -> BUSY;
      default -> status >= 500 ? FAILED : status >= 400 ? BAD_REQUEST : OK;
    };
  }

  /** Lower case with hyphens. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
