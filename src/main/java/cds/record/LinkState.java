package cds.record;

import java.util.List;

/** Whether one link is as it was written. The chain as a whole is verified elsewhere. */
public enum LinkState {
  /** Its content fits its hash, and it follows the link before it. */
  WHOLE("The content fits its hash, and the link follows the one before it."),
  /** Its content was deleted; the hashes are still right. */
  FORGOTTEN("The content was deleted; the link follows the one before it."),
  /** Content, hash or predecessor do not fit. */
  CHANGED("The link was changed, or the one before it was: verify the whole record.");

  private final String says;

  LinkState(String says) {
    this.says = says;
  }

  /** The same as a sentence. */
  public String says() {
    return says;
  }

  /** The state of a link. */
  public static LinkState of(Link link, RecordReader record) {
    List<Link> before = link.seq() == 1 ? List.of() : record.links(link.chain(), link.seq() - 2, 1);
    boolean first = link.seq() == 1;
    boolean follows =
        (first || (before.size() == 1 && before.get(0).seq() == link.seq() - 1))
            && link.hash()
                .equals(
                    Link.hash(
                        first ? "" : before.get(0).hash(),
                        link.chain(),
                        link.seq(),
                        link.kind(),
                        link.contentHash()));
    byte[] content = link.content();
    if (!follows || (content != null && !Sha256.of(content).equals(link.contentHash()))) {
      return CHANGED;
    }
    return content == null ? FORGOTTEN : WHOLE;
  }
}
