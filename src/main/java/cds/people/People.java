package cds.people;

import cds.people.Actions.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people on the database: who they are, what they may do, and that one administrator is always
 * left. Nobody is deleted; whoever leaves is no longer active. Each change is written to {@link
 * Actions} in the same transaction.
 */
public final class People {

  private static final int LONGEST_SHOWN = 128;
  private static final String THERE = "The first administrator is there already. Sign in.";

  private final PersonRows rows;
  private final Passwords passwords;
  private final SignIns signIns;
  private final Actions actions;
  private final TransactionTemplate transactions;
  private final TransactionTemplate alone;

  /** Takes the database and what hashes passwords. */
  public People(
      JdbcTemplate database,
      PlatformTransactionManager manager,
      PasswordEncoder encoder,
      Actions actions) {
    this.rows = new PersonRows(database);
    this.passwords = new Passwords(encoder);
    this.actions = actions;
    this.transactions = new TransactionTemplate(manager);
    this.alone = new TransactionTemplate(manager);
    this.alone.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
    this.signIns = new SignIns(rows, passwords, actions, transactions);
  }

  /** Whether nobody can sign in yet. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Somebody, active or not. */
  public Optional<Account> find(String name) {
    return rows.find(name).map(PersonRows.Row::account);
  }

  /** Everybody, by name. */
  public List<Account> all() {
    return rows.all();
  }

  /**
   * Makes the first person, an administrator.
   *
   * @throws PersonRefused when there is somebody already, or name or password cannot be taken
   */
  public synchronized void begin(Person first, String password, Instant now) {
    checkNames(first);
    if (!first.is(Role.ADMINISTRATOR)) {
      throw new PersonRefused("The first person must be an administrator.");
    }
    String kept = passwords.chosen(first.name(), password);
    try {
      alone.executeWithoutResult(
          status -> {
            if (!rows.isEmpty()) {
              throw new PersonRefused(THERE);
            }
            rows.insert(first, kept, now);
            act(now, first.name(), "first administrator", first.name(), words(first));
          });
    } catch (ConcurrencyFailureException | DuplicateKeyException e) {
      // Another replica was quicker by a moment.
      throw new PersonRefused(THERE);
    }
  }

  /**
   * Lets somebody in with a password that they must replace at their first sign-in.
   *
   * @param by name of the administrator
   * @throws PersonRefused when the name is taken or cannot be one
   */
  public void add(Person person, String oneTimePassword, String by, Instant now) {
    checkNames(person);
    String kept = passwords.once(oneTimePassword);
    try {
      transactions.executeWithoutResult(
          status -> {
            rows.insert(person, kept, now);
            act(now, by, "person added", person.name(), words(person));
          });
    } catch (DuplicateKeyException e) {
      throw new PersonRefused("Somebody has this name already.");
    }
  }

  /**
   * Changes what somebody is called, may do, and whether they may sign in at all.
   *
   * @param by name of the administrator
   * @throws PersonRefused when nobody has the name, or no administrator would be left
   */
  public void change(Person changed, boolean active, String by, Instant now) {
    checkNames(changed);
    transactions.executeWithoutResult(
        status -> {
          List<String> administrators = rows.lockAdministrators();
          Account before = known(changed.name());
          boolean stays = active && changed.is(Role.ADMINISTRATOR);
          if (!stays && administrators.equals(List.of(changed.name()))) {
            throw new PersonRefused(
                "This is the last administrator who can sign in. Make somebody else one first.");
          }
          if (before.proof() == Account.Proof.PROVIDER
              && !before.person().roles().equals(changed.roles())) {
            throw new PersonRefused("The roles of this person come from the identity provider.");
          }
          rows.update(changed, active, now);
          act(
              now,
              by,
              "person changed",
              changed.name(),
              words(changed) + (active ? "" : "; may not sign in"));
        });
  }

  /**
   * Gives somebody a one-time password in place of the one they have; it also opens what wrong
   * passwords have locked.
   *
   * @param by name of the administrator
   * @throws PersonRefused when nobody has the name, or an identity provider vouches for them
   */
  public void reset(String name, String oneTimePassword, String by, Instant now) {
    String kept = passwords.once(oneTimePassword);
    transactions.executeWithoutResult(
        status -> {
          refuseVouched(known(name));
          rows.setPassword(name, kept, now);
          act(now, by, "password reset", name, "");
        });
  }

  /**
   * Sets one's own password. All sessions that began before are over.
   *
   * @throws PersonRefused when the present one is wrong, or the new one cannot be taken
   */
  public void setPassword(String name, String present, String password, Instant now) {
    refuseVouched(known(name));
    if (!signIns.prove(name, present, now)) {
      throw new PersonRefused("The present password is wrong.");
    }
    if (present.equals(password)) {
      throw new PersonRefused("Choose another password than the present one.");
    }
    String kept = passwords.chosen(name, password);
    transactions.executeWithoutResult(
        status -> {
          rows.setPassword(name, kept, now);
          act(now, name, "password changed", name, "");
        });
  }

  /** See {@link SignIns}. */
  public SignIns signIns() {
    return signIns;
  }

  private Account known(String name) {
    return find(name).orElseThrow(() -> new PersonRefused("Nobody has this name."));
  }

  private static void refuseVouched(Account account) {
    if (account.proof() == Account.Proof.PROVIDER) {
      throw new PersonRefused("This person signs in at the identity provider, without a password.");
    }
  }

  private static void checkNames(Person person) {
    if (!Person.nameOf(person.name()).equals(Optional.of(person.name()))) {
      throw new PersonRefused(
          "A name has 1 to 64 small letters, digits, dots, hyphens, underscores or @.");
    }
    String shown = person.shownName();
    if (shown.isBlank()
        || shown.length() > LONGEST_SHOWN
        || shown.chars().anyMatch(Character::isISOControl)) {
      throw new PersonRefused("A shown name has 1 to " + LONGEST_SHOWN + " characters.");
    }
  }

  private void act(Instant at, String who, String what, String subject, String detail) {
    actions.add(new Action(at, who, what, subject, detail));
  }

  private static String words(Person person) {
    return person.roles().isEmpty()
        ? "no role"
        : person.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", "));
  }
}
