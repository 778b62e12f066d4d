package cds.knowledge;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads and checks a whole rule release; an author sees every mistake at once. */
public final class RuleSetReader {

  static final String REASONS = "rules/reasons.yaml";

  private final RuleFiles files;
  private final Problems problems;

  private RuleSetReader(RuleFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /**
   * Reads a release.
   *
   * @param files its texts
   * @param problems collects what is wrong; the result is not to be used unless there is nothing
   */
  public static RuleSet read(RuleFiles files, Problems problems) {
    return new RuleSetReader(files, problems).read();
  }

  private RuleSet read() {
    Terminology terminology = Terminology.read(files, problems);
    Units units = Units.read(files, problems);
    DictionaryReader dictionary = new DictionaryReader(files, problems);
    ReferenceReader references = new ReferenceReader(files, problems);
    Map<String, Evidence> sources = dictionary.sources();
    Map<String, DataElement> elements = dictionary.elements(units);
    Map<String, Instrument> instruments = references.instruments(terminology, units);
    RuleReader.RuleSetParts parts =
        new RuleReader.RuleSetParts(
            elements,
            dictionary.parameters(),
            sources,
            terminology.codeSystem("finding").displays().keySet(),
            terminology.codeSystem("eligibility-reason").displays().keySet(),
            terminology.codeSystem("topic").displays().keySet());
    RuleReader reader = new RuleReader(files, parts, problems);
    List<Rule> rules = files.under("rules/", "/rule.yaml").stream().map(reader::read).toList();
    checkOwners(rules);
    rules.forEach(rule -> RuleCase.read(files, rule, problems));
    Drugs drugs = Drugs.read(files, terminology, problems);
    LanguagesReader languages = new LanguagesReader(files, problems);
    RuleSet release =
        new RuleSet(
            files.release(),
            terminology,
            units,
            drugs,
            Vocabulary.read(files, problems),
            elements,
            new ImpossibleReader(elements, parts.parameters(), problems).read(files),
            parts.parameters(),
            instruments,
            references.curves(),
            sources,
            reasons(parts.reasonCodes()),
            rules,
            new ServicesReader(files, problems).read(elements, instruments, terminology),
            languages.english(terminology, drugs));
    // Texts that are wrong themselves need not be held against their translations.
    return problems.none() ? release.with(languages.all(release)) : release;
  }

  /** Every finding a table can raise has exactly one text. */
  private void checkOwners(List<Rule> rules) {
    Map<String, String> owners = new HashMap<>();
    for (Rule rule : rules) {
      for (String code : rule.findings().keySet()) {
        String other = owners.putIfAbsent(code, rule.id());
        boolean alternative = rule.kind() != Rule.Kind.GENERAL;
        if (other != null && !alternative) {
          problems.add(
              "rules/" + rule.id() + "/rule.yaml", code, "", "the text already stands in " + other);
        }
      }
    }
    for (Rule rule : rules) {
      for (Table table : rule.tables()) {
        for (Table.Row row : table.rows()) {
          if (row.finding() != null && !owners.containsKey(row.finding())) {
            problems.add(
                table.file(),
                row.id(),
                ">finding",
                row.finding() + " has no text in any rule.yaml");
          }
        }
      }
    }
  }

  private Map<String, RuleSet.ReasonText> reasons(Set<String> codes) {
    Map<String, RuleSet.ReasonText> reasons = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        Yaml.read(files, REASONS, problems).root().properties()) {
      if (!codes.contains(entry.getKey())) {
        problems.add(
            REASONS,
            entry.getKey(),
            "",
            "no such reason" + Problems.nearest(entry.getKey(), codes));
      }
      reasons.put(
          entry.getKey(),
          new RuleSet.ReasonText(
              entry.getKey(),
              entry.getValue().path("short").asString(""),
              entry.getValue().path("says").asString(""),
              entry.getValue().path("ask").asString("")));
    }
    for (String code : codes) {
      if (!reasons.containsKey(code)) {
        problems.add(REASONS, code, "", "the reason has no text");
      }
    }
    return reasons;
  }
}
