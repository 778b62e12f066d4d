package cds.fuzz;

import java.util.List;

/** Texts that stand for a patient's name and a token: they may turn up nowhere. */
final class Canaries {

  static final String NAME = "Quetzalcanary";
  static final String TOKEN = "tok-canary-5e1f";

  private static final List<String> ALL = List.of(NAME, TOKEN);

  private Canaries() {}

  /** Whether one of them is in the text. */
  static boolean in(String text) {
    return ALL.stream().anyMatch(text::contains);
  }
}
