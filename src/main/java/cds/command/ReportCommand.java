package cds.command;

import cds.cohort.report.Report;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.web.start.CdsProperties;
import cds.web.start.RuleFilesLoader;
import cds.web.start.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes Parquet and a page for people of the results of a screened population. */
@Component
class ReportCommand implements Command {

  static final String NAME = "report";

  private static final String RESULTS = "results";
  private static final String SMALL = "small";
  private static final String RELEASE = "release";
  private static final int MOST = 1_000;

  private final CdsProperties properties;

  ReportCommand(CdsProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String usage() {
    return "report --results=<output folder of screen> [--small=<number>] [--release=<folder of"
        + " rules>]: writes report.html and Parquet files into it; counts of patients below the"
        + " number ("
        + Report.usualSmall()
        + ") are not told in the page, 1 tells all";
  }

  @Override
  public Set<String> options() {
    return Set.of(RESULTS, SMALL, RELEASE);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Path results = Path.of(arguments.required(RESULTS, "the output folder of a screen"));
    int small = arguments.option(SMALL).map(ReportCommand::limit).orElse(Report.usualSmall());
    if (!Report.isPossible()) {
      throw new Misused(
          "This jar makes no reports, to stay small: use the one beside it whose name ends in"
              + " -cohort.jar.");
    }
    try {
      RuleFiles files =
          new RuleFilesLoader(ReportCommand.class.getClassLoader())
              .load(arguments.option(RELEASE).map(Path::of).orElse(properties.rules()));
      Report.Written written = Report.write(results, files, small);
      written.rows().forEach((name, rows) -> out.println("%s: %d rows".formatted(name, rows)));
      out.println("The report: " + written.page());
      return FINE;
    } catch (IllegalArgumentException | StartRefused | RulesRejected e) {
      throw new Misused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      out.println("It could not be read or written: " + e.getMessage());
      return FAILED;
    }
  }

  private static int limit(String text) {
    try {
      int small = Integer.parseInt(text);
      if (small >= 1 && small <= MOST) {
        return small;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new Misused("--" + SMALL + " must be a whole number from 1 to " + MOST + ".");
  }
}
