package cds.web.page;

import cds.web.page.ShownCard.Link;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Why a card is shown: one finding of its explanation.
 *
 * @param code finding code
 * @param urgency how soon someone must act
 * @param policy label or policy of a verdict, or empty
 * @param reasons reason codes of a verdict
 * @param because the resources that decided, and what they say
 * @param missing what is missing
 * @param rule rule folder
 * @param version its version
 * @param evidence sources
 */
record ShownFinding(
    String code,
    String urgency,
    String policy,
    List<String> reasons,
    List<Said> because,
    List<Said> missing,
    String rule,
    String version,
    List<Link> evidence) {

  /**
   * A fact and where it stands.
   *
   * @param where reference of a resource, or name of a data element
   * @param says what it says
   */
  public record Said(String where, String says) {}

  static ShownFinding of(JsonNode finding) {
    return new ShownFinding(
        PageJson.text(finding, "code"),
        PageJson.text(finding, "urgency"),
        PageJson.text(finding, "policy"),
        finding.path("reasons").valueStream().map(reason -> reason.asString("")).toList(),
        said(finding.path("because"), "resource"),
        said(finding.path("missing"), "element"),
        PageJson.text(finding, "rule"),
        PageJson.text(finding, "version"),
        ShownCard.links(finding.path("evidence"), "label"));
  }

  private static List<Said> said(JsonNode facts, String where) {
    return facts
        .valueStream()
        .map(fact -> new Said(PageJson.text(fact, where), PageJson.text(fact, "says")))
        .toList();
  }
}
