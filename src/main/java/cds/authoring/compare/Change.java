package cds.authoring.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way in which two answers differ.
 *
 * @param kind what kind of difference it is
 * @param about what it is about: "verdict of" a policy, or the code of a finding
 * @param from what was said before; empty when nothing was, or only sentences changed
 * @param to what is said after; empty when nothing is, or only sentences changed
 */
public record Change(Kind kind, String about, String from, String to)
    implements Comparable<Change> {

  /** Kinds of difference, those that matter most first. */
  public enum Kind {
    /** Another verdict. */
    VERDICT,
    /** Said now, and not before. */
    APPEARED,
    /** Said before, and not now. */
    DISAPPEARED,
    /** More or less urgent. */
    URGENCY,
    /** The same verdict for other reasons. */
    REASONS,
    /** The same in other words, or with another suggestion. */
    TEXT
  }

  /** What differs between two answers to the same call; nothing when they say the same. */
  static List<Change> between(Answer before, Answer after) {
    Map<String, Statement> was = before.statements();
    Map<String, Statement> is = after.statements();
    Set<String> subjects = new TreeSet<>(was.keySet());
    subjects.addAll(is.keySet());
    List<Change> changes = new ArrayList<>();
    for (String about : subjects) {
      Statement old = was.get(about);
      Statement now = is.get(about);
      if (old != null && now != null) {
        said(old, now, changes);
      } else if (now != null) {
        changes.add(new Change(Kind.APPEARED, about, "", words(now)));
      } else if (old != null) {
        changes.add(new Change(Kind.DISAPPEARED, about, words(old), ""));
      }
    }
    Set<String> told = new TreeSet<>();
    changes.forEach(change -> told.add(change.about()));
    texts(before, after, told, changes);
    return changes;
  }

  private static void said(Statement old, Statement now, List<Change> changes) {
    String about = old.about();
    if (!old.code().equals(now.code())) {
      changes.add(new Change(Kind.VERDICT, about, old.code(), now.code()));
    } else if (!old.reasons().equals(now.reasons())) {
      changes.add(
          new Change(
              Kind.REASONS,
              about,
              without(old.reasons(), now.reasons()),
              without(now.reasons(), old.reasons())));
    }
    if (old.urgency() != now.urgency()) {
      changes.add(new Change(Kind.URGENCY, about, old.urgency().word(), now.urgency().word()));
    }
  }

  private static String words(Statement one) {
    return one.about().startsWith(one.code())
        ? one.urgency().word()
        : one.code() + ", " + one.urgency().word();
  }

  private static String without(List<String> some, List<String> others) {
    return String.join(", ", some.stream().filter(one -> !others.contains(one)).toList());
  }

  /** Cards that carry nothing that changed, and read otherwise all the same. */
  private static void texts(Answer before, Answer after, Set<String> told, List<Change> changes) {
    for (SaidCard card : after.cards()) {
      if (card.subjects().stream().noneMatch(told::contains) && !same(card, before, told)) {
        // Without a statement there is no card.
        changes.add(new Change(Kind.TEXT, card.statements().get(0).about(), "", ""));
      }
    }
  }

  private static boolean same(SaidCard card, Answer before, Set<String> told) {
    String first = card.statements().get(0).about();
    Optional<SaidCard> found =
        before.cards().stream().filter(one -> one.subjects().contains(first)).findFirst();
    if (found.isEmpty()) {
      return false;
    }
    SaidCard old = found.get();
    // What changed may have stood on this card, which then reads otherwise: that is told already.
    return old.subjects().stream().anyMatch(told::contains)
        || (old.subjects().equals(card.subjects())
            && old.text().equals(card.text())
            && old.indicator().equals(card.indicator()));
  }

  /** The kind in words. */
  public String says() {
    return switch (kind) {
      case VERDICT -> "other verdict";
      case APPEARED -> "appeared";
      case DISAPPEARED -> "disappeared";
      case URGENCY -> "other urgency";
      case REASONS -> "other reasons";
      case TEXT -> "other words or suggestions";
    };
  }

  @Override
  public int compareTo(Change other) {
    int byKind = kind.compareTo(other.kind);
    int byAbout = byKind == 0 ? about.compareTo(other.about) : byKind;
    int byFrom = byAbout == 0 ? from.compareTo(other.from) : byAbout;
    return byFrom == 0 ? to.compareTo(other.to) : byFrom;
  }
}
