package cds.oracle;

import java.math.BigDecimal;
import java.util.List;

/** A row: ages in months, weights in kg, loading doses, maintenance; null: no limit. */
record LabelRow(
    String label,
    int from,
    Integer before,
    Integer kg,
    Integer kgBelow,
    List<Integer> loading,
    int mg,
    int weeks) {

  static final List<LabelRow> ALL =
      List.of(
          new LabelRow("us-label", 6, 72, 5, 15, List.of(), 200, 4),
          new LabelRow("us-label", 6, 72, 15, 30, List.of(), 300, 4),
          new LabelRow("us-label", 72, 216, 15, 30, List.of(600), 300, 4),
          new LabelRow("us-label", 72, 216, 30, 60, List.of(400), 200, 2),
          new LabelRow("us-label", 72, 216, 60, null, List.of(600), 300, 2),
          new LabelRow("us-label", 216, null, null, null, List.of(600), 300, 2),
          new LabelRow("eu-label", 6, 72, 5, 15, List.of(), 200, 4),
          new LabelRow("eu-label", 6, 72, 15, 30, List.of(), 300, 4),
          new LabelRow("eu-label", 72, 144, 15, 60, List.of(300, 300), 300, 4),
          new LabelRow("eu-label", 72, 144, 60, null, List.of(600), 300, 2),
          new LabelRow("eu-label", 144, 216, null, 60, List.of(400), 200, 2),
          new LabelRow("eu-label", 144, 216, 60, null, List.of(600), 300, 2),
          new LabelRow("eu-label", 216, null, null, null, List.of(600), 300, 2));

  boolean ofAge(int months) {
    return months >= from && (before == null || months < before);
  }

  boolean ofWeight(BigDecimal weight) {
    if (kg == null && kgBelow == null) {
      return true;
    }
    return weight != null
        && (kg == null || weight.compareTo(BigDecimal.valueOf(kg)) >= 0)
        && (kgBelow == null || weight.compareTo(BigDecimal.valueOf(kgBelow)) < 0);
  }

  /** Whether a regimen is the maintenance of this row, or the other one it allows. */
  boolean allows(int otherMg, int otherWeeks) {
    boolean stepUp = label.equals("eu-label") && from == 72 && kg == 15;
    return is(otherMg, otherWeeks) || (stepUp && otherMg == 200 && otherWeeks == 2);
  }

  boolean is(int otherMg, int otherWeeks) {
    return mg == otherMg && weeks == otherWeeks;
  }

  /** As the tests write doses. */
  String words(boolean loads) {
    String maintenance = mg + " q" + weeks;
    if (!loads || loading.isEmpty()) {
      return maintenance;
    }
    return String.join(" + ", loading.stream().map(String::valueOf).toList())
        + ", then "
        + maintenance;
  }
}
