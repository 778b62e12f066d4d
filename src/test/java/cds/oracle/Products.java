package cds.oracle;

import java.util.List;

/** Drugs by what they are to these rules. */
final class Products {

  /** What a drug is to these rules. */
  enum Kind {
    DUPILUMAB,
    LOW_STEROID,
    STEROID,
    UNRANKED_STEROID,
    CALCINEURIN,
    OTHER_TOPICAL,
    JAK,
    TOPICAL_JAK,
    BIOLOGIC,
    IMMUNOSUPPRESSANT,
    INHALED_STEROID,
    EYE_STEROID,
    ANTHELMINTIC,
    UNRELATED,
    UNCODED
  }

  /** A product by its RxNorm code, or an ingredient with the route that the dosage names. */
  record Product(String code, Kind kind, String route, int mg, boolean pen) {
    private Product(String code, Kind kind) {
      this(code, kind, "", 0, false);
    }
  }

  static final String TOPICAL_ROUTE = "6064005";
  static final String ORAL_ROUTE = "26643006";

  static final Product INGREDIENT = new Product("1876376", Kind.DUPILUMAB, "", 0, false);
  static final Product SYRINGE_300 = new Product("1876401", Kind.DUPILUMAB, "", 300, false);
  static final Product PEN_300 = new Product("2375327", Kind.DUPILUMAB, "", 300, true);
  static final Product SYRINGE_200 = new Product("2099300", Kind.DUPILUMAB, "", 200, false);
  static final Product PEN_200 = new Product("2559706", Kind.DUPILUMAB, "", 200, true);
  static final Product SYRINGE_100 = new Product("2583634", Kind.DUPILUMAB, "", 100, false);

  private static final List<Product> OTHERS =
      List.of(
          new Product("203105", Kind.LOW_STEROID),
          new Product("310861", Kind.LOW_STEROID),
          new Product("151029", Kind.STEROID),
          new Product("1370770", Kind.STEROID),
          new Product("1085633", Kind.STEROID),
          new Product("861434", Kind.STEROID),
          new Product("669081", Kind.STEROID),
          new Product("108118", Kind.STEROID, TOPICAL_ROUTE, 0, false),
          new Product("197520", Kind.UNRANKED_STEROID),
          new Product("1370750", Kind.UNRANKED_STEROID),
          new Product("313189", Kind.CALCINEURIN),
          new Product("314266", Kind.CALCINEURIN),
          new Product("562806", Kind.CALCINEURIN),
          new Product("1865957", Kind.OTHER_TOPICAL),
          new Product("2570752", Kind.TOPICAL_JAK),
          new Product("2721167", Kind.TOPICAL_JAK),
          new Product("2196894", Kind.JAK),
          new Product("2205472", Kind.JAK),
          new Product("2591487", Kind.JAK),
          new Product("2589378", Kind.BIOLOGIC),
          new Product("2693903", Kind.BIOLOGIC),
          new Product("2691325", Kind.BIOLOGIC),
          new Product("2673762", Kind.BIOLOGIC),
          new Product("2596444", Kind.BIOLOGIC),
          new Product("2628920", Kind.BIOLOGIC),
          new Product("328160", Kind.IMMUNOSUPPRESSANT),
          new Product("105586", Kind.IMMUNOSUPPRESSANT),
          new Product("197388", Kind.IMMUNOSUPPRESSANT),
          new Product("311880", Kind.IMMUNOSUPPRESSANT),
          new Product("895994", Kind.INHALED_STEROID),
          new Product("1246288", Kind.INHALED_STEROID),
          new Product("2196590", Kind.INHALED_STEROID),
          new Product("309692", Kind.EYE_STEROID),
          new Product("562379", Kind.EYE_STEROID),
          new Product("311207", Kind.ANTHELMINTIC),
          new Product("198140", Kind.ANTHELMINTIC),
          new Product("2572292", Kind.UNRELATED),
          new Product("312614", Kind.UNRELATED),
          new Product("1431971", Kind.UNRELATED),
          new Product("emollient", Kind.UNCODED));

  private Products() {}

  /** The products of a kind. */
  static List<Product> of(Kind kind) {
    return OTHERS.stream().filter(product -> product.kind() == kind).toList();
  }

  /** Dupilumab in a strength and device. */
  static Product dupilumab(int mg, boolean pen) {
    if (mg == 300) {
      return pen ? PEN_300 : SYRINGE_300;
    }
    return pen ? PEN_200 : SYRINGE_200;
  }
}
