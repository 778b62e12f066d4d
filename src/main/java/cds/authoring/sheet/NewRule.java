package cds.authoring.sheet;

import cds.knowledge.RuleFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** New rule folders from a template: an alert with one row, or a copy of a policy. */
public final class NewRule {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,39}");
  private static final String FINDINGS = "fhir-profiles/codesystems/finding.json";
  private static final String POLICIES = "rules/dictionary/elements/policies.yaml";
  private static final int MONTHS_TO_REVIEW = 6;

  private NewRule() {}

  /**
   * What every new rule has.
   *
   * @param topic the folder that it stands in
   * @param name its own folder
   * @param title its name for people
   * @param owner who answers for it
   */
  public record Named(String topic, String name, String title, String owner) {

    /** {@code topic/name}. */
    public String id() {
      return topic + "/" + name;
    }

    private String folder() {
      return "rules/" + id() + "/";
    }
  }

  /**
   * An alert: what a card says when a data element is what a cell asks for.
   *
   * @param code its finding, which is new
   * @param cardTopic code of the topic of its card
   * @param services ids of the services that show it
   * @param summary the sentence of the card
   * @param action what to do, in a sentence
   * @param column the data element as a column names it, with its unit: {@code weight_kg [kg]}
   * @param cell what it must be: {@code >= 3}
   * @param urgency how soon someone must act
   * @param source key of a source
   */
  public record Alert(
      String code,
      String cardTopic,
      List<String> services,
      String summary,
      String action,
      String column,
      String cell,
      String urgency,
      String source) {

    /** Copies. */
    public Alert {
      services = List.copyOf(services);
    }
  }

  /**
   * The files of a new alert, and the code system with its finding.
   *
   * @return texts by path
   * @throws SheetRefused when a name or code cannot be taken
   */
  public static Map<String, String> alert(
      RuleFiles files, Named named, Alert alert, LocalDate today) {
    requireFree(files, named);
    if (!CODE.matcher(alert.code()).matches()) {
      throw new SheetRefused(
          alert.code(), "is no code for a finding: capital letters, digits and _");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        named.folder() + "rule.yaml",
        String.join(
            "\n",
            "title: " + YamlWords.quoted(named.title()),
            "kind: general",
            "owner: " + YamlWords.quoted(named.owner()),
            "status: active",
            "version: 1.0.0",
            "review-due: " + today.plusMonths(MONTHS_TO_REVIEW),
            "when: " + YamlWords.quoted(alert.column() + " is " + alert.cell()),
            "then: " + YamlWords.quoted(alert.action()),
            "tables:",
            "  alert: {hit: collect}",
            "findings:",
            "  " + alert.code() + ":",
            "    topic: " + YamlWords.word(alert.cardTopic()),
            "    shown: [" + String.join(", ", words(alert.services())) + "]",
            "    summary: " + YamlWords.quoted(alert.summary()),
            "    action: " + YamlWords.quoted(alert.action()),
            ""));
    List<String> header =
        List.of("id", alert.column(), ">finding", ">urgency", "source", "confidence");
    List<String> row =
        List.of(
            "present", alert.cell(), alert.code(), alert.urgency(), alert.source(), "unconfirmed");
    texts.put(named.folder() + "alert.csv", new Grid(header, List.of(row)).csv());
    texts.put(FINDINGS, withFinding(files, alert.code(), named.title(), alert.summary()));
    return texts;
  }

  private static List<String> words(List<String> services) {
    return services.stream().map(YamlWords::word).toList();
  }

  private static String withFinding(
      RuleFiles files, String code, String display, String definition) {
    ObjectNode root = JsonText.read(files.text(FINDINGS).orElse(""));
    ArrayNode concepts = JsonText.list(root, "concept");
    for (JsonNode concept : concepts) {
      if (concept.path("code").asString("").equals(code)) {
        throw new SheetRefused(code, "is a finding already; a name is never used twice");
      }
    }
    concepts.addObject().put("code", code).put("display", display).put("definition", definition);
    root.put("count", concepts.size());
    return JsonText.written(root);
  }

  /**
   * The files of a copy of a policy, and the dictionary with the data element of its verdict.
   *
   * @param of the rule folder to copy
   * @return texts by path
   * @throws SheetRefused when the name cannot be taken, or there is nothing to copy
   */
  public static Map<String, String> copy(RuleFiles files, Named named, String of, LocalDate today) {
    requireFree(files, named);
    String from = "rules/" + of + "/";
    List<String> own = new ArrayList<>(files.under(from, ""));
    if (own.isEmpty()) {
      throw new SheetRefused(of, "is no rule that could be copied");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (String path : own) {
      texts.put(named.folder() + path.substring(from.length()), files.text(path).orElse(""));
    }
    String file = named.folder() + "rule.yaml";
    String rule = Texts.with(texts.getOrDefault(file, ""), "title", named.title());
    rule = Texts.with(rule, "owner", named.owner());
    rule = Texts.with(rule, "version", "1.0.0");
    rule = Texts.with(rule, "review-due", today.plusMonths(MONTHS_TO_REVIEW).toString());
    texts.put(file, rule);
    texts.put(
        POLICIES,
        Elements.with(
            files.text(POLICIES).orElse(""),
            named.name().replace('-', '_') + "_verdict",
            Map.of(),
            verdict(named)));
    return texts;
  }

  private static Map<String, String> verdict(Named named) {
    Map<String, String> verdict = new LinkedHashMap<>();
    verdict.put("type", "code");
    verdict.put("values", "[ELIGIBLE, NOT_ELIGIBLE, INSUFFICIENT_DATA]");
    verdict.put("label", YamlWords.quoted("verdict of " + named.title()));
    verdict.put("kind", "verdict");
    return verdict;
  }

  private static void requireFree(RuleFiles files, Named named) {
    for (String name : List.of(named.topic(), named.name())) {
      if (!NAME.matcher(name).matches()) {
        throw new SheetRefused(
            name, "is no name for a folder: small letters, digits and -, a letter first");
      }
    }
    if (!files.under(named.folder(), "").isEmpty()) {
      throw new SheetRefused(named.id(), "is a rule already");
    }
  }
}
