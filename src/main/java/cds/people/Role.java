package cds.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do in the workbench; a person may have several roles. */
public enum Role {
  /** Sees everything, changes nothing. */
  READER,
  /** Writes drafts and submits them. */
  AUTHOR,
  /** Approves or returns drafts of others, and releases what is approved. */
  REVIEWER,
  /** Lets people in; returns to earlier releases. */
  ADMINISTRATOR;

  /** How pages and identity providers call it, such as {@code reviewer}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a word, if it is one. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
