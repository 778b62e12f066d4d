package cds.authoring.sheet;

import cds.rules.Release;
import java.util.Map;
import java.util.TreeMap;

/** The files of the release whose text is kept. */
final class RuleTexts {

  private RuleTexts() {}

  /** Texts by path of all files below {@code rules/} whose path ends so. */
  static Map<String, String> ending(String suffix) {
    Map<String, String> texts = new TreeMap<>(Release.texts());
    texts.keySet().removeIf(path -> !path.startsWith("rules/") || !path.endsWith(suffix));
    return texts;
  }
}
