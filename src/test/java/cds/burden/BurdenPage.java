package cds.burden;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that says how often the services speak, and how loud. */
final class BurdenPage {

  private static final int CODES = 15;

  private static final String INTRODUCTION =
      """
      # How many cards the services show

      Made by `BurdenTests`; do not edit. After a change that is meant: `mvn test -Dtest=BurdenTests
      -Ddocs.write=true`.

      A service that speaks too often is not read. Here every service that is called when a chart is opened
      answers for %d synthetic patients of an atopic dermatitis clinic (seed %d, evaluated on %s) and for the
      %d Synthea patients of the tests, through the whole flow under the US label. The patients are drawn at
      the rates below; they are made up, so the figures compare releases and do not foretell a clinic's.

      A card counts with the urgency of its most urgent finding. `mvn verify` asserts: never more than 3 cards,
      exactly one verdict of the label where the eligibility service speaks, the same answer to the same call, and no
      card of a monitoring service for a treated patient with nothing due.
      """;

  private final StringBuilder page = new StringBuilder();

  static String render(
      Map<String, List<BurdenTests.Answered>> cohort, List<BurdenTests.Answered> lives) {
    return new BurdenPage().all(cohort, lives);
  }

  private String all(
      Map<String, List<BurdenTests.Answered>> cohort, List<BurdenTests.Answered> lives) {
    long synthea = lives.stream().map(BurdenTests.Answered::patient).distinct().count();
    page.append(INTRODUCTION.formatted(Cohort.SIZE, Cohort.SEED, Cohort.TODAY, synthea));
    cohort.forEach(
        (service, answers) -> {
          page.append("\n## ").append(service).append("\n\n");
          row(
              "Patients",
              "Calls",
              "Emergency",
              "Urgent",
              "Soon",
              "Routine",
              "Info",
              "All",
              "No card",
              "Most");
          row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
          line("all", answers);
          for (Cohort.Group group : Cohort.Group.values()) {
            line(group.name().toLowerCase(Locale.ROOT), where(answers, a -> a.group() == group));
          }
          line("treated, nothing due", where(answers, BurdenTests.Answered::nothingDue));
          line("Synthea", where(lives, a -> a.service().equals(service)));
          page.append(
              "\nCards per 100 calls; share of calls without a card; most cards of one call.\n");
          codes(answers);
        });
    rates();
    return page.toString();
  }

  private static List<BurdenTests.Answered> where(
      List<BurdenTests.Answered> answers, Predicate<BurdenTests.Answered> which) {
    return answers.stream().filter(which).toList();
  }

  private void line(String name, List<BurdenTests.Answered> answers) {
    List<Call> calls = answers.stream().map(BurdenTests.Answered::call).toList();
    int all = Math.max(1, calls.size());
    String[] cells = new String[10];
    cells[0] = name;
    cells[1] = String.valueOf(calls.size());
    for (int i = 0; i < Call.URGENCIES.size(); i++) {
      String urgency = Call.URGENCIES.get(i);
      cells[2 + i] =
          per(calls.stream().flatMap(c -> c.cards().stream()).filter(urgency::equals).count(), all);
    }
    cells[7] = per(calls.stream().mapToInt(call -> call.cards().size()).sum(), all);
    cells[8] = per(calls.stream().filter(call -> call.cards().isEmpty()).count(), all) + " %";
    cells[9] = String.valueOf(calls.stream().mapToInt(c -> c.cards().size()).max().orElse(0));
    row(cells);
  }

  private static String per(long count, int all) {
    return String.format(Locale.ROOT, "%.1f", count * 100.0 / all);
  }

  private void codes(List<BurdenTests.Answered> answers) {
    Map<String, Integer> counts = new TreeMap<>();
    answers.forEach(a -> a.call().codes().forEach(code -> counts.merge(code, 1, Integer::sum)));
    page.append("\nMost frequent findings, per 100 calls: ");
    page.append(
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(CODES)
            .map(entry -> entry.getKey() + " " + per(entry.getValue(), answers.size()))
            .collect(Collectors.joining(", ")));
    page.append(".\n");
  }

  private void rates() {
    page.append("\n## How the patients are drawn\n\n");
    page.append(
        "Scores before treatment are normally distributed as in the pooled baseline of 3,473 trial\n");
    page.append("patients (PMC9303952, table 1): " + Disease.baseline() + ".\n");
    page.append(
        "Weights of children lie between the 3rd and 97th percentile of the release's curves;\n");
    page.append(
        "adults have 76 kg (SD 16). Every event lies in the last two weeks, while published\n");
    page.append(
        "figures count whole trials: the cohort sees more of them than a clinic on one day.\n\n");
    row("Per cent", "What", "From");
    row("---", "---", "---");
    for (Rate rate : Rate.values()) {
      row(String.valueOf(rate.percent()).replaceAll("\\.0$", ""), rate.what(), rate.from());
    }
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
