package cds.fhir;

import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a service call, read in one pass: the envelope as JSON, prefetched Bundles as their
 * resources. As strict as {@link StrictJson}, and what is not plain is read as JSON, too, so that
 * nothing but speed depends on the order or form in which a client writes.
 *
 * @param envelope the request; its {@code prefetch} is empty when it is an object
 * @param prefetch what was prefetched
 */
public record RequestBody(ObjectNode envelope, Prefetch prefetch) {

  private static final String PREFETCH = "prefetch";

  /**
   * Reads a body.
   *
   * @throws StrictJson.Malformed when it is not one strict JSON object
   */
  public static RequestBody read(byte[] body) {
    // UTF-16, a byte order mark and the like: the parser then counts no bytes.
    boolean plain = body.length > 1 && body[0] == '{' && body[1] != 0;
    return plain
        ? StrictJson.refusing(() -> new BodyPass(body).request())
        : of(StrictJson.read(body));
  }

  /** A body that has been read as a tree, for the reader that knows trees only. */
  public static RequestBody of(ObjectNode tree) {
    if (!(tree.path(PREFETCH) instanceof ObjectNode prefetch)) {
      return new RequestBody(tree, Prefetch.none());
    }
    ObjectNode envelope = tree.deepCopy();
    envelope.putObject(PREFETCH);
    return new RequestBody(envelope, Prefetch.of(prefetch));
  }
}
