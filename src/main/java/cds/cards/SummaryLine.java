package cds.cards;

import cds.cdshooks.Card;
import cds.language.Language;
import cds.language.Phrase;
import cds.language.Sentence;

/** Fits a summary into the length that CDS Hooks allows. */
final class SummaryLine {

  private SummaryLine() {}

  /**
   * The sentence, cut between words when it is too long, and how many other findings are as urgent.
   *
   * @param sentence in the language of the card
   * @param others how many more there are
   */
  static String of(String sentence, long others, Language language) {
    String frame = others == 0 ? "" : framed("", others, language);
    String cut = cut(sentence, Card.MAX_SUMMARY - frame.codePointCount(0, frame.length()));
    return others == 0 ? cut : framed(cut, others, language);
  }

  private static String framed(String sentence, long others, Language language) {
    return Phrase.AND_MORE.of(Sentence.verbatim(sentence), Sentence.number(others)).in(language);
  }

  private static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    String head = text.substring(0, text.offsetByCodePoints(0, most - 1));
    int space = head.lastIndexOf(' ');
    return (space > most / 2 ? head.substring(0, space) : head) + "…";
  }
}
