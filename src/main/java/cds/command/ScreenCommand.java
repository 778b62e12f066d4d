package cds.command;

import cds.cohort.Identity;
import cds.cohort.Progress;
import cds.cohort.Screen;
import cds.cohort.report.Report;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import cds.knowledge.RulesRejected;
import cds.web.start.CdsProperties;
import cds.web.start.RuleFilesLoader;
import cds.web.start.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides about a whole population, given as FHIR Bulk Data. */
@Component
class ScreenCommand implements Command {

  static final String NAME = "screen";

  private static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String AS_OF = "as-of";
  private static final String LABEL = "label";
  private static final String POLICIES = "policies";
  private static final String RELEASE = "release";
  private static final String ZONE = "zone";
  private static final String PSEUDONYMS = "pseudonyms";
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(3);

  private final CdsProperties properties;

  ScreenCommand(CdsProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String usage() {
    return "screen --input=<folder of NDJSON> --output=<folder> --as-of=<day> [--label=<label>]"
        + " [--policies=<a,b>] [--zone=<time zone>] [--release=<folder of rules>]"
        + " [--pseudonyms=<file with a secret key>]: says of every patient what the services would;"
        + " goes on where it was ended";
  }

  @Override
  public Set<String> options() {
    return Set.of(INPUT, OUTPUT, AS_OF, LABEL, POLICIES, RELEASE, ZONE, PSEUDONYMS);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Path input = Path.of(arguments.required(INPUT, "the folder of NDJSON files"));
    Path output = Path.of(arguments.required(OUTPUT, "the folder of the results"));
    LocalDate asOf =
        arguments
            .date(AS_OF)
            .orElseThrow(() -> new Misused("Give --" + AS_OF + "=, the day to judge by."));
    Caller caller = caller(arguments);
    try {
      RuleFiles files =
          new RuleFilesLoader(ScreenCommand.class.getClassLoader())
              .load(arguments.option(RELEASE).map(Path::of).orElse(properties.rules()));
      Screen.Plan plan =
          new Screen.Plan(
              input,
              output,
              asOf.atTime(12, 0).atZone(caller.zone()).toInstant(),
              files,
              caller,
              identity(arguments),
              Screen.bucketsFor(input),
              Runtime.getRuntime().availableProcessors());
      Screen.Done done = Screen.run(plan, seldom(out));
      if (!done.besides().isEmpty()) {
        out.println(
            "Not read, because their names do not end in .ndjson or .ndjson.gz: "
                + String.join(", ", done.besides()));
      }
      if (Report.isPossible()) {
        Report.write(output, files, Report.usualSmall());
      }
      out.println(
          "%d patients of %d lines; %d lines set aside; of %d patients nothing can be said. Results"
                  .formatted(done.patients(), done.lines(), done.aside(), done.refused())
              + " in "
              + output);
      return done.aside() == 0 ? FINE : FOUND;
    } catch (IllegalArgumentException | StartRefused | RulesRejected e) {
      throw new Misused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      out.println("It could not be read or written: " + e.getMessage());
      return FAILED;
    }
  }

  /** Says how far it is every few seconds, how fast, and how long it will take. */
  private static Consumer<Progress> seldom(PrintStream out) {
    long begun = System.nanoTime();
    long[] told = {begun};
    long[] deciding = {0};
    return progress -> {
      long now = System.nanoTime();
      if (progress.step() == Progress.Step.DECIDED && deciding[0] == 0) {
        deciding[0] = now;
      }
      if (now - told[0] > PAUSE) {
        told[0] = now;
        out.println(said(progress, now - (deciding[0] == 0 ? begun : deciding[0])));
      }
    };
  }

  private static String said(Progress progress, long nanos) {
    double seconds = Math.max(1, nanos) / 1e9;
    double left = seconds / Math.max(1, progress.done()) * (progress.of() - progress.done());
    return progress.step() == Progress.Step.GROUPED
        ? "Grouped %d %%: %d lines, %.0f a second, %.0f s left"
            .formatted(progress.percent(), progress.count(), progress.count() / seconds, left)
        : "Decided %d of %d buckets: %d patients, %.0f a second, %.0f s left"
            .formatted(
                progress.done(), progress.of(), progress.count(), progress.count() / seconds, left);
  }

  private Caller caller(Arguments arguments) {
    String label = arguments.option(LABEL).orElse(properties.label());
    List<String> policies =
        arguments
            .option(POLICIES)
            .map(named -> Stream.of(named.split("[, ]+")).toList())
            .orElse(properties.policies());
    return Caller.of("screen", label, policies, zone(arguments));
  }

  private ZoneId zone(Arguments arguments) {
    try {
      return arguments.option(ZONE).map(ZoneId::of).orElse(properties.zone());
    } catch (DateTimeException e) {
      throw new Misused("--" + ZONE + " must be a time zone such as Europe/Berlin.");
    }
  }

  private static Identity identity(Arguments arguments) throws IOException {
    Optional<String> file = arguments.option(PSEUDONYMS);
    return file.isEmpty()
        ? Identity.OWN
        : Identity.pseudonyms(Files.readAllBytes(Path.of(file.get())));
  }
}
