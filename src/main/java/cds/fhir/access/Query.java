package cds.fhir.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Resolves a prefetch template of ours into a URL below a FHIR server's address. */
final class Query {

  private static final String PATIENT = "{{context.patientId}}";

  /** Fewer pages; a server may give fewer, and the result is the same. */
  private static final String PAGE = "&_count=200";

  private Query() {}

  /**
   * The URL, encoded: whatever a patient's id may hold, it stays one value.
   *
   * @param template a read ({@code Type/id}) or a search ({@code Type?name=value&…})
   * @param patientId bare id of the context's patient
   */
  static String of(String template, String patientId) {
    int question = template.indexOf('?');
    if (question < 0) {
      return template.replace(PATIENT, encoded(patientId));
    }
    String parameters =
        Arrays.stream(template.substring(question + 1).split("&"))
            .map(parameter -> parameter.split("=", 2))
            .map(pair -> pair[0] + "=" + encoded(pair[1].replace(PATIENT, patientId)))
            .collect(Collectors.joining("&"));
    return template.substring(0, question) + "?" + parameters + PAGE;
  }

  /** Leaves what a query may hold as it is: the list of codes is long. */
  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%2C", ",");
  }
}
