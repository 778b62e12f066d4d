package cds.command;

import cds.insight.Exports;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Writes recorded decisions to a file, for an audit repository or a spreadsheet. */
@Component
class ExportCommand implements Command {

  private final Exports exports;

  ExportCommand(Exports exports) {
    this.exports = exports;
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String usage() {
    return "export --format=fhir|csv --from=2026-11-01 --to=2026-11-30 --out=file: writes the"
        + " decisions of these days (UTC) as AuditEvent resources, one a line, or as a table";
  }

  @Override
  public Set<String> options() {
    return Set.of("format", "from", "to", "out");
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Exports.Format format =
        arguments
            .option("format")
            .flatMap(Exports.Format::ofWord)
            .orElseThrow(() -> new Misused("--format must be fhir or csv."));
    Instant from = day(arguments, "from");
    Instant to = day(arguments, "to").plus(Duration.ofDays(1));
    if (!from.isBefore(to)) {
      throw new Misused("--to is before --from.");
    }
    Path file = file(arguments);
    try (Writer writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.printf("%d decisions written to %s%n", exports.write(format, from, to, writer), file);
    } catch (IOException | UncheckedIOException e) {
      throw new Misused(
          file + " cannot be written: it must be a new file in a folder that exists.");
    }
    return FINE;
  }

  private static Instant day(Arguments arguments, String name) {
    return arguments
        .day(name)
        .orElseThrow(() -> new Misused("--" + name + " must be a day such as 2026-11-22."));
  }

  private static Path file(Arguments arguments) {
    try {
      return Path.of(arguments.option("out").orElseThrow(() -> new Misused("--out is missing.")));
    } catch (InvalidPathException e) {
      throw new Misused("--out is no name of a file.");
    }
  }
}
