package cds.knowledge;

import cds.language.Sentence;

/**
 * A resource that decided, and what it says.
 *
 * @param resource {@code Type/id}
 * @param says the fact in plain words with its date ("body weight 70.4 kg on 2025-06-10"); no names
 */
public record Source(String resource, Sentence says) {

  /** Few facts share a resource, and sets of sources are made by the hundred for every patient. */
  @Override
  public int hashCode() {
    return resource.hashCode();
  }
}
