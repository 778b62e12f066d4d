package cds.command;

import java.io.PrintStream;
import java.util.Set;

/** One command. */
public interface Command {

  /** Everything is as it should be. */
  int FINE = 0;

  /** Something was found that should not be. */
  int FOUND = 1;

  /** The command was not understood. */
  int MISUSED = 2;

  /** It could not be run at all. */
  int FAILED = 3;

  /** The word it is called by. */
  String name();

  /** How it is used, in one line: its words and options, and what it does. */
  String usage();

  /** Names of the options it knows, beside the settings of the service. */
  default Set<String> options() {
    return Set.of();
  }

  /**
   * Runs it.
   *
   * @param arguments what was written after its name
   * @param out where the answer goes
   * @return {@link #FINE}, {@link #FOUND} or {@link #MISUSED}
   * @throws Misused when the arguments are not what it needs
   */
  int run(Arguments arguments, PrintStream out);
}
