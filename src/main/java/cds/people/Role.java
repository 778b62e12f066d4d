package cds.people;

/** What a person may do in the workbench; a person may have several roles. */
public enum Role {
  /** Sees everything, changes nothing. */
  READER,
  /** Writes drafts and submits them. */
  AUTHOR,
  /** Approves or returns drafts of others, and releases what is approved. */
  REVIEWER,
  /** Lets people in; returns to earlier releases. */
  ADMINISTRATOR
}
