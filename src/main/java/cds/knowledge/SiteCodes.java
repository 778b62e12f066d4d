package cds.knowledge;

import cds.chart.DataKind;
import cds.knowledge.Drugs.Coded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The codes of one site as a release understands them: immutable, shared by all its requests. */
public final class SiteCodes {

  /** A site that has no codes of its own. */
  public static final SiteCodes NONE = new SiteCodes(List.of());

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final Map<Coded, SiteScore> byCode = new LinkedHashMap<>();

  SiteCodes(List<SiteScore> scores) {
    for (SiteScore score : scores) {
      byCode.put(new Coded(score.code().system(), score.code().code()), score);
    }
  }

  /**
   * Understands a map by a release, and runs the cases of the map.
   *
   * @param map the map as read
   * @param rules the release
   * @param problems collects what is wrong; the result is not to be used unless there is nothing
   */
  public static SiteCodes of(CodeMap map, RuleSet rules, Problems problems) {
    return new SiteCodes(new CodeMapCheck(map, rules, problems).scores());
  }

  /** The scores that some codings of one resource stand for; none for codes that are not mapped. */
  public List<SiteScore> of(Collection<Coded> codings) {
    return byCode.isEmpty()
        ? List.of()
        : codings.stream().map(byCode::get).filter(Objects::nonNull).toList();
  }

  /** All codes, in the order of the map. */
  public List<SiteScore> all() {
    return List.copyOf(byCode.values());
  }

  /** The prefetch templates of a service; that of Observations asks for the site's codes too. */
  public Map<DataKind, String> templates(ServiceDefinition service) {
    if (byCode.isEmpty()) {
      return service.prefetch();
    }
    Map<DataKind, String> templates = new LinkedHashMap<>(service.prefetch());
    templates.computeIfPresent(DataKind.OBSERVATIONS, (kind, template) -> extended(template));
    return Collections.unmodifiableMap(templates);
  }

  private String extended(String template) {
    int list = template.indexOf(ServiceDefinition.CODES) + ServiceDefinition.CODES.length();
    TreeSet<String> tokens = new TreeSet<>(Arrays.asList(template.substring(list).split(",")));
    byCode.keySet().forEach(code -> tokens.add(token(code)));
    return template.substring(0, list) + String.join(",", tokens);
  }

  /**
   * A code as a FHIR search token in a URL: what separates tokens is escaped first, then all that
   * could end or change a URL, or a template's placeholder, is percent-encoded.
   */
  private static String token(Coded code) {
    return encoded(escaped(code.system()), UNRESERVED + ":/")
        + "|"
        + encoded(escaped(code.code()), UNRESERVED);
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\$,|])", "\\\\$1");
  }

  private static String encoded(String text, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (plain.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xFF));
      }
    }
    return encoded.toString();
  }

  /** Everything that a code of a site can measure, by the name that a code map uses. */
  public static Map<String, SiteScore.Target> targets(RuleSet rules) {
    return CodeMapCheck.targets(rules);
  }

  /** What the map says, a paragraph for each code, in the order of the file: for people. */
  public List<String> explain() {
    return byCode.values().stream().map(CodeMapWords::explain).toList();
  }
}
