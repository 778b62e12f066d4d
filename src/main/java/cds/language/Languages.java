package cds.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Set;

/** The languages a release speaks: English, and every language that is complete and reviewed. */
public final class Languages {

  /** Tag of the language that rules are written in. */
  public static final String ENGLISH = "en";

  private final Language english;
  private final Map<String, Language> byTag = new LinkedHashMap<>();

  /** Takes English and the languages that may be chosen beside it. */
  public Languages(Language english, List<Language> others) {
    this.english = english;
    byTag.put(ENGLISH, english);
    others.forEach(language -> byTag.put(language.tag(), language));
  }

  /** English. */
  public Language english() {
    return english;
  }

  /** All that may be chosen. */
  public List<Language> all() {
    return List.copyOf(byTag.values());
  }

  /** The tags of all that may be chosen. */
  public Set<String> tags() {
    return Set.copyOf(byTag.keySet());
  }

  /**
   * The first wanted language that may be chosen ({@code de-AT} finds {@code de}; RFC 4647,
   * lookup); English when there is none.
   *
   * @param wanted language ranges, the most wanted first; what is none is passed over
   */
  public Language best(List<String> wanted) {
    List<LanguageRange> ranges = new ArrayList<>();
    for (String range : wanted) {
      try {
        ranges.add(new LanguageRange(range));
      } catch (IllegalArgumentException e) {
        // Not a language range: nobody can be meant by it.
      }
    }
    String tag = ranges.isEmpty() ? null : Locale.lookupTag(ranges, byTag.keySet());
    return tag == null ? english : of(tag);
  }

  private Language of(String tag) {
    return byTag.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(tag))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(english);
  }
}
