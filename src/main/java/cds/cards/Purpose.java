package cds.cards;

/** What a plan is for. */
public enum Purpose {
  /** A new order. */
  CREATE("suggest", "Order "),
  /** To complete an order that is selected. */
  COMPLETE("suggest-order", "Complete the order: "),
  /** To correct an order that is about to be signed. */
  CORRECT("correct-order", "Correct the order: ");

  private final String key;
  private final String label;

  Purpose(String key, String label) {
    this.key = key;
    this.label = label;
  }

  /** Key of the dosing rule's {@code order} section that names the element to follow. */
  String key() {
    return key;
  }

  /** The words a suggestion begins with. */
  public String label() {
    return label;
  }
}
