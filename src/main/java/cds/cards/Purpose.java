package cds.cards;

import cds.language.Phrase;

/** What a plan is for. */
enum Purpose {
  /** A new order. */
  CREATE("suggest", Phrase.ORDER),
  /** To complete an order that is selected. */
  COMPLETE("suggest-order", Phrase.COMPLETE_ORDER),
  /** To correct an order that is about to be signed. */
  CORRECT("correct-order", Phrase.CORRECT_ORDER);

  private final String key;
  private final Phrase label;

  Purpose(String key, Phrase label) {
    this.key = key;
    this.label = label;
  }

  /** Key of the dosing rule's {@code order} section that names the element to follow. */
  String key() {
    return key;
  }

  /** What the suggestion is called, around the order in a phrase. */
  Phrase label() {
    return label;
  }
}
