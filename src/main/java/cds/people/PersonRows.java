package cds.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of people. What is in the column of the password never leaves this package. */
final class PersonRows {

  private final JdbcTemplate database;

  PersonRows(JdbcTemplate database) {
    this.database = database;
  }

  /** A row: the account, and the hash that proves it. */
  record Row(Account account, String kept) {}

  Optional<Row> find(String name) {
    return one("select * from person where name = ?", name);
  }

  /** Whom an identity provider vouches for under this fingerprint. */
  Optional<Row> findVouched(String fingerprint) {
    return one("select * from person where password = ?", fingerprint);
  }

  private Optional<Row> one(String sql, String value) {
    return database.query(sql, (row, n) -> read(row), value).stream().findFirst();
  }

  List<Account> all() {
    return database.query("select * from person order by name", (row, n) -> read(row).account());
  }

  boolean isEmpty() {
    return database.queryForList("select name from person fetch first 1 rows only").isEmpty();
  }

  void insert(Person person, String kept, Instant now) {
    database.update(
        "insert into person (name, shown_name, roles, password, active, failed_sign_ins,"
            + " created_at, changed_at) values (?, ?, ?, ?, true, 0, ?, ?)",
        person.name(),
        person.shownName(),
        roles(person.roles()),
        kept,
        utc(now),
        utc(now));
  }

  /** Whether there was such a person. */
  boolean update(Person person, boolean active, Instant now) {
    return database.update(
            "update person set shown_name = ?, roles = ?, active = ?, changed_at = ?"
                + " where name = ?",
            person.shownName(),
            roles(person.roles()),
            active,
            utc(now),
            person.name())
        == 1;
  }

  /** A new password also opens what wrong ones have locked. */
  void setPassword(String name, String kept, Instant now) {
    database.update(
        "update person set password = ?, changed_at = ?, failed_sign_ins = 0, locked_until = null"
            + " where name = ?",
        kept,
        utc(now),
        name);
  }

  /** Names of administrators who may sign in; nobody else changes them before the end. */
  List<String> lockAdministrators() {
    return database.query(
        "select name from person where active = true and roles like ? order by name for update",
        (row, nth) -> row.getString("name"),
        "%" + Role.ADMINISTRATOR + "%");
  }

  /**
   * Counts an attempt before its password is looked at, so that many at once gain nothing. The last
   * one allowed locks the name; it is opened again when its password is right.
   *
   * @return whether the password may be looked at
   */
  boolean countAttempt(String name, int allowed, Instant now, Instant lockedUntil) {
    return database.update(
            "update person set"
                + " locked_until = case when failed_sign_ins + 1 >= ?"
                + " then cast(? as timestamp with time zone) else null end,"
                + " failed_sign_ins = case when failed_sign_ins + 1 >= ? then 0"
                + " else failed_sign_ins + 1 end"
                + " where name = ? and (locked_until is null or locked_until <= ?)",
            allowed,
            utc(lockedUntil),
            allowed,
            name,
            utc(now))
        == 1;
  }

  void forgetAttempts(String name) {
    database.update(
        "update person set failed_sign_ins = 0, locked_until = null where name = ?", name);
  }

  private static Row read(ResultSet row) throws SQLException {
    String kept = String.valueOf(row.getString("password"));
    OffsetDateTime locked = row.getObject("locked_until", OffsetDateTime.class);
    return new Row(
        new Account(
            new Person(
                row.getString("name"), row.getString("shown_name"), read(row.getString("roles"))),
            row.getBoolean("active"),
            proof(kept),
            stamp(kept),
            row.getObject("changed_at", OffsetDateTime.class).toInstant(),
            locked == null ? null : locked.toInstant()),
        kept);
  }

  private static Account.Proof proof(String kept) {
    if (kept.startsWith(Passwords.ONCE)) {
      return Account.Proof.ONE_TIME_PASSWORD;
    }
    return kept.startsWith(Passwords.PROVIDER) ? Account.Proof.PROVIDER : Account.Proof.PASSWORD;
  }

  /** Not the hash itself: a session holds the stamp. */
  private static String stamp(String kept) {
    return sha256(kept).substring(0, 32);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String roles(Set<Role> roles) {
    return roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
  }

  private static Set<Role> read(String roles) {
    return Arrays.stream(roles.split(","))
        .filter(name -> !name.isEmpty())
        .map(Role::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
