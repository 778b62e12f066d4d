package cds.docs;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** GitHub-flavoured Markdown without surprises: cells cannot break their table. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  Markdown heading(int level, String title) {
    return paragraph("#".repeat(level) + " " + escape(title));
  }

  /** A paragraph as it is; nothing when it is empty. */
  Markdown paragraph(String paragraph) {
    if (!paragraph.isBlank()) {
      text.append(paragraph.strip()).append("\n\n");
    }
    return this;
  }

  Markdown list(List<String> items) {
    return paragraph(items.stream().map(item -> "- " + item).collect(Collectors.joining("\n")));
  }

  /** A table of plain texts. */
  Markdown table(List<String> header, List<List<String>> rows) {
    return marked(header, rows.stream().map(row -> escaped(row)).toList());
  }

  /** A table whose cells are Markdown already. */
  Markdown marked(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    table.append(row(header)).append(row(Collections.nCopies(header.size(), "---")));
    rows.forEach(cells -> table.append(row(cells)));
    return paragraph(table.toString());
  }

  private static List<String> escaped(List<String> cells) {
    return cells.stream().map(Markdown::escape).toList();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** The anchor that GitHub gives a heading. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** Text that is no markup; within a word an underscore is none. */
  static String escape(String plain) {
    return plain
        .replaceAll("([\\\\`*<\\[\\]]|(?<!\\w)_|_(?!\\w))", "\\\\$1")
        .replaceAll("\\s*\\n\\s*", " ")
        .strip();
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
