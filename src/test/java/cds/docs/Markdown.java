package cds.docs;

import java.util.Collections;
import java.util.List;
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

  Markdown table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    table.append(row(header)).append(row(Collections.nCopies(header.size(), "---")));
    rows.forEach(cells -> table.append(row(cells)));
    return paragraph(table.toString());
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.equals("---") ? cell : escape(cell).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Text that is no markup. */
  static String escape(String plain) {
    return plain.replaceAll("([\\\\`*_<\\[\\]])", "\\\\$1").replaceAll("\\s*\\n\\s*", " ").strip();
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}
