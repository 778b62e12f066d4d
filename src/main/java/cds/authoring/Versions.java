package cds.authoring;

import cds.authoring.sheet.Texts;
import cds.knowledge.DataElement;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import cds.knowledge.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The versions of the rules that a draft changes: explanations name them, so no two different rules
 * may have the same one. What a rule decides raises the middle number, its words the last.
 */
public final class Versions {

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

  private Versions() {}

  /**
   * A version to raise.
   *
   * @param rule the rule folder
   * @param from the version that it has
   * @param to the version that it must have
   */
  public record Raise(String rule, String from, String to) {

    /** Path of the file that the version stands in. */
    public String file() {
      return "rules/" + rule + "/rule.yaml";
    }

    /** That file with the new version. */
    public String in(RuleFiles files) {
      return Texts.with(files.text(file()).orElse(""), "version", to);
    }
  }

  /**
   * The rules that are not what they were, and still have the version they had.
   *
   * @param before the rules that a draft began from
   * @param was their texts
   * @param after the rules of the draft
   * @param files their texts
   */
  public static List<Raise> due(RuleSet before, RuleFiles was, RuleSet after, RuleFiles files) {
    List<Raise> due = new ArrayList<>();
    for (Rule rule : after.rules()) {
      Rule old = before.rule(rule.id()).orElse(null);
      Matcher version = VERSION.matcher(rule.version());
      if (old == null || !old.version().equals(rule.version()) || !version.matches()) {
        continue;
      }
      int minor = Integer.parseInt(version.group(2));
      int patch = Integer.parseInt(version.group(3));
      if (!decides(old).equals(decides(rule))) {
        due.add(raise(rule, version.group(1), minor + 1, 0));
      } else if (!texts(rule, was).equals(texts(rule, files))) {
        due.add(raise(rule, version.group(1), minor, patch + 1));
      }
    }
    return due;
  }

  private static Raise raise(Rule rule, String major, int minor, int patch) {
    return new Raise(rule.id(), rule.version(), "%s.%d.%d".formatted(major, minor, patch));
  }

  /** What a rule decides, whatever its rows are called by line and whatever they rest on. */
  private static List<Object> decides(Rule rule) {
    List<Object> all = new ArrayList<>();
    all.add(rule.kind());
    all.add(Objects.requireNonNullElse(rule.criteria(), ""));
    for (Table table : rule.tables()) {
      all.add(table.id());
      all.add(List.of(table.hit(), table.complete(), table.perOrder(), table.guards()));
      all.add(table.inputs().stream().map(DataElement::name).toList());
      table.rows().forEach(row -> all.add(decides(row)));
    }
    return all;
  }

  private static List<Object> decides(Table.Row row) {
    Map<String, String> outputs =
        row.outputs().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().name(), entry -> entry.getValue().toString()));
    return List.of(
        row.id(),
        row.cells(),
        outputs,
        Objects.requireNonNullElse(row.finding(), ""),
        Objects.requireNonNullElse(row.urgency(), ""),
        Objects.requireNonNullElse(row.outcome(), ""),
        Objects.requireNonNullElse(row.reason(), ""));
  }

  /** The texts of a rule; its cases prove it and are no part of it. */
  private static Map<String, String> texts(Rule rule, RuleFiles files) {
    String folder = "rules/" + rule.id() + "/";
    return files.under(folder, "").stream()
        .filter(path -> !path.equals(folder + "cases.yaml"))
        .collect(Collectors.toMap(path -> path, path -> files.text(path).orElse("")));
  }
}
