package cds.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who did what in the workbench: written down with every action, never changed. */
public final class Actions {

  private static final int MOST = 2000;
  private static final int LONGEST_SUBJECT = 300;

  private final JdbcTemplate database;

  /** Takes the database. */
  public Actions(JdbcTemplate database) {
    this.database = database;
  }

  /**
   * One action.
   *
   * @param at when
   * @param who name of the person
   * @param what a word, such as {@code approved}
   * @param subject what it was done to: a draft, a release, a person
   * @param detail more, or empty
   */
  public record Action(Instant at, String who, String what, String subject, String detail) {}

  /** Writes one down. */
  public void add(Action action) {
    database.update(
        "insert into person_action (acted_at, who, what, subject, detail) values (?, ?, ?, ?, ?)",
        OffsetDateTime.ofInstant(action.at(), ZoneOffset.UTC),
        action.who(),
        action.what(),
        cut(action.subject(), LONGEST_SUBJECT),
        cut(action.detail(), MOST));
  }

  /** The newest first. */
  public List<Action> newest(int most) {
    return find("", "", most);
  }

  /**
   * Those of a person or to a subject, the newest first.
   *
   * @param who name of the person; blank for everybody
   * @param subject a part of what it was done to; blank for all
   */
  public List<Action> find(String who, String subject, int most) {
    return database.query(
        "select acted_at, who, what, subject, detail from person_action"
            + " where (? = '' or who = ?) and (? = '' or position(? in subject) > 0)"
            + " order by id desc fetch first ? rows only",
        (row, n) ->
            new Action(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        who.strip(),
        who.strip(),
        subject.strip(),
        subject.strip(),
        most);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
