package cds.command;

import cds.knowledge.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was written after the name of a command.
 *
 * @param words arguments without {@code --}
 * @param options values by name, of {@code --name=value}; the value of {@code --name} is empty
 */
public record Arguments(List<String> words, Map<String, String> options) {

  /** Copies. */
  public Arguments {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /** Reads the arguments. */
  static Arguments of(List<String> args) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (String arg : args) {
      if (arg.startsWith("--")) {
        String[] parts = arg.substring(2).split("=", 2);
        options.put(parts[0], parts.length > 1 ? parts[1] : "");
      } else {
        words.add(arg);
      }
    }
    return new Arguments(words, options);
  }

  /**
   * Refuses options that neither the command nor the service knows.
   *
   * @throws Misused naming the option and the nearest known one
   */
  void requireKnown(Set<String> known) {
    for (String name : options.keySet()) {
      // Settings of the service have a prefix: cds., spring., logging. …
      if (!known.contains(name) && !name.contains(".")) {
        throw new Misused("There is no option --" + name + "." + Problems.nearest(name, known));
      }
    }
  }

  /**
   * The one word that a command needs.
   *
   * @throws Misused when there is none, or more
   */
  public String word(String meaning) {
    if (words.size() != 1) {
      throw new Misused("Give " + meaning + ".");
    }
    return words.get(0);
  }

  /** The value of an option, if it was given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * The value of an option that a command cannot do without.
   *
   * @param meaning what it is, in words
   * @throws Misused when it was not given
   */
  public String required(String name, String meaning) {
    return option(name).orElseThrow(() -> new Misused("Give --" + name + "=, " + meaning + "."));
  }

  /**
   * The day that an option names, if it was given.
   *
   * @throws Misused when it names no day
   */
  public Optional<LocalDate> date(String name) {
    try {
      return option(name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      throw new Misused("--" + name + " must be a day such as 2026-11-22.");
    }
  }

  /**
   * The beginning of the day (UTC) that an option names, if it was given.
   *
   * @throws Misused when it names no day
   */
  public Optional<Instant> day(String name) {
    return date(name).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
