package cds;

import cds.command.Commands;
import cds.command.Rehearsal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** Starts the service, or runs a command on its record. */
@SpringBootApplication
@ComponentScan(
    excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "cds\\.command\\..*"))
public class Application {

  /** Takes a command and its words, or nothing to serve; and properties as {@code --name=value}. */
  public static void main(String[] args) {
    if (Rehearsal.isNamedIn(args)) {
      Rehearsal.run(Application.class);
      return;
    }
    if (Commands.isNamedIn(args)) {
      System.exit(Commands.run(args, System.out, System.err));
    }
    SpringApplication.run(Application.class, args);
  }
}
