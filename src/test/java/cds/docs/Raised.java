package cds.docs;

import static cds.docs.Markdown.escape;

import cds.authoring.words.RowWords;
import cds.docs.RulePages.Sheet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of all tables that give one finding. */
final class Raised {

  private final Set<String> urgencies = new LinkedHashSet<>();
  private final Set<String> sources = new LinkedHashSet<>();
  private final Set<String> confidence = new LinkedHashSet<>();
  private final List<String> rows = new ArrayList<>();

  Raised(RulePages pages, String code) {
    for (String id : pages.ids()) {
      RowWords words = new RowWords(pages.dictionary(id), Dictionary.MARKS);
      for (Sheet sheet : pages.sheets(id)) {
        sheet.rows().stream()
            .filter(row -> RowWords.code(row).equals(code))
            .forEach(row -> add(pages, id, sheet, row, words));
      }
    }
  }

  private void add(
      RulePages pages, String id, Sheet sheet, Map<String, String> row, RowWords words) {
    urgencies.add(row.getOrDefault(">urgency", ""));
    sources.add(pages.cited(row.getOrDefault("source", "")));
    confidence.add(row.getOrDefault("confidence", ""));
    rows.add(
        words.when(row)
            + " → "
            + escape(row.getOrDefault(">urgency", ""))
            + " — "
            + pages.source(row.getOrDefault("source", ""))
            + ", "
            + row.getOrDefault("confidence", "")
            + " (`"
            + id
            + "/"
            + sheet.name()
            + "`, row `"
            + row.get("id")
            + "`)");
  }

  Set<String> urgencies() {
    return urgencies;
  }

  Set<String> sources() {
    return sources;
  }

  Set<String> confidence() {
    return confidence;
  }

  /** Each row as a sentence. */
  List<String> rows() {
    return rows;
  }
}
