package cds.authoring.words;

import cds.authoring.sheet.Grid;
import cds.authoring.sheet.SheetRefused;
import cds.knowledge.DataElement;
import cds.knowledge.FindingText;
import cds.knowledge.Parameter;
import cds.knowledge.Rule;
import cds.knowledge.RuleFiles;
import cds.knowledge.RuleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a draft changes, in words that a clinician can check: numbers, rows, texts, data elements.
 * Everything else stands in the difference of the files.
 */
public final class DraftWords {

  private final List<Change> changes = new ArrayList<>();

  private DraftWords() {}

  /**
   * One change.
   *
   * @param where what it is: a number, a row of a table, a text
   * @param before what it said; empty when it is new
   * @param after what it says; empty when it is gone
   */
  public record Change(String where, String before, String after) {}

  /**
   * All changes, numbers first.
   *
   * @param before the rules that a draft began from
   * @param was their texts
   * @param after the rules of the draft
   * @param now their texts
   */
  public static List<Change> of(RuleSet before, RuleFiles was, RuleSet after, RuleFiles now) {
    DraftWords words = new DraftWords();
    words.numbers("", before.parameters(), after.parameters());
    Set<String> ids = new TreeSet<>();
    before.rules().forEach(rule -> ids.add(rule.id()));
    after.rules().forEach(rule -> ids.add(rule.id()));
    for (String id : ids) {
      words.rule(id, before, was, after, now);
    }
    words.reasons(before, after);
    words.elements(before, after);
    return List.copyOf(words.changes);
  }

  private void add(String where, String before, String after) {
    if (!before.equals(after)) {
      changes.add(new Change(where, before, after));
    }
  }

  private void numbers(String of, Map<String, Parameter> before, Map<String, Parameter> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      add("number " + name + of, number(before.get(name)), number(after.get(name)));
    }
  }

  private static String number(@Nullable Parameter parameter) {
    return parameter == null
        ? ""
        : "%s %s (%s, %s)"
            .formatted(
                parameter.value().toPlainString(),
                parameter.unit(),
                parameter.source(),
                parameter.confidence().word());
  }

  private void rule(String id, RuleSet before, RuleFiles was, RuleSet after, RuleFiles now) {
    Rule old = before.rule(id).orElse(null);
    Rule own = after.rule(id).orElse(null);
    numbers(
        " of " + id,
        old == null ? Map.of() : old.parameters(),
        own == null ? Map.of() : own.parameters());
    Set<String> files = new TreeSet<>(was.under("rules/" + id + "/", ".csv"));
    files.addAll(now.under("rules/" + id + "/", ".csv"));
    for (String file : files) {
      if (!was.text(file).equals(now.text(file))) {
        rows(id, file, rows(before, old, was, file), rows(after, own, now, file));
      }
    }
    texts(id, old, own);
  }

  private void rows(String id, String file, Map<String, String> before, Map<String, String> after) {
    String table = file.substring(file.lastIndexOf('/') + 1, file.length() - ".csv".length());
    Set<String> rows = new LinkedHashSet<>(after.keySet());
    rows.addAll(before.keySet());
    for (String row : rows) {
      add(
          "%s, table %s, row %s".formatted(id, table, row),
          before.getOrDefault(row, ""),
          after.getOrDefault(row, ""));
    }
  }

  /** The rows of a table in words, by their names. */
  private static Map<String, String> rows(
      RuleSet rules, @Nullable Rule rule, RuleFiles files, String file) {
    Map<String, String> said = new LinkedHashMap<>();
    String text = files.text(file).orElse(null);
    if (rule == null || text == null) {
      return said;
    }
    try {
      Grid grid = Grid.ofCsv(text);
      RowWords words = RowWords.of(rules, rule);
      for (int row = 0; row < grid.rows().size(); row++) {
        Map<String, String> cells = grid.cells(row);
        said.put(
            cells.getOrDefault("id", String.valueOf(row + 1)),
            words.when(cells) + " → " + words.then(cells));
      }
    } catch (SheetRefused e) {
      // Its own page says what is wrong with it.
    }
    return said;
  }

  private void texts(String id, @Nullable Rule before, @Nullable Rule after) {
    Map<String, FindingText> old = before == null ? Map.of() : before.findings();
    Map<String, FindingText> own = after == null ? Map.of() : after.findings();
    Set<String> codes = new LinkedHashSet<>(old.keySet());
    codes.addAll(own.keySet());
    for (String code : codes) {
      add("card " + code + " of " + id, card(old.get(code)), card(own.get(code)));
    }
  }

  private static String card(@Nullable FindingText text) {
    return text == null
        ? ""
        : String.join(" ", text.summary(), text.detail(), text.action()).strip();
  }

  private void reasons(RuleSet before, RuleSet after) {
    Set<String> codes = new LinkedHashSet<>(before.reasons().keySet());
    codes.addAll(after.reasons().keySet());
    for (String code : codes) {
      add("reason " + code, reason(before.reasons().get(code)), reason(after.reasons().get(code)));
    }
  }

  private static String reason(RuleSet.@Nullable ReasonText text) {
    return text == null
        ? ""
        : String.join(" ", text.shorter() + ".", text.says(), text.ask()).strip();
  }

  private void elements(RuleSet before, RuleSet after) {
    Set<String> names = new LinkedHashSet<>(before.elements().keySet());
    names.addAll(after.elements().keySet());
    for (String name : names) {
      add(
          "data element " + name,
          element(before.elements().get(name)),
          element(after.elements().get(name)));
    }
  }

  private static String element(@Nullable DataElement element) {
    return element == null
        ? ""
        : "%s: %s by %s %s"
            .formatted(element.label(), element.type().word(), element.kind(), element.args());
  }
}
