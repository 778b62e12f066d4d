package cds.command;

import cds.web.start.CdsProperties;
import cds.web.start.StartRefused;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Finds and runs the command that the first argument names. */
public final class Commands {

  private static final Set<String> WITHOUT_DATABASE =
      Set.of(ScreenCommand.NAME, ReportCommand.NAME, GenerateCommand.NAME);

  private Commands() {}

  /** What commands need: settings, rules, the database, the record; nothing that listens. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @ComponentScan({"cds.command", "cds.web.start", "cds.insight"})
  static class Context {

    /** A database that cannot be used is said in a sentence before anything else is tried. */
    @Bean
    static LazyInitializationExcludeFilter databaseFirst() {
      return LazyInitializationExcludeFilter.forBeanTypes(FlywayMigrationInitializer.class);
    }

    /** The service makes and changes tables; a command might do so under replicas that run. */
    @Bean
    static FlywayMigrationStrategy nothingIsChanged() {
      return flyway -> {
        if (flyway.info().pending().length > 0) {
          throw new StartRefused(
              "The database was not made by this release. Start the service of this release once,"
                  + " or run the command with the release that is in use.");
        }
      };
    }
  }

  /** What commands need that ask no database: they run where no service was ever started. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(CdsProperties.class)
  @Import({ScreenCommand.class, ReportCommand.class, GenerateCommand.class})
  static class WithoutDatabase {}

  /** Whether the arguments name a command. */
  public static boolean isNamedIn(String[] args) {
    return args.length > 0 && !args[0].startsWith("-");
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return the exit code
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    Class<?> needs = WITHOUT_DATABASE.contains(args[0]) ? WithoutDatabase.class : Context.class;
    try (ConfigurableApplicationContext context = start(needs, rest)) {
      return run(context, args[0], Arguments.of(rest), out, err);
    } catch (NotStarted e) {
      return Command.FAILED;
    }
  }

  /** The failure analysis has said why. */
  private static final class NotStarted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStarted(RuntimeException cause) {
      super(cause);
    }
  }

  private static ConfigurableApplicationContext start(Class<?> needs, List<String> arguments) {
    try {
      return new SpringApplicationBuilder(needs)
          .web(WebApplicationType.NONE)
          .lazyInitialization(true)
          .properties("logging.level.root=warn")
          .run(arguments.stream().filter(a -> a.startsWith("--")).toArray(String[]::new));
    } catch (RuntimeException e) {
      throw new NotStarted(e);
    }
  }

  private static int run(
      ConfigurableApplicationContext context,
      String name,
      Arguments arguments,
      PrintStream out,
      PrintStream err) {
    List<Command> commands =
        context.getBeansOfType(Command.class).values().stream()
            .sorted(Comparator.comparing(Command::name))
            .toList();
    Optional<Command> command = commands.stream().filter(c -> c.name().equals(name)).findFirst();
    if (command.isEmpty()) {
      err.println("There is no command '" + name + "'. Commands:");
      commands.forEach(known -> err.println("  " + known.usage()));
      return Command.MISUSED;
    }
    try {
      arguments.requireKnown(command.get().options());
      return command.get().run(arguments, out);
    } catch (Misused e) {
      err.println(e.getMessage());
      err.println(command.get().usage());
      return Command.MISUSED;
    }
  }
}
