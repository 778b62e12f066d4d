package cds.knowledge;

/** What card texts may hold: Markdown without HTML and images, as CDS Hooks asks. */
public final class Markdown {

  /** What is wrong with a text that is not {@linkplain #isPlain plain}. */
  public static final String ONLY = "Markdown only: no HTML, no images";

  private Markdown() {}

  /** Whether a text holds no HTML and no images. */
  public static boolean isPlain(String text) {
    return !text.matches("(?s).*<[a-zA-Z/!].*") && !text.contains("![");
  }
}
