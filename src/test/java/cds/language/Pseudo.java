package cds.language;

import cds.knowledge.Catalogue;
import cds.rules.Release;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A language made up for tests: every letter of every text has an accent, and brackets stand around
 * it. What is shown without accents was never put up for translation.
 */
public final class Pseudo {

  /** Its tag: the pseudo language of Unicode's locale data. */
  public static final String TAG = "en-XA";

  /** The file of its catalogue. */
  public static final String FILE = "rules/languages/" + TAG + ".yaml";

  private static final String HEAD =
      """
      name: Pseudo
      reviewed: {by: nobody, on: 2026-11-22}
      complete: true
      formats: {decimal: ",", day: dd.MM.yyyy, month: MM.yyyy, year: yyyy}
      """;

  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String ACCENTED = "áƀćđéƒǵħíĵķłḿńóƥɋŕśťúṽŵẋýžÁɃĆĐÉƑǴĦÍĴĶŁḾŃÓƤɊŔŚŤÚṼŴẊÝŽ";
  private static final Pattern PARTS = Pattern.compile("(\\{[\\w.,-]+})|[a-zA-Z]");
  private static final int LONGEST = 137;

  private Pseudo() {}

  /** The texts of the release and the catalogue of the language. */
  public static Map<String, String> texts() {
    Map<String, String> texts = Release.texts();
    texts.put(FILE, catalogue());
    return texts;
  }

  /** Its catalogue: complete, and reviewed by nobody. */
  public static String catalogue() {
    return CatalogueFile.of(HEAD, Catalogue.of(Release.rules()).values(), Pseudo::translated);
  }

  /** A text with accents and brackets; a long one without brackets, since a summary is limited. */
  static String translated(String english) {
    String accented =
        PARTS
            .matcher(english)
            .replaceAll(
                part ->
                    java.util.regex.Matcher.quoteReplacement(
                        part.group(1) != null
                            ? part.group(1)
                            : ACCENTED.substring(
                                PLAIN.indexOf(part.group()), PLAIN.indexOf(part.group()) + 1)));
    return accented.length() > LONGEST ? accented : "⟦" + accented + "⟧";
  }
}
