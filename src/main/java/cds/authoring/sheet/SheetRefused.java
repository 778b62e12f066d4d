package cds.authoring.sheet;

/**
 * A file or a change that is not taken, with a sentence for people that says where and why. Nothing
 * was changed then.
 */
public final class SheetRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String where;
  private final String says;

  /** Refuses the whole. */
  public SheetRefused(String says) {
    this("", says);
  }

  /** Refuses what stands at a place. */
  public SheetRefused(String where, String says) {
    super(where.isEmpty() ? says : where + ": " + says);
    this.where = where;
    this.says = says;
  }

  /** The place, as in {@code sheet age, cell C4} or {@code line 7}; empty for the whole file. */
  public String where() {
    return where;
  }

  /** What is wrong and what to do, without the place. */
  public String says() {
    return says;
  }
}
