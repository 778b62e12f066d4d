package cds.command;

import cds.cohort.generate.Model;
import cds.cohort.generate.ModelRejected;
import cds.cohort.generate.Population;
import cds.knowledge.RuleFiles;
import cds.web.start.CdsProperties;
import cds.web.start.RuleFilesLoader;
import cds.web.start.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes up a population of patients, as FHIR Bulk Data. */
@Component
class GenerateCommand implements Command {

  static final String NAME = "generate";

  private static final String OUTPUT = "output";
  private static final String PATIENTS = "patients";
  private static final String SEED = "seed";
  private static final String AS_OF = "as-of";
  private static final String MODEL = "model";
  private static final String GZIP = "gzip";
  private static final String CLEAN = "clean";
  private static final String FIRST_SEED = "1";
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 6, 16);
  private static final long MOST = 100_000_000;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(3);

  private final CdsProperties properties;

  GenerateCommand(CdsProperties properties) {
    this.properties = properties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String usage() {
    return "generate --output=<folder> --patients=<number> [--seed=<number>] [--as-of=<day>]"
        + " [--model=<file.yaml>] [--gzip] [--clean]: makes up patients and writes them as NDJSON;"
        + " the same options give the same patients";
  }

  @Override
  public Set<String> options() {
    return Set.of(OUTPUT, PATIENTS, SEED, AS_OF, MODEL, GZIP, CLEAN);
  }

  @Override
  public int run(Arguments arguments, PrintStream out) {
    Path output = Path.of(arguments.required(OUTPUT, "the folder of the NDJSON files"));
    long patients = number(arguments.option(PATIENTS).orElse(""), PATIENTS, 1, MOST);
    long seed =
        number(arguments.option(SEED).orElse(FIRST_SEED), SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    LocalDate asOf = arguments.date(AS_OF).orElse(FIRST_DAY);
    boolean gzip = isSet(arguments, GZIP);
    try {
      RuleFiles files =
          new RuleFilesLoader(GenerateCommand.class.getClassLoader()).load(properties.rules());
      Model model = model(arguments, files, isSet(arguments, CLEAN));
      Population.Done done =
          Population.write(
              new Population.Plan(model, output, patients, seed, asOf, gzip),
              seldom(out, patients));
      out.println(said(patients, done) + " In " + output);
      return FINE;
    } catch (IllegalArgumentException | ModelRejected | StartRefused e) {
      throw new Misused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      out.println("It could not be read or written: " + e.getMessage());
      return FAILED;
    }
  }

  private static Model model(Arguments arguments, RuleFiles files, boolean clean)
      throws IOException {
    String file = arguments.option(MODEL).orElse("");
    if (file.isEmpty()) {
      return Model.read(Model.SHIPPED, Model.shipped(), files, clean);
    }
    try {
      return Model.read(file, Files.readString(Path.of(file)), files, clean);
    } catch (NoSuchFileException e) {
      throw new Misused("There is no file " + file + ", which --" + MODEL + " names.");
    } catch (MalformedInputException e) {
      throw new Misused(file + " is not UTF-8 text.");
    }
  }

  private static String said(long patients, Population.Done done) {
    long lines = done.lines().values().stream().mapToLong(Long::longValue).sum();
    String types =
        done.lines().entrySet().stream()
            .map(type -> type.getKey() + " " + type.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%d patients made up, %d lines, %.1f MB: %s.",
        patients,
        lines,
        done.bytes() / 1e6,
        types);
  }

  /** Says how far it is every few seconds, and how fast. */
  private static LongConsumer seldom(PrintStream out, long patients) {
    long begun = System.nanoTime();
    long[] told = {begun};
    return done -> {
      long now = System.nanoTime();
      if (now - told[0] > PAUSE) {
        told[0] = now;
        double speed = done * 1e9 / (now - begun);
        out.println(
            String.format(Locale.ROOT, "%d of %d patients, %.0f a second", done, patients, speed));
      }
    };
  }

  private static boolean isSet(Arguments arguments, String name) {
    String value = arguments.options().get(name);
    if (value != null && !value.isEmpty() && !value.equals("true")) {
      throw new Misused("--" + name + " takes no value; read: " + value);
    }
    return value != null;
  }

  private static long number(String text, String name, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Misused(
        "--%s must be a whole number from %d to %d%s."
            .formatted(name, least, most, text.isEmpty() ? "" : "; read: " + text));
  }
}
