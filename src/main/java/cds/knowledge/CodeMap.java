package cds.knowledge;

import java.util.List;

/**
 * What one site says about its own codes: a file that the client registry names. It is not part of
 * a rule release, so it carries a hash of its own for whoever must show later what was in force.
 *
 * @param file its path, as the registry names it
 * @param sha256 {@code sha256:} and the hash of its LF-normalised text; empty for {@link #NONE}
 * @param owner who answers for it at the site
 * @param reviewed day of the last review, such as 2026-11-01
 * @param codes the site's codes, in file order
 */
public record CodeMap(
    String file, String sha256, String owner, String reviewed, List<SiteCode> codes) {

  /** A site that has no codes of its own. */
  public static final CodeMap NONE = new CodeMap("", "", "", "", List.of());

  /** Copies. */
  public CodeMap {
    codes = List.copyOf(codes);
  }
}
