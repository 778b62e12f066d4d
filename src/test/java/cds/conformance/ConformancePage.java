package cds.conformance;

import cds.conformance.Requirements.Proof;
import cds.conformance.Requirements.Row;
import cds.conformance.Requirements.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The matrix as a page: every requirement and what proves it. */
final class ConformancePage {

  private static final Map<String, String> TITLES = titles();

  private final List<Row> rows;
  private final Map<String, Set<Proof>> proofs;

  ConformancePage(List<Row> rows, Map<String, Set<Proof>> proofs) {
    this.rows = rows;
    this.proofs = proofs;
  }

  String render() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Conformance with CDS Hooks

        On the wire is CDS Hooks 2.0.1; what is written is valid under the ballot of 3.0 too. Every
        requirement that binds a service is proved by tests named here, or is not applicable for the
        reason given. Requirements are in our own words: the first part numbers those of the text of
        2.0.1 and of the 3.0 ballot (*ours* is what we demand beyond them), the second has the numbers
        of the list that the Inferno test kits use. This page is generated; a test compares it.

        """);
    page.append(counts()).append("\n## Unmet\n\n").append(unmet());
    Map<String, List<Row>> groups =
        rows.stream()
            .collect(Collectors.groupingBy(Row::group, LinkedHashMap::new, Collectors.toList()));
    groups.forEach((group, members) -> page.append(section(group, members)));
    return page.toString();
  }

  /** The ids that the page says are unmet. */
  static List<String> unmetOn(String page) {
    return page.lines()
        .filter(line -> line.endsWith("| unmet |"))
        .map(line -> line.split("\\|")[1].strip())
        .toList();
  }

  private String counts() {
    return "| Status | Requirements |\n| --- | --- |\n"
        + count("proved by tests", Status.TEST)
        + count("not applicable", Status.NOT_APPLICABLE)
        + count("unmet", Status.OPEN);
  }

  private String count(String words, Status status) {
    long count = rows.stream().filter(row -> row.status() == status).count();
    return "| " + words + " | " + count + " |\n";
  }

  private String unmet() {
    String ids =
        rows.stream()
            .filter(row -> row.status() == Status.OPEN)
            .map(Row::id)
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "None.\n" : "Not proved yet: " + ids + ".\n";
  }

  private String section(String group, List<Row> members) {
    return "\n## "
        + TITLES.getOrDefault(group, group)
        + "\n\n| Id | Level | Requirement | Proof |\n| --- | --- | --- | --- |\n"
        + members.stream()
            .map(
                row ->
                    "| %s | %s | %s | %s |\n"
                        .formatted(row.id(), row.level(), escaped(row.words()), proof(row)))
            .collect(Collectors.joining());
  }

  private String proof(Row row) {
    return switch (row.status()) {
      case OPEN -> "unmet";
      case NOT_APPLICABLE -> "not applicable: " + escaped(row.reason());
      case TEST ->
          proofs.getOrDefault(row.id(), Set.of()).stream()
              .map(ConformancePage::link)
              .collect(Collectors.joining(", "));
    };
  }

  private static String link(Proof proof) {
    String type = proof.type().substring(proof.type().lastIndexOf('.') + 1);
    return "[%s](../%s)"
        .formatted(
            proof.name().isEmpty() ? type : type + "." + proof.name(),
            proof.file().toString().replace('\\', '/'));
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }

  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("JSON", "Transport and JSON");
    titles.put("DISC", "Discovery");
    titles.put("REQ", "Calls");
    titles.put("PRE", "Prefetch");
    titles.put("FA", "FHIR access");
    titles.put("RES", "Answers");
    titles.put("CARD", "Cards");
    titles.put("SRC", "Sources");
    titles.put("SUG", "Suggestions");
    titles.put("ACT", "Actions");
    titles.put("LINK", "Links");
    titles.put("SYS", "System actions");
    titles.put("STALE", "Stale guidance");
    titles.put("CODE", "Codings");
    titles.put("EXT", "Extensions");
    titles.put("FB", "Feedback");
    titles.put("SEC", "Security");
    titles.put("I", "Inferno list, CDS Hooks 2.0");
    titles.put("HL", "Inferno list, hook library 1.0.1");
    return titles;
  }
}
