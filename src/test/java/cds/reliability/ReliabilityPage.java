package cds.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The table of trials in {@code docs/reliability.md}: a row each, the last run counts. */
final class ReliabilityPage {

  private static final Path PAGE = Path.of("docs/reliability.md");
  private static final String END = "<!-- trials:end -->";
  private static final String SOAK_BEGIN = "<!-- soak:begin -->";
  private static final String SOAK_END = "<!-- soak:end -->";

  private ReliabilityPage() {}

  /** Writes or replaces one row. */
  static void tell(String what, int times, Balance balance) throws IOException {
    String begin = "| " + what + " |";
    String row =
        "%s %d | %d | %d | %d | %d | %d | %s |"
            .formatted(
                begin,
                times,
                balance.calls() + balance.feedback(),
                balance.found(),
                balance.missing(),
                balance.twice(),
                balance.links(),
                balance.faults().isEmpty() ? "whole" : balance.faults().size() + " faults");
    List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
    lines.removeIf(line -> line.startsWith(begin));
    lines.add(lines.indexOf(END), row);
    Files.write(PAGE, lines);
  }

  /** Writes the minutes of a soak over those of the last one. */
  static void tellSoak(double most, List<List<String>> minutes) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(PAGE));
    lines.subList(lines.indexOf(SOAK_BEGIN) + 1, lines.indexOf(SOAK_END)).clear();
    List<String> told = new ArrayList<>();
    told.add("");
    told.add(
        "At most %.0f charts a second were answered on %d processor(s); the soak asked for half."
            .formatted(most, Runtime.getRuntime().availableProcessors()));
    told.add("");
    told.add("| Minute | Charts/s | p50 ms | p99 ms | Unanswered | Heap after GC, MB |");
    told.add("|---|---|---|---|---|---|");
    minutes.forEach(minute -> told.add("| " + String.join(" | ", minute) + " |"));
    told.add("");
    lines.addAll(lines.indexOf(SOAK_END), told);
    Files.write(PAGE, lines);
  }
}
