package cds.knowledge;

import java.util.regex.Pattern;

/**
 * What card texts may hold: Markdown without HTML and images, as CDS Hooks asks. Links go to {@code
 * https} and stand where they are named: what a client does with others nobody here knows.
 */
public final class Markdown {

  /** What is wrong with a text that is not {@linkplain #isPlain plain}. */
  public static final String ONLY = "Markdown only: no HTML, no images, links to https only";

  /** A link to elsewhere, or the definition of one. */
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https://)|^\\s{0,3}\\[[^]]*]:", Pattern.MULTILINE);

  private static final Pattern HTML = Pattern.compile("<[a-zA-Z/!]");

  private Markdown() {}

  /** Whether a text holds no HTML, no images, and no links but to {@code https}. */
  public static boolean isPlain(String text) {
    return !HTML.matcher(text).find() && !text.contains("![") && !LINK.matcher(text).find();
  }
}
