package cds.profiles;

/** Check digits of code systems that have one: they catch typing errors, not wrong meanings. */
final class CheckDigits {

  private static final int[][] DIHEDRAL = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
    {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
    {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
    {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
    {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
    {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
    {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
  };
  private static final int[] STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

  private CheckDigits() {}

  /** Whether the code is well formed; code systems without a check digit always are. */
  static boolean valid(String system, String code) {
    return switch (system) {
      case "http://snomed.info/sct" -> code.matches("[1-9]\\d{5,17}") && verhoeff(code);
      case "http://loinc.org" -> code.matches("\\d{1,7}-\\d") && mod10(code.replace("-", ""));
      default -> true;
    };
  }

  private static boolean verhoeff(String digits) {
    int check = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      for (int i = 0; i < place % 8; i++) {
        digit = STEP[digit];
      }
      check = DIHEDRAL[check][digit];
    }
    return check == 0;
  }

  private static boolean mod10(String digits) {
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      int weighed = place % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }
}
