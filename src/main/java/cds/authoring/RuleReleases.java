package cds.authoring;

import static cds.authoring.Drafts.utc;

import cds.record.KeyRing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** The history of what was in force, each step signed. Rows are only ever added. */
public final class RuleReleases {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(ZoneOffset.UTC);

  private static final RowMapper<RuleRelease> RELEASE =
      (row, n) ->
          new RuleRelease(
              row.getLong("number"),
              row.getString("hash"),
              row.getString("version"),
              row.getString("draft"),
              row.getString("author"),
              row.getString("approver"),
              row.getString("released_by"),
              row.getObject("made_at", OffsetDateTime.class).toInstant(),
              row.getObject("effective_at", OffsetDateTime.class).toInstant(),
              row.getString("notes"),
              row.getString("signing_key"),
              row.getString("signature"));

  private final JdbcTemplate database;
  private final KeyRing keys;

  /**
   * Takes what it needs.
   *
   * @param keys signs releases, and tells whether one was signed here
   */
  public RuleReleases(JdbcTemplate database, KeyRing keys) {
    this.database = database;
    this.keys = keys;
  }

  /** All steps, the newest first. */
  public List<RuleRelease> all() {
    return database.query("select * from rule_release order by number desc", RELEASE);
  }

  /**
   * The releases whose drafts changed something in a folder, the newest first.
   *
   * @param folder path that the changed files begin with
   */
  public List<RuleRelease> changing(String folder) {
    return database.query(
        "select * from rule_release where draft in"
            + " (select draft from draft_step where undone = false and left(path, ?) = ?)"
            + " order by number desc",
        RELEASE,
        folder.length(),
        folder);
  }

  /** The step with a number. */
  public Optional<RuleRelease> find(long number) {
    return database.query("select * from rule_release where number = ?", RELEASE, number).stream()
        .findFirst();
  }

  /**
   * What is in force at a time: the newest step whose time has come; empty for the packed rules.
   */
  public Optional<RuleRelease> inForce(Instant at) {
    return database
        .query(
            "select * from rule_release where number ="
                + " (select max(number) from rule_release where effective_at <= ?)",
            RELEASE,
            utc(at))
        .stream()
        .findFirst();
  }

  /** How people will call the next release: {@code 2026.11.22-1}, the first of that day (UTC). */
  String nextVersion(Instant at) {
    String day = DAY.format(at) + "-";
    return day + (all().stream().filter(one -> one.version().startsWith(day)).count() + 1);
  }

  /** What waits for its day: the newest step, when its time has not come. */
  public Optional<RuleRelease> waiting(Instant at) {
    return all().stream().findFirst().filter(newest -> newest.effectiveAt().isAfter(at));
  }

  /**
   * Adds a step, signed; its number is the next one.
   *
   * @param unsigned what is to come into force; its number, key and signature do not matter
   * @throws org.springframework.dao.DuplicateKeyException when somebody else added one in the same
   *     moment
   */
  RuleRelease add(RuleRelease unsigned) {
    Long last =
        database.queryForObject("select coalesce(max(number), 0) from rule_release", Long.class);
    RuleRelease numbered = numbered(unsigned, (last == null ? 0 : last) + 1);
    KeyRing.Signed signed = keys.sign(numbered.statement());
    RuleRelease release = numbered.signed(signed.key(), signed.signature());
    insert(release);
    return release;
  }

  private static RuleRelease numbered(RuleRelease release, long number) {
    return new RuleRelease(
        number,
        release.hash(),
        release.version(),
        release.draft(),
        release.author(),
        release.approver(),
        release.releasedBy(),
        release.madeAt(),
        release.effectiveAt(),
        release.notes(),
        "",
        "");
  }

  private void insert(RuleRelease release) {
    database.update(
        "insert into rule_release (number, hash, version, draft, author, approver, released_by,"
            + " made_at, effective_at, notes, statement, signing_key, signature)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        release.number(),
        release.hash(),
        release.version(),
        release.draft(),
        release.author(),
        release.approver(),
        release.releasedBy(),
        utc(release.madeAt()),
        utc(release.effectiveAt()),
        release.notes(),
        release.statement(),
        release.key(),
        release.signature());
  }

  /** The public half of a key that signs releases: X.509 in Base64; empty for a key not on file. */
  public Optional<String> publicKey(String id) {
    return keys.publicKey(id);
  }

  /** Whether the signature holds for everything that the step says. */
  public boolean isSigned(RuleRelease release) {
    return keys.isSigned(
        release.statement(), new KeyRing.Signed(release.key(), release.signature()));
  }
}
