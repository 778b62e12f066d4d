package cds.fhir;

/** Reads one parsed resource that is known to be the patient's. */
interface EntryReader<T> {

  /**
   * Reads it.
   *
   * @param resource the resource
   * @param reference its {@code Type/id}, or its type when it has no id
   * @throws RuntimeException when it cannot be read
   */
  Read<T> read(Element resource, String reference);
}
