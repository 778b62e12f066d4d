package cds.web.workbench;

import cds.cohort.Identity;
import cds.cohort.run.Order;
import cds.decide.Caller;
import cds.knowledge.RuleFiles;
import cds.web.start.CdsProperties;
import cds.web.wire.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;

/** The form that begins a run over a population. */
final class PopulationForm {

  static final int MOST_MADE_UP = 50_000;

  private static final int BAD = 400;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 8;
  private static final int KEY_BYTES = 32;
  private static final String MADE_UP = "made-up";

  private final HttpServletRequest http;
  private final CdsProperties properties;
  private final Populations populations;

  PopulationForm(HttpServletRequest http, CdsProperties properties, Populations populations) {
    this.http = http;
    this.properties = properties;
    this.populations = populations;
  }

  /** Id of the draft whose rules are wanted; empty for the rules in force. */
  String draft() {
    return text("rules");
  }

  /**
   * What is wanted.
   *
   * @param owner who wants it
   * @param rules which rules, in words
   * @param files the rules
   * @throws Refusal 400 naming what is wrong
   */
  Order order(String owner, Instant begun, String rules, RuleFiles files) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    boolean made = text("population").equals(MADE_UP);
    Order.MakeUp makeUp =
        made ? new Order.MakeUp(number("patients", MOST_MADE_UP), number("seed", 999_999)) : null;
    LocalDate day = day();
    Path input =
        makeUp == null
            ? populations.find(text("population"))
            : populations.madeUp(makeUp.patients(), makeUp.seed(), day);
    return new Order(
        name,
        owner,
        begun,
        makeUp == null ? text("population") : makeUp.patients() + " made-up patients",
        input,
        populations.results(name),
        makeUp,
        rules,
        files,
        caller(),
        day,
        identity());
  }

  private Caller caller() {
    String label = text("label");
    String[] policies = http.getParameterValues("policies");
    return Caller.of(
        "screen",
        label.isEmpty() ? properties.label() : label,
        policies == null ? List.of() : List.of(policies),
        properties.zone());
  }

  /** The key is kept nowhere: nobody can tell who a pseudonym is. */
  private Identity identity() {
    if (text("pseudonyms").isEmpty()) {
      return Identity.OWN;
    }
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return Identity.pseudonyms(key);
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(text("day"));
    } catch (DateTimeParseException e) {
      throw new Refusal(BAD, "value", "Choose the day to judge by.");
    }
  }

  private int number(String name, int most) {
    String text = text(name);
    int number = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw new Refusal(BAD, "value", "For '" + name + "' give a number from 1 to " + most + ".");
    }
    return number;
  }

  private String text(String name) {
    String value = http.getParameter(name);
    return value == null ? "" : value.strip();
  }
}
