package cds.people;

import cds.people.Actions.Action;
import cds.people.PersonRows.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets people in who prove who they are. Ten wrong passwords lock a name for a quarter of an hour.
 * Whether a name is known, locked or inactive is told to nobody but the readers of {@link Actions}.
 */
public final class SignIns {

  /** Wrong passwords after which a name is locked. */
  public static final int ALLOWED = 10;

  /** How long a name is locked. */
  public static final Duration LOCKED = Duration.ofMinutes(15);

  /** How long a one-time password is good. */
  public static final Duration ONE_TIME = Duration.ofDays(7);

  /** Who it is where a name is not known; the name may be a password in the wrong field. */
  public static final String UNKNOWN = "unknown";

  private static final String IN = "signed in";
  private static final String FAILED = "sign-in failed";

  private final PersonRows rows;
  private final Passwords passwords;
  private final Actions actions;
  private final TransactionTemplate transactions;

  SignIns(PersonRows rows, Passwords passwords, Actions actions, TransactionTemplate transactions) {
    this.rows = rows;
    this.passwords = passwords;
    this.actions = actions;
    this.transactions = transactions;
  }

  /**
   * Lets somebody in by name and password.
   *
   * @return empty when they are not let in, for whatever reason
   */
  public Optional<Account> byPassword(String written, String password, Instant now) {
    Optional<Row> row = Person.nameOf(written).flatMap(rows::find);
    String name = row.map(known -> known.account().person().name()).orElse(UNKNOWN);
    Optional<Account> let =
        row.map(Row::account).filter(Account::active).filter(account -> isInTime(account, now));
    if (let.isEmpty()) {
      passwords.pretend(password);
      act(now, name, FAILED, row.isEmpty() ? "no such name" : "not active, or too late");
      return Optional.empty();
    }
    if (!prove(name, password, now)) {
      act(now, name, FAILED, "wrong password, or locked after " + ALLOWED + " of them");
      return Optional.empty();
    }
    act(now, name, IN, "");
    return let;
  }

  private static boolean isInTime(Account account, Instant now) {
    return !account.mustSetPassword() || now.isBefore(account.changedAt().plus(ONE_TIME));
  }

  /** Whether somebody knows their password, and their name is not locked. */
  boolean prove(String name, String password, Instant now) {
    Optional<Row> row =
        rows.find(name).filter(found -> found.account().proof() != Account.Proof.PROVIDER);
    if (row.isEmpty() || !rows.countAttempt(name, ALLOWED, now, now.plus(LOCKED))) {
      passwords.pretend(password);
      return false;
    }
    if (!passwords.isRight(password, row.get().kept())) {
      return false;
    }
    rows.forgetAttempts(name);
    return true;
  }

  /**
   * Lets somebody in for whom an identity provider vouches; it also says what they may do.
   *
   * @param person name, shown name and roles as the provider tells them
   * @param subject what the provider calls them for ever, and nobody else
   * @throws PersonRefused when they have no role, are not active, or somebody else has the name
   */
  public Account vouched(Person person, String subject, Instant now) {
    String fingerprint = Passwords.PROVIDER + PersonRows.sha256(subject);
    Optional<Account> account;
    try {
      account = transactions.execute(status -> told(person, fingerprint, now));
    } catch (DuplicateKeyException taken) {
      act(now, person.name(), FAILED, "somebody else at the identity provider has this name");
      throw new PersonRefused("Somebody else has your name here. Ask an administrator.");
    }
    String name = account.map(known -> known.person().name()).orElse(UNKNOWN);
    if (account.isEmpty() || account.get().person().roles().isEmpty()) {
      act(now, name, FAILED, "the identity provider names no role");
      throw new PersonRefused(
          "Your identity provider names no role that you have here. Ask an administrator.");
    }
    if (!account.get().active()) {
      act(now, name, FAILED, "not active");
      throw new PersonRefused("You may not sign in any more. Ask an administrator.");
    }
    act(now, name, IN, "vouched for by the identity provider");
    return account.get();
  }

  /** Whoever loses the last role at the provider loses it here at once; new ones need one. */
  private Optional<Account> told(Person person, String fingerprint, Instant now) {
    Optional<Account> known = rows.findVouched(fingerprint).map(Row::account);
    if (known.isPresent()) {
      String name = known.get().person().name();
      Person told = new Person(name, person.shownName(), person.roles());
      if (!told.equals(known.get().person())) {
        rows.update(told, known.get().active(), now);
        act(now, name, "person changed", "by the identity provider");
      }
      return rows.find(name).map(Row::account);
    }
    if (person.roles().isEmpty()) {
      return Optional.empty();
    }
    rows.insert(person, fingerprint, now);
    return rows.find(person.name()).map(Row::account);
  }

  private void act(Instant at, String who, String what, String detail) {
    actions.add(new Action(at, who, what, who, detail));
  }
}
