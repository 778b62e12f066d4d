package cds.web.page;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An example request of {@code try/*.json}.
 *
 * @param id the file's name without number and ending
 * @param title the patient in a few words
 * @param shows what the answer shows
 * @param service id of the service to send it to
 * @param asOf the day on which the request was made up
 * @param request the request, with dates as of that day
 */
public record Example(
    String id, String title, String shows, String service, LocalDate asOf, JsonNode request) {

  private static final Pattern DATE = Pattern.compile("(?<=\")\\d{4}-\\d\\d-\\d\\d(?=[\"T])");

  static Example read(String file, String text) {
    JsonNode json = PageJson.read(text);
    return new Example(
        file.replaceFirst("^\\d+-", "").replaceFirst("\\.json$", ""),
        PageJson.text(json, "title"),
        PageJson.text(json, "shows"),
        PageJson.text(json, "service"),
        LocalDate.parse(PageJson.text(json, "asOf")),
        json.path("request"));
  }

  /**
   * The request, indented, as it would be on another day: every date moves with it, births too, so
   * that nobody grows older and no score becomes stale while the example waits.
   */
  public String on(LocalDate day) {
    long days = ChronoUnit.DAYS.between(asOf, day);
    return DATE.matcher(PageJson.indented(request))
        .replaceAll(date -> LocalDate.parse(date.group()).plusDays(days).toString());
  }
}
