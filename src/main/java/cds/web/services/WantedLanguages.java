package cds.web.services;

import cds.decide.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale.LanguageRange;
import org.springframework.http.HttpHeaders;

/**
 * The languages in which a caller wants its cards: those of its registry entry, else the header.
 */
final class WantedLanguages {

  /** Nobody reads more languages than fit here. */
  private static final int LONGEST = 1000;

  private WantedLanguages() {}

  /** The caller, with the languages of {@code Accept-Language} unless it has its own. */
  static Caller of(Caller caller, HttpServletRequest request) {
    if (!caller.languages().isEmpty()) {
      return caller;
    }
    String header =
        String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE)));
    return header.isBlank() || header.length() > LONGEST ? caller : caller.in(ranges(header));
  }

  /** The most wanted first; none of a header that is not understood. */
  private static List<String> ranges(String header) {
    try {
      return LanguageRange.parse(header).stream()
          .filter(range -> range.getWeight() > 0 && !range.getRange().equals("*"))
          .map(LanguageRange::getRange)
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
